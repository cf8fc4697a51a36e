"""What edits on the calendar make of a timesheet: worked cases, and what holds whatever is done."""

from datetime import date, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.settings.hours import edits
from app.settings.hours.week import DAY, STEP, Block, Lane, Week
from domain.workforce.technician_checks import break_fits
from domain.workforce.timesheet import SheetAbsence, Timesheet
from domain.workforce.working_hours import WeeklyShift

MONDAY = date(2026, 3, 2)
HOLIDAY = date(2026, 3, 4)
WEEK = Week(MONDAY, ZoneInfo("Europe/Berlin"))
NIGHT = WeeklyShift(6, time(22), time(6))
DAYTIME = WeeklyShift(0, time(8), time(17), 30, time(12), time(13))
SHEET = Timesheet(frozenset({NIGHT, DAYTIME}))


def block(sheet: Timesheet, week: Week, start: int) -> Block:
    """The shift that begins at a minute."""
    return next(each for each in week.blocks(sheet) if each.start == start)


def test_the_night_before_the_week_runs_into_it() -> None:
    assert [(each.start, each.finish) for each in WEEK.blocks(SHEET)] == [
        (-120, 360),
        (480, 1020),
        (6 * DAY + 1320, 7 * DAY + 360),
    ]


def test_a_night_that_is_made_shorter_on_one_day_stays_long_in_other_weeks() -> None:
    before = block(SHEET, WEEK, -120)
    shorter = edits.moved(SHEET, WEEK, before, -120, 300, alone=True)
    assert shorter.shifts == SHEET.shifts
    assert shorter.days == {(date(2026, 3, 1), frozenset({(time(22), time(5))}))}


def test_a_break_goes_along_with_its_shift_and_loses_its_place_where_it_no_longer_fits() -> None:
    before = block(SHEET, WEEK, 480)
    later = edits.moved(SHEET, WEEK, before, 600, 1140, alone=False)
    assert WeeklyShift(0, time(10), time(19), 30, time(14), time(15)) in later.shifts
    shorter = edits.moved(SHEET, WEEK, before, 480, 720, alone=False)
    assert WeeklyShift(0, time(8), time(12), 30) in shorter.shifts
    tiny = edits.moved(SHEET, WEEK, before, 480, 495, alone=False)
    assert WeeklyShift(0, time(8), time(8, 15)) in tiny.shifts


def test_nothing_of_every_week_stands_on_a_closed_day_but_hours_of_that_day_do() -> None:
    closed = Week(MONDAY, WEEK.zone, lambda _: frozenset({HOLIDAY}))
    sheet = Timesheet(frozenset({WeeklyShift(2, time(8), time(17))}))
    assert closed.blocks(sheet) == ()
    worked = edits.made(sheet, closed, Lane.SHIFT, 2 * DAY + 540, 2 * DAY + 600, alone=True)
    assert [(each.start, each.is_alone) for each in closed.blocks(worked)] == [(2 * DAY + 540, True)]


def test_the_night_when_clocks_go_forward_is_drawn_by_the_clock() -> None:
    spring = Week(date(2026, 3, 23), WEEK.zone)
    start, finish = 6 * DAY + 60, 6 * DAY + 240
    made = edits.made(Timesheet(), spring, Lane.ABSENCE, start, finish, alone=False)
    (absence,) = made.absences
    assert (absence.finish - absence.start).total_seconds() == 2 * 3600
    assert [(each.start, each.finish) for each in spring.blocks(made)] == [(start, finish)]


quarters = st.integers(0, 7 * 96 - 1).map(lambda quarter: quarter * STEP)
lengths = st.integers(1, 95).map(lambda quarter: quarter * STEP)
lanes = st.sampled_from(Lane)


@given(quarters, lengths, quarters, lanes, st.booleans())
def test_what_is_made_is_there_and_moves_there_and_goes(
    start: int, length: int, target: int, lane: Lane, alone: bool
) -> None:
    made = edits.made(Timesheet(), WEEK, lane, start, start + length, alone=alone)
    there = next(each for each in WEEK.blocks(made) if each.start == start)
    assert (there.lane, there.finish) == (lane, start + length)
    moved = edits.moved(made, WEEK, there, target, target + length, alone=alone)
    (now,) = [each for each in WEEK.blocks(moved) if each.start == target]
    assert now.finish == target + length
    gone = edits.removed(moved, WEEK, now, alone=alone)
    assert WEEK.blocks(gone) == ()


@given(quarters, lengths)
def test_a_moved_break_always_fits(start: int, length: int) -> None:
    before = block(SHEET, WEEK, 480)
    moved = edits.moved(SHEET, WEEK, before, start, start + length, alone=False)
    assert all(map(break_fits, moved.shifts))


def test_two_absences_on_each_other_are_seen() -> None:
    moments = [WEEK.moment(minute) for minute in (0, 600, 300, 900)]
    twice = frozenset({SheetAbsence(moments[0], moments[1]), SheetAbsence(moments[2], moments[3])})
    assert edits.meets_itself(Timesheet(absences=twice), WEEK)
    assert not edits.meets_itself(SHEET, WEEK)
