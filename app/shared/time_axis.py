"""The time axis of a plot, in local time."""

from datetime import UTC, datetime

import pyqtgraph as pg

from app.shared.local_ticks import DAY, MINUTE, MONTH, YEAR, step_for, ticks
from app.shared.times import Times

#: Room for one tick, in widths of a digit.
DIGITS = 15


def tick_text(times: Times, seconds: float, spacing: float) -> str:
    """The words of one tick, as precise as the distance between ticks asks for."""
    moment = datetime.fromtimestamp(seconds, UTC)
    local = times.local(moment)
    if spacing >= YEAR:
        return str(local.year)
    if spacing >= MONTH:
        return times.month(moment)
    midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    if spacing >= DAY or midnight:
        return times.day(moment)
    if spacing >= MINUTE:
        return times.clock_time(moment)
    return f"{local:%H:%M:%S}"


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis of seconds since 1970: ticks on round local times, in the words of the rest of the screen."""

    def __init__(self, times: Times) -> None:
        super().__init__(orientation="bottom")
        self._times = times
        self.enableAutoSIPrefix(enable=False)

    def tickValues(self, least: float, greatest: float, size: float) -> list[tuple[float, list[float]]]:
        room = DIGITS * self.fontMetrics().horizontalAdvance("0")
        step = step_for(greatest - least, max(1, int(size / room)))
        return [(step.seconds, ticks(least, greatest, step, self._times.zone))]

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        return [tick_text(self._times, value, spacing) for value in values]

    def fontMetrics(self) -> pg.QtGui.QFontMetrics:
        return pg.QtGui.QFontMetrics(self.style["tickFont"] or self.font())
