"""What is agreed on the phone: the window of arrival is promised and the booking made, both or neither."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.orders.model import Order
from domain.orders.window_service import promise_window
from domain.scheduling.placing.edits import Edit
from domain.scheduling.placing.promising import promise_and_book
from domain.scheduling.placing.service import cancel_order
from domain.scheduling.queries import bookings
from domain.scheduling.rules.checks import NeedsConfirmation
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def window_of(store: Store, order_id: int) -> tuple[datetime | None, datetime | None]:
    with store.read() as session:
        found = session.get_one(Order, order_id)
        return found.window_from, found.window_until


def test_window_and_booking_are_one(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    wish = Edit(None, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", promise_and_book, wish, (TEN, TEN + 2 * HOUR))
    assert window_of(store, order_id) == (TEN, TEN + 2 * HOUR)
    with store.read() as session:
        assert [one.order_id for one in bookings(session, TEN, TEN + HOUR)] == [order_id]
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "order.window_promised")).one()
    assert (told["since"], told["until"]) == (TEN.isoformat(), (TEN + 2 * HOUR).isoformat())


def test_without_a_booking_nothing_is_promised(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop, skilled=True)
    wish = Edit(None, order_id, workshop.lou, TEN, TEN + HOUR)
    with pytest.raises(NeedsConfirmation):
        store.run("kim", promise_and_book, wish, (TEN, TEN + HOUR))
    assert window_of(store, order_id) == (None, None)


def test_a_slot_outside_its_own_window_is_told(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    wish = Edit(None, order_id, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(NeedsConfirmation, match="Before the promised window"):
        store.run("kim", promise_and_book, wish, (TEN + HOUR, TEN + 2 * HOUR))


def test_a_promise_is_taken_back(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", promise_window, order_id, TEN, TEN + HOUR)
    store.run("kim", promise_window, order_id, TEN, TEN + HOUR)
    store.run("kim", promise_window, order_id, None, None)
    assert window_of(store, order_id) == (None, None)


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [(TEN, None, "window_until"), (None, TEN, "window_from"), (TEN, TEN, "window_until")],
)
def test_half_a_window_is_refused(
    store: Store, workshop: Workshop, since: datetime | None, until: datetime | None, field: str
) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal) as refused:
        store.run("kim", promise_window, order_id, since, until)
    assert refused.value.field == field


def test_nothing_is_promised_for_what_is_closed(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", cancel_order, order_id)
    with pytest.raises(Refusal, match="is closed"):
        store.run("kim", promise_window, order_id, TEN, TEN + HOUR)
