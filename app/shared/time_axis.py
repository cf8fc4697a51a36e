"""The time axis of a plot, in local time."""

from datetime import UTC, datetime

import pyqtgraph as pg

from app.shared.times import Times

MINUTE_S = 60
DAY_S = 86_400


def tick_text(times: Times, seconds: float, spacing: float) -> str:
    """The words of one tick, as precise as the distance between ticks asks for."""
    moment = datetime.fromtimestamp(seconds, UTC)
    if spacing >= DAY_S:
        return times.day(moment)
    if spacing >= MINUTE_S:
        return times.clock_time(moment)
    return f"{times.local(moment):%H:%M:%S}"


class TimeAxis(pg.DateAxisItem):  # type: ignore[misc]
    """An axis of seconds since 1970: ticks on round local times, in the words of the rest of the screen."""

    def __init__(self, times: Times) -> None:
        self._times = times
        offset = times.local(times.now()).utcoffset()
        super().__init__(orientation="bottom", utcOffset=-offset.total_seconds() if offset else 0.0)

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        return [tick_text(self._times, value, spacing) for value in values]
