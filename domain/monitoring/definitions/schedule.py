"""When a rule counts: windows of the week on the clocks of a place."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from domain.clock import from_ms, to_ms

_DAYS_AHEAD = 15


class Window(msgspec.Struct, frozen=True):
    """From `start` to `end` minutes after midnight on `weekdays` (0 is Monday); over midnight where it ends earlier."""

    weekdays: tuple[int, ...]
    start: int
    end: int


class Schedule(msgspec.Struct, frozen=True):
    """The windows in which a rule counts, by the clocks of `zone`."""

    zone: str
    windows: tuple[Window, ...]

    def open_at(self, at: int) -> bool:
        """Whether the rule counts at `at` (ms UTC)."""
        local = from_ms(at).astimezone(ZoneInfo(self.zone)).date()
        return any(since <= at < until for since, until in self._spans(local - timedelta(days=1), 3))

    def next_change(self, at: int) -> int | None:
        """The first moment after `at` at which the rule begins or ceases to count; None where that never happens."""
        local = from_ms(at).astimezone(ZoneInfo(self.zone)).date()
        edges = sorted({edge for span in self._spans(local - timedelta(days=1), _DAYS_AHEAD) for edge in span})
        return next((edge for edge in edges if edge > at and self.open_at(edge) != self.open_at(edge - 1)), None)

    def _spans(self, first: date, days: int) -> Iterator[tuple[int, int]]:
        zone = ZoneInfo(self.zone)
        for ahead in range(days):
            day = first + timedelta(days=ahead)
            for window in self.windows:
                if day.weekday() in window.weekdays:
                    ends = day if window.end > window.start else day + timedelta(days=1)
                    yield _moment(day, window.start, zone), _moment(ends, window.end, zone)


def _moment(day: date, minutes: int, zone: ZoneInfo) -> int:
    """A wall-clock time as ms UTC; one that the clocks leap over is the moment of the leap."""
    days, minute = divmod(minutes, 24 * 60)
    local = datetime.combine(day + timedelta(days=days), time(minute // 60, minute % 60), zone)
    return to_ms(local.astimezone(UTC))
