"""Single days, absences and on-call duty: entered, changed by several at once, refused where they cannot be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from domain.errors import Gone, Overtaken, Refusal
from domain.store.store import Store
from domain.workforce import absence_service as absences
from domain.workforce import duty_service as duties
from domain.workforce.absence_service import AbsenceDraft
from domain.workforce.day_service import set_day
from domain.workforce.duty_service import DutyDraft
from domain.workforce.rosters import rosters
from domain.workforce.time_model import Absence, AbsenceKind, AbsenceStatus
from domain.workforce.timesheet import SheetAbsence, Timesheet
from domain.workforce.timesheet_queries import timesheets
from domain.workforce.timesheet_service import change_timesheet
from tests.support.workshop import Workshop

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
WEEK = timedelta(days=7)
LATE = frozenset({(time(12), time(20))})


def monday(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


def working(store: Store, technician: int) -> tuple[tuple[datetime, datetime], ...]:
    """Of the Monday."""
    with store.read() as session:
        return rosters(session, MONDAY, monday(24), [technician])[technician].working


def refused(store: Store, function: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.run("ada", function, *args)
    return caught.value


def state(store: Store, key: int) -> tuple[AbsenceStatus, str, int]:
    with store.read() as session:
        found = session.get(Absence, key)
        assert found
        return found.status, found.decided_by, found.version


def test_one_day_gets_other_hours_and_goes_back_to_those_of_the_week(store: Store, workshop: Workshop) -> None:
    usual = ((monday(7), monday(16)),)
    assert working(store, workshop.kim) == usual
    store.run("ada", set_day, workshop.kim, MONDAY.date(), None, LATE)
    assert working(store, workshop.kim) == ((monday(11), monday(19)),)
    assert isinstance(refused(store, set_day, workshop.kim, MONDAY.date(), None, frozenset()), Overtaken)
    store.run("ada", set_day, workshop.kim, MONDAY.date(), LATE, frozenset())
    assert working(store, workshop.kim) == ()
    store.run("ada", set_day, workshop.kim, MONDAY.date(), frozenset(), None)
    assert working(store, workshop.kim) == usual


@pytest.mark.parametrize(
    "hours",
    [
        frozenset({(time(8), time(8))}),
        frozenset({(time(8), time(12)), (time(11), time(13))}),
        frozenset({(time(hour), time(hour, 30)) for hour in range(13)}),
    ],
    ids=["no length", "overlapping", "too many"],
)
def test_hours_that_cannot_be_are_refused(store: Store, workshop: Workshop, hours: Any) -> None:
    assert refused(store, set_day, workshop.kim, date(2026, 12, 31), None, hours).field == "shifts"


def test_an_absence_is_asked_for_and_approved_and_then_nobody_works(store: Store, workshop: Workshop) -> None:
    key = store.run("kim", absences.ask_absence, AbsenceDraft(workshop.kim, monday(0), monday(11)))
    assert working(store, workshop.kim) == ((monday(7), monday(16)),)
    store.run("ada", absences.approve_absence, key, 1)
    assert working(store, workshop.kim) == ((monday(11), monday(16)),)
    assert state(store, key)[:2] == (AbsenceStatus.APPROVED, "ada")
    assert isinstance(refused(store, absences.refuse_absence, key, 1), Overtaken)
    longer = AbsenceDraft(workshop.kim, monday(0), monday(12), AbsenceKind.SICK, " Flu ")
    store.run("ada", absences.change_absence, key, 2, longer)
    assert state(store, key) == (AbsenceStatus.ASKED, "", 3)
    store.run("ada", absences.withdraw_absence, key, 3)
    with pytest.raises(Gone):
        store.run("ada", absences.withdraw_absence, key, 3)


def test_nobody_is_away_twice_at_a_time(store: Store, workshop: Workshop) -> None:
    first = store.run("kim", absences.ask_absence, AbsenceDraft(workshop.kim, monday(0), monday(11)))
    meeting = AbsenceDraft(workshop.kim, monday(10), monday(12))
    assert refused(store, absences.ask_absence, meeting).field == "start"
    store.run("kim", absences.ask_absence, AbsenceDraft(workshop.lou, monday(10), monday(12)))
    store.run("ada", absences.refuse_absence, first, 1)
    store.run("kim", absences.ask_absence, meeting)
    assert refused(store, absences.approve_absence, first, 2).field == "start"


def test_an_absence_that_cannot_be_is_refused_at_its_field(store: Store, workshop: Workshop) -> None:
    over_new_year = AbsenceDraft(workshop.kim, datetime(2026, 12, 31, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    assert refused(store, absences.ask_absence, over_new_year).field == "finish"
    assert refused(store, absences.ask_absence, AbsenceDraft(None, monday(0), monday(1))).field == "technician_id"
    wordy = AbsenceDraft(workshop.kim, monday(0), monday(1), note="x" * 201)
    assert refused(store, absences.ask_absence, wordy).field == "note"


def test_on_call_duty_is_entered_moved_and_removed(store: Store, workshop: Workshop) -> None:
    draft = DutyDraft(workshop.kim, MONDAY, MONDAY + WEEK)
    key = store.run("ada", duties.create_duty, draft)
    assert refused(store, duties.create_duty, DutyDraft(workshop.kim, monday(5), monday(6))).field == "start_at"
    assert refused(store, duties.create_duty, DutyDraft(workshop.lou, monday(6), monday(5))).field == "finish_at"
    moved = DutyDraft(workshop.kim, MONDAY + WEEK, MONDAY + 2 * WEEK)
    store.run("ada", duties.change_duty, key, draft, moved)
    again = DutyDraft(workshop.kim, MONDAY + 2 * WEEK, MONDAY + 3 * WEEK)
    assert isinstance(refused(store, duties.change_duty, key, draft, again), Overtaken)
    store.run("ada", duties.delete_duty, key)
    store.run("ada", duties.create_duty, draft)


def sheet(store: Store, technician_id: int) -> Timesheet:
    with store.read() as session:
        return next(row.sheet for row in timesheets(session) if row.id == technician_id)


def test_of_what_is_over_no_sheet_tells(store: Store, workshop: Workshop) -> None:
    for week in range(2):
        begin = MONDAY + week * WEEK
        store.run("kim", absences.ask_absence, AbsenceDraft(workshop.kim, begin, begin + timedelta(days=1)))
        store.run("ada", duties.create_duty, DutyDraft(workshop.kim, begin, begin + WEEK))
        store.run("ada", set_day, workshop.kim, begin.date(), None, LATE)
    with store.read() as session:
        (row,) = (row for row in timesheets(session, (MONDAY + WEEK).date()) if row.id == workshop.kim)
    found = row.sheet
    assert [each.start for each in found.absences] == [MONDAY + WEEK]
    assert [each.start for each in found.duties] == [MONDAY + WEEK]
    assert found.days == {((MONDAY + WEEK).date(), LATE)}


def test_absences_that_touch_are_moved_together(store: Store, workshop: Workshop) -> None:
    for begin, end in ((0, 24), (24, 48)):
        key = store.run("kim", absences.ask_absence, AbsenceDraft(workshop.kim, monday(begin), monday(end)))
        store.run("ada", absences.approve_absence, key, 1)
    seen = sheet(store, workshop.kim)
    day = timedelta(days=1)
    for shift in (day, -2 * day):
        moved = frozenset(replace(each, start=each.start + shift, finish=each.finish + shift) for each in seen.absences)
        store.run("ada", change_timesheet, workshop.kim, seen, replace(seen, absences=moved))
        seen = sheet(store, workshop.kim)
        assert {(each.start, each.finish) for each in seen.absences} == {(e.start, e.finish) for e in moved}


def test_a_new_absence_goes_where_another_is_moved_away_from(store: Store, workshop: Workshop) -> None:
    store.run("kim", absences.ask_absence, AbsenceDraft(workshop.kim, monday(0), monday(24)))
    seen = sheet(store, workshop.kim)
    (old,) = seen.absences
    later = replace(old, start=monday(24), finish=monday(48))
    wanted = frozenset({later, SheetAbsence(monday(0), monday(24))})
    store.run("ada", change_timesheet, workshop.kim, seen, replace(seen, absences=wanted))
    assert len(sheet(store, workshop.kim).absences) == 2


def test_what_would_meet_in_the_end_is_refused_whole(store: Store, workshop: Workshop) -> None:
    for begin, end in ((0, 24), (24, 48)):
        store.run("kim", absences.ask_absence, AbsenceDraft(workshop.kim, monday(begin), monday(end)))
    seen = sheet(store, workshop.kim)
    wider = frozenset(replace(each, finish=each.finish + timedelta(hours=1)) for each in seen.absences)
    wanted = replace(seen, absences=wider)
    assert refused(store, change_timesheet, workshop.kim, seen, wanted).field == "start"
    assert sheet(store, workshop.kim) == seen


def test_duties_that_touch_are_moved_together(store: Store, workshop: Workshop) -> None:
    for at in range(3):
        store.run("ada", duties.create_duty, DutyDraft(workshop.kim, MONDAY + at * WEEK, MONDAY + (at + 1) * WEEK))
    seen = sheet(store, workshop.kim)
    for shift in (WEEK, -2 * WEEK):
        moved = frozenset(replace(each, start=each.start + shift, finish=each.finish + shift) for each in seen.duties)
        store.run("ada", change_timesheet, workshop.kim, seen, replace(seen, duties=moved))
        seen = sheet(store, workshop.kim)
        assert seen.duties == moved
    meeting = frozenset(replace(each, finish=each.finish + WEEK) for each in seen.duties)
    assert refused(store, change_timesheet, workshop.kim, seen, replace(seen, duties=meeting)).field == "start_at"
