"""Days on which some machines become too warm, to be lived and to be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from devices.backtest.aftermath import Assumed
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.simple import above
from domain.monitoring.plans.plan import Steps

LOOK = 5
METRIC = "supply_temperature"
WARM = above(METRIC, 12.0, hysteresis=1.0)

FOUR_HOURS = Assumed(open_hours=4)

Heat = tuple[int, int, int]
"""Which machine is too warm, from which minute on, before which."""


@dataclass(frozen=True)
class Day:
    """What happens: machines 0 to 3 stand at one site, 4 is a part of 0; times are minutes since the beginning."""

    heats: Sequence[Heat]
    rule: Mapping[str, object] = field(default_factory=dict)
    definition: Definition = WARM
    plan: Steps = ()
    maintenance: Sequence[Heat] = ()
    people: Sequence[Heat] = ()
    """For which machines people open an order, and when they close it."""
    troubles: Sequence[tuple[int, int]] = ()
    assumed: Assumed = FOUR_HOURS
    minutes: int = 450
    hottest: Mapping[int, float] = field(default_factory=dict)
    """Minutes at which it is warmer than the usual 20 degrees of heat."""
