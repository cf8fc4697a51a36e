"""Placing, moving and removing bookings: one set of checks for all of them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.errors import Gone, Overtaken, Refusal
from domain.orders.model import Order, StageMeaning
from domain.scheduling.placing.service import change_stage, move, place, remove
from domain.scheduling.queries import booking, bookings, unassigned
from domain.scheduling.rules.checks import Kind, NeedsConfirmation
from domain.store.journal import journal
from domain.store.store import Store
from domain.words import Priority
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)


def clock(moment: datetime) -> str:
    """As sentences tell the time: that of the machine."""
    return f"{moment.astimezone():%H:%M}"


def stage_of(store: Store, order_id: int) -> StageMeaning:
    with store.read() as session:
        return session.get_one(Order, order_id).stage.meaning


def test_a_placed_order_is_planned_and_waits_no_longer(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    assert stage_of(store, order_id) is StageMeaning.PLANNED
    with store.read() as session:
        (bar,) = bookings(session, TEN, TEN + HOUR)
        assert (bar.id, bar.order_id, bar.technician_id) == (booking_id, order_id, workshop.kim)
        assert (bar.start, bar.finish, bar.stage) == (TEN, TEN + HOUR, "Planned")
        assert unassigned(session) == []
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "booking.placed")).one()
    assert (told["order_id"], told["overridden"]) == (order_id, [])


def test_an_overlap_is_refused_even_when_confirmed(store: Store, workshop: Workshop) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, first, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match=f"Kim already has SO-000001, {clock(TEN)}–{clock(TEN + HOUR)}"):
        store.run("kim", place, second, workshop.kim, TEN + HOUR / 2, TEN + 2 * HOUR, override=True)
    assert stage_of(store, second) is StageMeaning.NEW
    store.run("kim", place, second, workshop.kim, TEN + HOUR, TEN + 2 * HOUR)


def test_a_missing_skill_needs_a_confirmation_that_is_kept(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop, skilled=True)
    with pytest.raises(NeedsConfirmation, match="Lou lacks the skill Refrigerant circuit") as asked:
        store.run("kim", place, order_id, workshop.lou, TEN, TEN + HOUR)
    assert [finding.kind for finding in asked.value.findings] == [Kind.SKILL]
    store.run("kim", place, order_id, workshop.lou, TEN, TEN + HOUR, override=True)
    with store.read() as session:
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "booking.placed")).one()
    assert told["overridden"] == ["skill"]


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (TEN - 3 * HOUR, f"Outside the working hours of Kim, {clock(TEN - 2 * HOUR)}–{clock(TEN + 7 * HOUR)}"),
        (TEN + 6.5 * HOUR, "Outside the working hours of Kim"),
        (TEN + timedelta(days=4), "Kim does not work that day"),
    ],
)
def test_other_hours_need_a_confirmation(store: Store, workshop: Workshop, start: datetime, says: str) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(NeedsConfirmation, match=says):
        store.run("kim", place, order_id, workshop.kim, start, start + HOUR)


def test_a_finish_after_the_promise_needs_a_confirmation(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop, priority=Priority.CRITICAL)
    with pytest.raises(NeedsConfirmation, match="Finishes after the due time, Mon 2 Mar"):
        store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)


@pytest.mark.parametrize("length", [timedelta(), -HOUR])
def test_a_span_without_length_is_refused(store: Store, workshop: Workshop, length: timedelta) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal, match="finish must be after the start"):
        store.run("kim", place, order_id, workshop.kim, TEN, TEN + length)


def test_an_order_is_placed_once(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match="SO-000001 is already with Kim"):
        store.run("lou", place, order_id, workshop.lou, TEN, TEN + HOUR)


def test_a_closed_order_cannot_be_placed(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.CANCELLED])
    with pytest.raises(Refusal, match="SO-000001 is closed"):
        store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)


def test_what_is_not_there_is_gone(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Gone, match="order"):
        store.run("kim", place, 99, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(Gone, match="technician"):
        store.run("kim", place, order_id, 99, TEN, TEN + HOUR)
    with pytest.raises(Gone, match="booking"):
        store.run("kim", remove, 99)


def test_a_booking_may_move_over_its_own_time_and_to_somebody_else(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", move, booking_id, workshop.kim, TEN + HOUR / 2, TEN + 1.5 * HOUR, version=1)
    store.run("kim", move, booking_id, workshop.lou, TEN, TEN + 2 * HOUR, version=2)
    with store.read() as session:
        bar = booking(session, booking_id)
        told = session.execute(select(journal.c.before, journal.c.after).order_by(journal.c.id.desc())).first()
    assert bar
    assert (bar.technician_id, bar.start, bar.finish, bar.version) == (workshop.lou, TEN, TEN + 2 * HOUR, 3)
    assert told
    assert (told.before["technician_id"], told.after["technician_id"]) == (workshop.kim, workshop.lou)


def test_moving_onto_another_booking_is_refused(store: Store, workshop: Workshop) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, first, workshop.kim, TEN, TEN + HOUR)
    booking_id = store.run("kim", place, second, workshop.lou, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match="Kim already has SO-000001"):
        store.run("kim", move, booking_id, workshop.kim, TEN, TEN + HOUR)


def test_moving_what_somebody_else_has_moved_is_refused(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("lou", move, booking_id, workshop.lou, TEN, TEN + HOUR, version=1)
    with pytest.raises(Overtaken, match="moved SO-000001 meanwhile"):
        store.run("kim", move, booking_id, workshop.kim, TEN + HOUR, TEN + 2 * HOUR, version=1)
    with pytest.raises(Overtaken):
        store.run("kim", remove, booking_id, version=1)


def test_a_removed_booking_lets_its_order_wait_again(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", remove, booking_id, version=1)
    assert stage_of(store, order_id) is StageMeaning.NEW
    with store.read() as session:
        assert [row.id for row in unassigned(session)] == [order_id]
        kinds = session.scalars(select(journal.c.kind).order_by(journal.c.id.desc()).limit(3)).all()
    assert set(kinds) == {"booking.removed", "order.part_gone", "order.stage_changed"}


def test_work_that_has_begun_stays_begun_when_its_booking_goes(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.ACTIVE])
    store.run("kim", remove, booking_id)
    assert stage_of(store, order_id) is StageMeaning.ACTIVE


def test_a_booking_of_work_done_stays_as_it_is_until_the_order_is_open_again(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.DONE])
    with pytest.raises(Refusal, match="SO-000001 is closed; its time on the board"):
        store.run("kim", move, booking_id, workshop.lou, TEN, TEN + HOUR, version=1, override=True)
    with pytest.raises(Refusal, match="SO-000001 is closed"):
        store.run("kim", remove, booking_id)
    with store.read() as session:
        (bar,) = bookings(session, TEN, TEN + HOUR)
    assert (bar.id, bar.technician_id, bar.version) == (booking_id, workshop.kim, 1)
    assert stage_of(store, order_id) is StageMeaning.DONE
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.ACTIVE])
    store.run("kim", move, booking_id, workshop.lou, TEN, TEN + HOUR, version=1)


@pytest.mark.parametrize("meaning", [StageMeaning.CANCELLED, StageMeaning.NEW])
def test_an_order_cancelled_or_new_again_gives_its_time_back(
    store: Store, workshop: Workshop, meaning: StageMeaning
) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, first, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", change_stage, first, workshop.stages[meaning])
    store.run("kim", place, second, workshop.kim, TEN, TEN + HOUR)
    with store.read() as session:
        assert [row.order_id for row in bookings(session, TEN, TEN + HOUR)] == [second]
