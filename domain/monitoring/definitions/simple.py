"""The most common rules in one call."""

from domain.monitoring.definitions.condition import Above, Below, NoData
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure


def above(
    metric: str, limit: float, hysteresis: float = 0.0, duration: float = 0.0, clear_duration: float = 0.0
) -> Definition:
    """A metric beyond a limit for `duration` seconds, over once it is back by the hysteresis for `clear_duration`."""
    return Definition(Above(Measure(metric), limit, hysteresis), duration=duration, clear_duration=clear_duration)


def below(
    metric: str, limit: float, hysteresis: float = 0.0, duration: float = 0.0, clear_duration: float = 0.0
) -> Definition:
    """A metric under a limit for `duration` seconds, over once it is back by the hysteresis for `clear_duration`."""
    return Definition(Below(Measure(metric), limit, hysteresis), duration=duration, clear_duration=clear_duration)


def silent(silence: float, metric: str | None = None) -> Definition:
    """No reading of a metric, or with None of anything, for `silence` seconds."""
    return Definition(NoData(silence, metric))
