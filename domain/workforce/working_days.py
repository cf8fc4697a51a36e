"""The real days of a technician: the shifts of the week, other hours of single days, closed days, absences."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.workforce.spans import Span, cut, joined, without
from domain.workforce.working_hours import WeeklyShift

ONE_DAY = timedelta(days=1)
Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Break:
    """So many minutes must stay free somewhere between the two moments."""

    start: datetime
    finish: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Away:
    """A time when a technician is not there; one that is not `approved` is only asked for."""

    start: datetime
    finish: datetime
    words: str
    approved: bool = True

    def cut(self, since: datetime, until: datetime) -> "Away":
        """What of it lies between two moments."""
        return replace(self, start=max(self.start, since), finish=min(self.finish, until))


@dataclass(frozen=True, slots=True)
class Days:
    """What working time there is: joined spans, and the breaks in them."""

    working: tuple[Span, ...]
    breaks: tuple[Break, ...]


class Dial:
    """The clock on the wall of one zone; what was asked before is known."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._known: dict[tuple[date, time], datetime] = {}

    def at(self, day: date, hour: time) -> datetime:
        """When the clock shows this, as UTC; the first time where it does so twice."""
        moment = self._known.get((day, hour))
        if moment is None:
            moment = self._known[day, hour] = datetime.combine(day, hour, self._zone).astimezone(UTC)
        return moment

    def days(self, since: datetime, until: datetime) -> Iterator[date]:
        """The days on which something may begin that touches the time between two moments."""
        day = since.astimezone(self._zone).date() - ONE_DAY
        last = until.astimezone(self._zone).date()
        while day <= last:
            yield day
            day += ONE_DAY


@dataclass(frozen=True, slots=True)
class Week:
    """The rule and its exceptions; a day among `exceptions` has those hours alone, and none if there are none.

    What is entered for one day stands over the holidays, so that somebody can work on one of them.
    """

    shifts: frozenset[WeeklyShift]
    exceptions: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    closed: Callable[[int], frozenset[date]] | None = None

    def on(self, day: date) -> Iterator[tuple[Hours, Iterable[WeeklyShift]]]:
        """The hours that begin on a day, and the shifts whose breaks may lie in them."""
        usual = [shift for shift in self.shifts if shift.weekday == day.weekday()]
        if day in self.exceptions:
            for hours in self.exceptions[day]:
                yield hours, usual
        elif self.closed is None or day not in self.closed(day.year):
            for shift in usual:
                yield (shift.start, shift.finish), (shift,)


def laid_out(week: Week, dial: Dial, since: datetime, until: datetime) -> Days:
    """The working time between two moments; a shift belongs to the day on which it begins."""
    spans: list[Span] = []
    breaks: list[Break] = []
    for day in dial.days(since, until):
        for (start, finish), shifts in week.on(day):
            span = _span(dial, day, start, finish)
            if span[0] < span[1]:
                spans.append(span)
                breaks.extend(_breaks(dial, day, start, span, shifts))
    return Days(joined(spans), tuple(sorted(breaks, key=_start)))


def present(days: Days, away: Iterable[Span], since: datetime, until: datetime) -> Days:
    """What is left beside the absences, cut to the window; a break stays while there is work all around it."""
    working = without(days.working, joined(away))
    breaks = (each for each in days.breaks if each.start >= since and each.finish <= until)
    return Days(cut(working, since, until), tuple(each for each in breaks if _within(each, working)))


def _within(each: Break, working: tuple[Span, ...]) -> bool:
    return any(start <= each.start and each.finish <= finish for start, finish in working)


def _span(dial: Dial, day: date, start: time, finish: time) -> Span:
    return dial.at(day, start), dial.at(day if finish > start else day + ONE_DAY, finish)


def _breaks(dial: Dial, day: date, start: time, span: Span, shifts: Iterable[WeeklyShift]) -> Iterator[Break]:
    for shift in shifts:
        if shift.break_minutes:
            begin = span[0] if shift.break_from is None else _after(dial, day, start, shift.break_from)
            finish = span[1] if shift.break_until is None else _after(dial, day, start, shift.break_until)
            if span[0] <= begin < finish <= span[1]:
                yield Break(begin, finish, shift.break_minutes)


def _after(dial: Dial, day: date, start: time, hour: time) -> datetime:
    """The first time after the start of the shift that the clock shows this."""
    return dial.at(day if hour >= start else day + ONE_DAY, hour)


def _start(each: Break) -> datetime:
    return each.start
