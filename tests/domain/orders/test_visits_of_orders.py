"""Whether somebody has to come for an order, and when the customer was told that somebody does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import Refusal
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.reporting.order_history import order_facts
from domain.scheduling.boards.why_absent import Shown, why_order
from domain.scheduling.queries import unassigned
from domain.scheduling.waiting_rows import count_unassigned
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def window_of(store: Store, order_id: int) -> tuple[datetime | None, datetime | None]:
    with store.read() as session:
        found = session.get_one(Order, order_id)
        return found.window_from, found.window_until


def opened(work: UnitOfWork, /, workshop: Workshop, **more: Any) -> int:
    draft = OrderDraft("Advice on the phone", Priority.LOW, Origin.HAND, 15, asset_id=workshop.asset, **more)
    return open_order(work, draft).id


def test_an_order_that_nobody_has_to_come_for_does_not_wait(store: Store, workshop: Workshop) -> None:
    waits = store.run("kim", order, workshop)
    by_phone = store.run("kim", opened, workshop, needs_booking=False)
    with store.read() as session:
        assert [row.id for row in unassigned(session)] == [waits]
        assert count_unassigned(session) == 1
        answer = why_order(session, by_phone, Shown(TEN, TEN + HOUR), UTC)
    assert (answer.sentences, answer.absent) == (("SO-000002 does not wait: nobody has to come for it.",), True)
    store.run("kim", edit_order, by_phone, version=1, needs_booking=True)
    with store.read() as session:
        assert {row.id for row in unassigned(session)} == {waits, by_phone}


def test_the_window_is_promised_with_the_header_and_told(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", opened, workshop, window_from=TEN, window_until=TEN + HOUR)
    assert window_of(store, order_id) == (TEN, TEN + HOUR)
    store.run("kim", edit_order, order_id, version=1, window_until=TEN + 2 * HOUR)
    store.run("kim", edit_order, order_id, version=2, window_from=None, window_until=None)
    with store.read() as session:
        facts = [fact for fact in order_facts(session, order_id) if fact.kind == "order.edited"]
    told = [tell(fact, Wording({}, str)) for fact in facts]
    assert sorted(told) == ["Arrival promised until 2026-03-03 11:00:00+00:00", "No window of arrival promised"]


HALVES: list[tuple[dict[str, Any], str]] = [
    ({"window_from": TEN}, "window_until"),
    ({"window_until": TEN}, "window_from"),
    ({"window_from": TEN, "window_until": TEN}, "window_until"),
    ({"window_from": TEN, "window_until": TEN - HOUR}, "window_until"),
]


@pytest.mark.parametrize(("given", "field"), HALVES)
def test_half_a_window_or_one_upside_down_is_refused_at_its_field(
    store: Store, workshop: Workshop, given: dict[str, Any], field: str
) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal) as refused:
        store.run("kim", edit_order, order_id, version=1, **given)
    assert refused.value.field == field
    with pytest.raises(Refusal):
        store.run("kim", opened, workshop, **given)
    assert window_of(store, order_id) == (None, None)
