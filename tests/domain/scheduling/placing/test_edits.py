"""Several edits at once, judged by the day that they end in; and taken back."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from domain.errors import Overtaken, Refusal
from domain.scheduling.model import Booking, Lock
from domain.scheduling.placing.edits import Edit, rearrange, reversed_edits
from domain.scheduling.placing.holding import hold
from domain.scheduling.placing.judging import judge
from domain.scheduling.placing.service import move, place, remove
from domain.scheduling.placing.writing import Writer
from domain.scheduling.progress.status_service import lock
from domain.scheduling.queries import booking, bookings, unassigned
from domain.scheduling.rules.findings import NeedsConfirmation
from domain.scheduling.rules.terms import DEFAULT
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.support.edited import HOUR, TEN, YEAR, booked, spans, together
from tests.support.workshop import Workshop, order


def test_two_bookings_change_places(store: Store, workshop: Workshop) -> None:
    one, two = booked(store, workshop, workshop.kim, TEN), booked(store, workshop, workshop.lou, TEN)
    together(store, replace(one, technician_id=workshop.lou), replace(two, technician_id=workshop.kim))
    assert spans(store) == {
        one.booking_id: (workshop.lou, TEN, TEN + HOUR),
        two.booking_id: (workshop.kim, TEN, TEN + HOUR),
    }
    with store.read() as session:
        assert not any(row.shared for row in bookings(session, *YEAR))
        assert [row.version for row in bookings(session, *YEAR)] == [2, 2]


def test_a_day_is_pushed_as_a_whole(store: Store, workshop: Workshop) -> None:
    day = [booked(store, workshop, workshop.kim, TEN + at * HOUR) for at in range(4)]
    together(store, *(replace(edit, start=edit.start + HOUR, finish=edit.finish + HOUR) for edit in day))
    assert [start for _, start, _ in spans(store).values()] == [TEN + at * HOUR for at in range(1, 5)]


def test_a_new_booking_takes_the_place_of_one_that_leaves(store: Store, workshop: Workshop) -> None:
    old = booked(store, workshop, workshop.kim, TEN)
    new = Edit(None, store.run("kim", order, workshop), workshop.kim, TEN, TEN + HOUR)
    done = together(store, new, replace(old, technician_id=None))
    assert list(spans(store).values()) == [(workshop.kim, TEN, TEN + HOUR)]
    assert (done[0].before, done[1].after) == (None, None)
    with store.read() as session:
        assert [row.id for row in unassigned(session)] == [old.order_id]


def test_all_is_refused_when_one_does_not_fit(store: Store, workshop: Workshop) -> None:
    one, two = booked(store, workshop, workshop.kim, TEN), booked(store, workshop, workshop.kim, TEN + HOUR)
    with pytest.raises(Refusal, match="Kim already has SO-000002"):
        together(store, replace(one, finish=TEN + 1.5 * HOUR), replace(two, finish=TEN + 3 * HOUR))
    assert spans(store)[one.booking_id or 0][2] == TEN + HOUR


def test_an_override_without_a_reason_is_asked_for_one(store: Store, workshop: Workshop) -> None:
    edit = Edit(None, store.run("kim", order, workshop), workshop.kim, TEN + 12 * HOUR, TEN + 13 * HOUR)
    with pytest.raises(NeedsConfirmation):
        store.run("kim", rearrange, [edit])
    with pytest.raises(Refusal) as refused:
        together(store, edit, reason=" ")
    assert refused.value.field == "reason"
    together(store, edit, reason="The customer wants it")
    with store.read() as session:
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "booking.placed")).one()
    assert (told["overridden"], told["reason"]) == (["hours"], "The customer wants it")


def test_another_technician_comes_too_when_that_is_said(store: Store, workshop: Workshop) -> None:
    first = booked(store, workshop, workshop.kim, TEN)
    second = Edit(None, first.order_id, workshop.lou, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match="is already with Kim"):
        together(store, second)
    (done,) = together(store, replace(second, extra=True))
    (gone,) = together(store, *reversed_edits([done]))
    assert gone.extra
    together(store, *reversed_edits([gone]))
    assert len(spans(store)) == 2


def test_a_part_of_the_work_leaves_the_rest_waiting(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR / 3, override=True)
    with store.read() as session:
        (row,) = unassigned(session)
    assert (row.minutes, row.whole) == (40, 60)
    store.run("kim", place, order_id, workshop.lou, TEN + 2 * HOUR, TEN + 2 * HOUR + 2 * HOUR / 3, override=True)
    with store.read() as session:
        assert unassigned(session) == []


def test_what_is_locked_stays(store: Store, workshop: Workshop) -> None:
    edit = booked(store, workshop, workshop.kim, TEN)
    assert edit.booking_id
    store.run("kim", lock, [edit.booking_id], Lock.BOTH)
    for wish in (replace(edit, start=TEN + HOUR, finish=TEN + 2 * HOUR), replace(edit, technician_id=workshop.lou)):
        with pytest.raises(Refusal, match="lock"):
            store.run("kim", rearrange, [wish])


def test_the_guard_of_the_database_names_who_took_the_time(store: Store, workshop: Workshop) -> None:
    edit = Edit(None, store.run("kim", order, workshop), workshop.kim, TEN, TEN + HOUR)
    other = store.run("lou", order, workshop)

    def past_the_door(work: UnitOfWork) -> None:
        held = hold(work, [edit])
        judged = judge(work.session, held, [edit], DEFAULT)
        row = {"order_id": other, "technician_id": workshop.kim, "start_at": TEN, "finish_at": TEN + HOUR}
        work.session.execute(insert(Booking).values(version=1, **row))
        Writer(work, held, judged, DEFAULT).write([edit], [{}])

    with pytest.raises(Overtaken, match="Kim has got SO-000002 at this time meanwhile"):
        store.run("kim", past_the_door)


def test_ways_are_kept_with_the_bookings_they_lead_to(store: Store, workshop: Workshop) -> None:
    with store.write("kim") as work:
        kim = work.get(Technician, workshop.kim)
        kim.latitude = 53.6
        work.note("technician.changed", kim)
    one = booked(store, workshop, workshop.kim, TEN)
    two = booked(store, workshop, workshop.kim, TEN + HOUR)

    def ways() -> list[int]:
        with store.read() as session:
            return [row.travel for row in bookings(session, *YEAR)]

    (home, here) = ways()
    assert home > 0
    assert here == 0, "both are at one site"
    together(store, replace(one, technician_id=None))
    assert ways() == [home]
    with store.read() as session:
        told = session.execute(select(journal).where(journal.c.kind == "booking.way_changed")).one()
        row = booking(session, two.booking_id or 0)
    assert told.subject_id == two.booking_id
    assert told.after["travel_minutes"] == home
    assert row
    assert row.version == 1, "nobody has changed it"


def test_undoing_what_somebody_else_has_changed_is_refused(store: Store, workshop: Workshop) -> None:
    edit = booked(store, workshop, workshop.kim, TEN)
    done = together(store, replace(edit, start=TEN + HOUR, finish=TEN + 2 * HOUR))
    assert edit.booking_id
    store.run("lou", move, edit.booking_id, workshop.lou, TEN, TEN + HOUR)
    with pytest.raises(Overtaken, match="moved SO-000001"):
        together(store, *reversed_edits(done))
    store.run("lou", remove, edit.booking_id)
    with pytest.raises(Refusal, match="not there any more"):
        together(store, *reversed_edits(done))


def test_a_booking_comes_back_as_the_same_one_but_as_a_new_version(store: Store, workshop: Workshop) -> None:
    edit = booked(store, workshop, workshop.kim, TEN)
    assert edit.booking_id
    store.run("kim", move, edit.booking_id, workshop.kim, TEN + HOUR, TEN + 2 * HOUR)
    done = together(store, replace(edit, technician_id=None))
    (back,) = together(store, *reversed_edits(done))
    assert back.booking_id == edit.booking_id
    with store.read() as session:
        row = booking(session, edit.booking_id)
    assert row
    assert row.version > 2
    with pytest.raises(Overtaken):
        together(store, *reversed_edits(done))


def test_a_booking_is_asked_for_once_and_by_its_own_order(store: Store, workshop: Workshop) -> None:
    one, two = booked(store, workshop, workshop.kim, TEN), booked(store, workshop, workshop.lou, TEN)
    with pytest.raises(Refusal, match="cannot go to two places at once"):
        together(store, replace(one, technician_id=workshop.lou, start=TEN + HOUR, finish=TEN + 2 * HOUR), one)
    with pytest.raises(Refusal, match="is not one of SO-000002"):
        together(store, replace(one, order_id=two.order_id))
    assert len(spans(store)) == 2
