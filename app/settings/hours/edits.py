"""What becomes of a timesheet when something on its calendar is made, moved, resized or removed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from app.settings.hours.week import DAY, STEP, Block, Lane, Week, clock, minutes
from domain.workforce.technician_checks import break_fits
from domain.workforce.timesheet import SheetAbsence, SheetDuty, Timesheet
from domain.workforce.working_days import Hours
from domain.workforce.working_hours import WeeklyShift

LONGEST_SHIFT = DAY - STEP


def made(sheet: Timesheet, week: Week, lane: Lane, start: int, finish: int, *, alone: bool) -> Timesheet:
    """With something new; `alone` puts a shift on that day alone."""
    if lane is Lane.ABSENCE:
        return replace(sheet, absences=sheet.absences | {SheetAbsence(week.moment(start), week.moment(finish))})
    if lane is Lane.DUTY:
        return replace(sheet, duties=sheet.duties | {SheetDuty(week.moment(start), week.moment(finish))})
    place, hours = start // DAY, (clock(start), clock(finish))
    day = week.day(place)
    if alone or sheet.hours_on(day) is not None:
        return _with_day(sheet, day, week.hours_on(sheet, day) | {hours})
    return replace(sheet, shifts=sheet.shifts | {WeeklyShift(day.weekday(), *hours)})


def removed(sheet: Timesheet, week: Week, block: Block, *, alone: bool) -> Timesheet:
    """Without a block; of a shift of every week, `alone` takes only that day."""
    entry = block.entry
    if isinstance(entry, SheetAbsence):
        return replace(sheet, absences=sheet.absences - {entry})
    if isinstance(entry, SheetDuty):
        return replace(sheet, duties=sheet.duties - {entry})
    day = week.day(block.start // DAY)
    if isinstance(entry, WeeklyShift):
        if not alone:
            return replace(sheet, shifts=sheet.shifts - {entry})
        entry = (entry.start, entry.finish)
    return sheet if entry is None else _with_day(sheet, day, week.hours_on(sheet, day) - {entry})


def moved(sheet: Timesheet, week: Week, block: Block, start: int, finish: int, *, alone: bool) -> Timesheet:
    """With a block at another time."""
    entry = block.entry
    if (start, finish) == (block.start, block.finish):
        return sheet
    if isinstance(entry, SheetAbsence):
        other = replace(entry, start=week.moment(start), finish=week.moment(finish))
        return replace(sheet, absences=sheet.absences - {entry} | {other})
    if isinstance(entry, SheetDuty):
        later = replace(entry, start=week.moment(start), finish=week.moment(finish))
        return replace(sheet, duties=sheet.duties - {entry} | {later})
    if isinstance(entry, WeeklyShift) and not alone:
        shift = _shifted(entry, start - block.start, week.day(start // DAY).weekday(), start, finish)
        return replace(sheet, shifts=sheet.shifts - {entry} | {shift})
    without = removed(sheet, week, block, alone=True)
    return made(without, week, Lane.SHIFT, start, finish, alone=True)


def as_every_week(sheet: Timesheet, day: date) -> Timesheet:
    """With the hours of the week on a day that had others."""
    return replace(sheet, days=frozenset(each for each in sheet.days if each[0] != day))


def fitting(lane: Lane, start: int, finish: int) -> tuple[int, int]:
    """At least a step, and shifts shorter than a day."""
    finish = max(finish, start + STEP)
    return (start, min(finish, start + LONGEST_SHIFT)) if lane is Lane.SHIFT else (start, finish)


def meets_itself(sheet: Timesheet, week: Week) -> bool:
    """Whether things of one lane overlap in the week."""
    for lane in Lane:
        spans = sorted((each.start, each.finish) for each in week.blocks(sheet) if each.lane is lane)
        if any(later[0] < before[1] for before, later in pairwise(spans)):
            return True
    return False


def _with_day(sheet: Timesheet, day: date, hours: Iterable[Hours]) -> Timesheet:
    others = as_every_week(sheet, day).days
    return replace(sheet, days=others | {(day, frozenset(hours))})


def _shifted(shift: WeeklyShift, by: int, weekday: int, start: int, finish: int) -> WeeklyShift:
    """The shift at another time; its break goes along, or loses its place where it no longer fits."""
    there = replace(shift, weekday=weekday, start=clock(start), finish=clock(finish))
    if shift.break_from is not None and shift.break_until is not None:
        since, until = (clock(minutes(each) + by) for each in (shift.break_from, shift.break_until))
        along = replace(there, break_from=since, break_until=until)
        if break_fits(along):
            return along
    free = replace(there, break_from=None, break_until=None)
    return free if break_fits(free) else replace(free, break_minutes=0)
