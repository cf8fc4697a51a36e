"""One week as it is shown: minutes of the clock on the wall since Monday, and what lies where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from domain.workforce.timesheet import SheetAbsence, SheetDuty, Timesheet
from domain.workforce.working_days import Hours
from domain.workforce.working_hours import WeeklyShift

DAY = 1440
DAYS = 7
STEP = 15
"""Minutes to which everything snaps."""


class Lane(Enum):
    """What is beside each other on one day."""

    SHIFT = "shift"
    ABSENCE = "absence"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Block:
    """Something on the calendar, from a minute of the week to another; `entry` is what it stands for, if any."""

    lane: Lane
    start: int
    finish: int
    entry: WeeklyShift | Hours | SheetAbsence | SheetDuty | None

    @property
    def is_alone(self) -> bool:
        """Whether these are hours of that day alone."""
        return self.lane is Lane.SHIFT and isinstance(self.entry, tuple)


@dataclass(frozen=True)
class Week:
    """A week that begins with a Monday, in one zone."""

    monday: date
    zone: ZoneInfo
    closed: Callable[[int], frozenset[date]] | None = None

    def day(self, place: int) -> date:
        """The day so many days after the Monday."""
        return self.monday + timedelta(days=place)

    def is_closed(self, day: date) -> bool:
        """Whether it is a holiday, or closed otherwise."""
        return self.closed is not None and day in self.closed(day.year)

    def minute(self, moment: datetime) -> int:
        """What the clock shows then."""
        local = moment.astimezone(self.zone)
        return (local.date() - self.monday).days * DAY + local.hour * 60 + local.minute

    def moment(self, minute: int) -> datetime:
        """When the clock shows this minute."""
        day, rest = divmod(minute, DAY)
        return datetime.combine(self.day(day), clock(rest), self.zone).astimezone(UTC)

    def hours_on(self, sheet: Timesheet, day: date) -> frozenset[Hours]:
        """The hours that are worked on a day, without absences."""
        alone = sheet.hours_on(day)
        if alone is not None:
            return alone
        if self.is_closed(day):
            return frozenset()
        return frozenset((each.start, each.finish) for each in sheet.shifts if each.weekday == day.weekday())

    def blocks(self, sheet: Timesheet) -> tuple[Block, ...]:
        """What lies in the week, by its start; the night before it belongs to it."""
        found = [*self._shifts(sheet), *self._absences(sheet), *self._duties(sheet)]
        return tuple(sorted(found, key=lambda each: (each.start, each.lane.value)))

    def _shifts(self, sheet: Timesheet) -> Iterator[Block]:
        for place in range(-1, DAYS):
            day = self.day(place)
            alone = sheet.hours_on(day)
            if alone is not None:
                entries: list[WeeklyShift | Hours] = [*alone]
            else:
                entries = [each for each in sheet.shifts if each.weekday == day.weekday() and not self.is_closed(day)]
            for entry in entries:
                start, finish = (entry.start, entry.finish) if isinstance(entry, WeeklyShift) else entry
                begin = place * DAY + minutes(start)
                length = (minutes(finish) - minutes(start)) % DAY
                if begin + length > 0:
                    yield Block(Lane.SHIFT, begin, begin + length, entry)

    def _absences(self, sheet: Timesheet) -> Iterator[Block]:
        for each in sheet.absences:
            yield from self._within(Lane.ABSENCE, each)

    def _duties(self, sheet: Timesheet) -> Iterator[Block]:
        for each in sheet.duties:
            yield from self._within(Lane.DUTY, each)

    def _within(self, lane: Lane, each: SheetAbsence | SheetDuty) -> Iterator[Block]:
        start, finish = self.minute(each.start), self.minute(each.finish)
        if start < DAYS * DAY and finish > 0:
            yield Block(lane, start, finish, each)


def minutes_of(sheet: Timesheet) -> int:
    """How long the shifts of every week are, without their breaks."""
    return sum((minutes(each.finish) - minutes(each.start)) % DAY - each.break_minutes for each in sheet.shifts)


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def first_week(today: date) -> date:
    """The Monday of the first week that can be looked at: that in which the last month began."""
    return monday_of((today.replace(day=1) - timedelta(days=1)).replace(day=1))


def clock(minute: int) -> time:
    """The time of day."""
    return time(*divmod(minute % DAY, 60))


def minutes(moment: time) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute
