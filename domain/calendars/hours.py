"""Working time: which seconds count, from when to when, and when so many of them have passed.

All is reckoned in whole seconds since 1970. A moment is open if the clock on the wall of the zone shows a time within
one of the windows and its day is not closed; so no change of clocks can add or lose working time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.errors import Refusal
from domain.language import tr

DAY = 86_400
HORIZON = 20
"""After how many years without any working time no more is looked for."""
FURTHEST = 500
"""How many years ahead is looked at all."""
_STEP = DAY // 4


@dataclass(frozen=True, slots=True)
class Window:
    """Open hours on one weekday (0 is Monday), minutes of the local day; 1440 is midnight at its end."""

    weekday: int
    start_minute: int
    finish_minute: int


@dataclass(frozen=True, slots=True)
class _Year:
    """The open spans of one year of UTC, and how many seconds were worked in it before each of them."""

    starts: list[int]
    finishes: list[int]
    before: list[int]
    total: int

    def worked(self, at: int) -> int:
        """How many working seconds of the year have passed at a moment."""
        place = bisect_right(self.starts, at) - 1
        return 0 if place < 0 else self.before[place] + min(at, self.finishes[place]) - self.starts[place]

    def moment(self, worked: int) -> int:
        """The first moment at which so many seconds, at least one, have passed."""
        place = bisect_left(self.before, worked) - 1
        return self.starts[place] + worked - self.before[place]

    def opening(self, at: int) -> int | None:
        """The first open moment from `at` on, if there is one in this year."""
        place = bisect_right(self.finishes, at)
        return max(at, self.starts[place]) if place < len(self.starts) else None


class Hours:
    """The working time of one calendar in one zone; years are laid out when they are first asked for."""

    def __init__(
        self,
        zone: str,
        windows: Iterable[Window],
        closed_days: Callable[[int], frozenset[date]] = lambda _: frozenset(),
    ) -> None:
        self._zone = _zone(zone)
        self._windows: dict[int, list[Window]] = {}
        for window in sorted(windows, key=lambda each: (each.weekday, each.start_minute)):
            self._windows.setdefault(window.weekday, []).append(window)
        self._closed_days = closed_days
        self._years: dict[int, _Year] = {}

    def add(self, start: datetime, seconds: int) -> datetime:
        """The first moment at which so many working seconds have passed; with none, the next open one.

        Raises Refusal where there is never so much of it.
        """
        if seconds <= 0:
            return self.next_opening(start)
        first = start.astimezone(UTC).year
        left = self._year(first).worked(_epoch(start)) + seconds
        for year in self._ahead(first):
            table = self._year(year)
            if left <= table.total:
                return _moment(table.moment(left))
            left -= table.total
        raise Refusal(tr("This calendar has too little working time for that."), field="windows")

    def between(self, start: datetime, finish: datetime) -> int:
        """How many working seconds lie between two moments; none if they are the wrong way round."""
        if finish <= start:
            return 0
        first, last = start.astimezone(UTC).year, finish.astimezone(UTC).year
        whole = sum(self._year(year).total for year in range(first, last))
        return whole + self._year(last).worked(_epoch(finish)) - self._year(first).worked(_epoch(start))

    def next_opening(self, at: datetime) -> datetime:
        """The moment itself, if it is open, and else the next opening. Raises Refusal where there is none."""
        for year in self._ahead(at.astimezone(UTC).year):
            found = self._year(year).opening(_epoch(at))
            if found is not None:
                return _moment(found)
        raise _never()

    def is_open(self, at: datetime) -> bool:
        """Whether the second that begins with this moment counts."""
        return self._year(at.astimezone(UTC).year).opening(_epoch(at)) == _epoch(at)

    def spans(self, since: datetime, until: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The open spans between two moments, ascending and cut to them."""
        first, last = _epoch(since), _epoch(until)
        return tuple(
            (_moment(max(start, first)), _moment(min(finish, last)))
            for year in range(since.astimezone(UTC).year, until.astimezone(UTC).year + 1)
            for start, finish in zip(self._year(year).starts, self._year(year).finishes, strict=True)
            if max(start, first) < min(finish, last)
        )

    def _ahead(self, first: int) -> Iterator[int]:
        """The years from one on, as far as there is any sense in looking."""
        worked = first
        for year in range(first, first + FURTHEST):
            if self._year(year).total:
                worked = year
            elif year >= worked + HORIZON:
                raise _never()
            yield year

    def _year(self, year: int) -> _Year:
        table = self._years.get(year)
        if table is None:
            table = self._years[year] = _laid_out(self._open(year))
        return table

    def _open(self, year: int) -> Iterator[tuple[int, int]]:
        """The spans of every window of every open day, ascending."""
        closed = {each: self._closed_days(each) for each in (year - 1, year, year + 1)}
        for begin, end, offset in _stretches(self._zone, _new_year(year), _new_year(year + 1)):
            for midnight in range((begin + offset) // DAY * DAY, end + offset, DAY):
                day = date(1970, 1, 1) + timedelta(days=midnight // DAY)
                if day in closed[day.year]:
                    continue
                for window in self._windows.get(day.weekday(), ()):
                    start = max(midnight + window.start_minute * 60 - offset, begin)
                    finish = min(midnight + window.finish_minute * 60 - offset, end)
                    if start < finish:
                        yield start, finish


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal(tr("“{name}” is not the name of a time zone.", name=name), field="timezone") from error


def _stretches(zone: ZoneInfo, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """The parts of a time during which the zone keeps one distance from UTC: begin, end, distance."""
    begin, before, offset = first, first, _offset(zone, first)
    for look in (*range(first + _STEP, last, _STEP), last - 1):
        if _offset(zone, look) != offset:
            change = _change(zone, before, look, offset)
            yield begin, change, offset
            begin, offset = change, _offset(zone, look)
        before = look
    yield begin, last, offset


def _change(zone: ZoneInfo, before: int, after: int, offset: int) -> int:
    """The first moment after `before` at which the distance is no longer `offset`, as it is not at `after`."""
    return before + bisect_left(range(before, after), 1, key=lambda at: _offset(zone, at) != offset)


def _offset(zone: ZoneInfo, at: int) -> int:
    offset = datetime.fromtimestamp(at, zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def _laid_out(spans: Iterable[tuple[int, int]]) -> _Year:
    starts: list[int] = []
    finishes: list[int] = []
    for start, finish in spans:
        if finishes and start <= finishes[-1]:
            finishes[-1] = max(finish, finishes[-1])
        else:
            starts.append(start)
            finishes.append(finish)
    before, total = [], 0
    for start, finish in zip(starts, finishes, strict=True):
        before.append(total)
        total += finish - start
    return _Year(starts, finishes, before, total)


def _new_year(year: int) -> int:
    return _epoch(datetime(year, 1, 1, tzinfo=UTC))


def _epoch(moment: datetime) -> int:
    return int(moment.timestamp() // 1)


def _moment(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def _never() -> Refusal:
    return Refusal(tr("This calendar has no working time."), field="windows")
