"""What is wrong in the plan as it is, and what is planned nowhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from domain.orders.model import Order, StageMeaning
from domain.scheduling import conflicts
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Kind, Level
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.board_made import at, booking, technician
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)


def test_the_heaviest_come_first_and_then_the_earliest() -> None:
    late = booking(at(14), at(15), 3, need=Need(due=at(12)))
    rows = [
        booking(at(6), at(7), 4),
        late,
        booking(at(10), at(12), 1),
        booking(at(11), at(13), 2),
        booking(at(8), at(9), 5),
    ]
    found = conflicts.of_bookings([technician()], rows, zone=UTC)
    assert [(each.booking_id, each.level) for each in found] == [
        (1, Level.REFUSAL),
        (2, Level.REFUSAL),
        (4, Level.WARNING),
        (3, Level.WARNING),
    ]
    assert [finding.kind for finding in found[-1].findings] == [Kind.DUE]


def test_what_is_done_is_no_conflict_but_stands_beside() -> None:
    done = booking(at(9), at(11), 1, status=BookingStatus.DONE)
    cancelled = booking(at(9), at(12), 2, status=BookingStatus.CANCELLED)
    closed = booking(at(9), at(11), 3, meaning=StageMeaning.DONE)
    planned = booking(at(10), at(12), 4)
    found = conflicts.of_bookings([technician()], [done, cancelled, closed, planned], zone=UTC)
    assert [(each.booking_id, len(each.findings)) for each in found] == [(4, 2)]


def test_a_booking_of_three_days_is_seen_by_what_begins_on_the_last() -> None:
    whole = technician(working=((at(0, day=1), at(0, day=9)),))
    rows = [booking(at(8, day=2), at(12, day=5), 1), booking(at(11, day=5), at(13, day=5), 2)]
    rows += [booking(at(1, minute), at(1, minute + 1), 10 + minute) for minute in range(20)]
    found = conflicts.of_bookings([whole], rows, zone=UTC)
    assert {each.booking_id for each in found} == {1, 2}


def test_a_waiting_order_is_told_of_when_its_promise_falls_before_the_end() -> None:
    found = conflicts.of_waiting(
        [
            waiting(1, Need(due=at(12))),
            waiting(2, Need(due=at(18), window_from=at(9), window_until=at(10))),
            waiting(3, Need(due=at(20))),
            waiting(4, Need()),
        ],
        now=at(11),
        until=at(20),
        zone=UTC,
    )
    assert [(each.order_id, each.findings[0].kind) for each in found] == [(2, Kind.WINDOW), (1, Kind.DUE)]
    assert found[0].findings[0].sentence == "SO-2 was promised for 10:00, and is planned nowhere."
    assert found[1].findings[0].sentence == "SO-1 is promised for 12:00, and is planned nowhere."


def test_of_an_order_that_is_planned_in_part_is_told_what_is_left() -> None:
    rows = [
        replace(waiting(number, Need(due=at(due))), minutes=90, whole=150, requirement_id=requirement)
        for number, due, requirement in ((1, 10, None), (2, 12, None), (3, 13, 7))
    ]
    found = conflicts.of_waiting(rows, now=at(11), until=at(20), zone=UTC)
    assert [each.findings[0].sentence for each in found] == [
        "SO-1 was promised for 10:00, and 1 h 30 min of it are planned nowhere.",
        "SO-2 is promised for 12:00, and 1 h 30 min of it are planned nowhere.",
        "SO-3 is promised for 13:00, and is planned nowhere.",
    ]


def test_the_plan_is_read_with_its_neighbours(store: Store, workshop: Workshop) -> None:
    skilled, plain, lost = (store.run("kim", order, workshop, skilled=number == 0) for number in range(3))

    def plan(work: UnitOfWork) -> None:
        work.session.execute(update(Order).values(due_at=None))
        work.session.execute(update(Order).where(Order.id == lost).values(due_at=TEN))
        work.add(
            Booking(order_id=skilled, technician_id=workshop.lou, start_at=TEN, finish_at=TEN + HOUR), "booking.placed"
        )
        work.add(
            Booking(order_id=plain, technician_id=workshop.kim, start_at=TEN + 48 * HOUR, finish_at=TEN + 49 * HOUR),
            "booking.placed",
        )

    store.run("kim", plan)
    with store.read() as session:
        found = conflicts.conflicts(session, TEN, TEN + 24 * HOUR, now=TEN)
    kinds = {each.order_id: [finding.kind for finding in each.findings] for each in found}
    assert Kind.SKILL in kinds[skilled]
    assert kinds[lost] == [Kind.DUE]
    assert plain not in kinds


def test_what_is_over_and_was_never_begun_is_told_whenever_it_was(store: Store, workshop: Workshop) -> None:
    def plan(work: UnitOfWork) -> None:
        for days, status in enumerate((BookingStatus.ACCEPTED, BookingStatus.DONE, BookingStatus.ON_SITE)):
            start = TEN + days * 24 * HOUR
            row = Booking(order_id=order(work, workshop), technician_id=workshop.kim, start_at=start, status=status)
            row.finish_at = start + HOUR
            work.add(row, "booking.placed")

    store.run("kim", plan)
    later = TEN + 30 * 24 * HOUR
    with store.read() as session:
        (found,) = (
            each
            for each in conflicts.conflicts(session, later, later + HOUR, now=later, zone=UTC)
            if each.booking_id is not None
        )
        assert not conflicts.never_begun(session, DEFAULT.at(TEN), UTC)
        assert not conflicts.never_begun(session, Terms({}).at(later), UTC)
    assert (found.at, found.technician_id) == (TEN, workshop.kim)
    assert [finding.sentence for finding in found.findings] == [
        "It is over since Tue 3 Mar 10:00, and nobody has begun it."
    ]


def waiting(order_id: int, need: Need) -> UnassignedOrder:
    return UnassignedOrder(
        id=order_id,
        number=f"SO-{order_id}",
        title="Chiller too warm",
        customer="Harbour Hotel",
        site="Roof",
        asset="",
        priority=Priority.HIGH,
        stage="New",
        minutes=60,
        opened=at(8),
        from_alert=False,
        need=need,
    )
