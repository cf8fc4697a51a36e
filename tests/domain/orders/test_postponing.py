"""An order that begins later, or earlier, than planned is promised from then, with SLAs and without."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.orders.lifecycle import due
from domain.orders.model import Order
from domain.orders.postponing import begin_at
from domain.orders.promise_model import Promise
from domain.sla.clock import TargetKind
from domain.sla.standard import make_standard_sla
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

LATER = timedelta(days=14)


def postpone(work: UnitOfWork, order_id: int, begins_at: datetime) -> None:
    held = work.get(Order, order_id, lock=True)
    begin_at(work, held, begins_at)
    work.note("order.edited", held)


def completion(store: Store, order_id: int) -> tuple[datetime, datetime | None]:
    with store.read() as session:
        mine = (Promise.order_id == order_id, Promise.kind == TargetKind.COMPLETION)
        row = session.execute(select(Promise.started_at, Promise.deadline).where(*mine)).one()
    return row.started_at, row.deadline


def test_with_slas_its_promises_count_from_then(store: Store, workshop: Workshop) -> None:
    store.run("setup", make_standard_sla, "DE")
    order_id = store.run("kim", order, workshop)
    now = store.clock.now()
    before = completion(store, order_id)
    store.run("kim", postpone, order_id, now + LATER)
    started, deadline = completion(store, order_id)
    assert started >= now + LATER
    assert deadline is not None
    assert before[1] is not None
    assert deadline > before[1]
    store.run("kim", postpone, order_id, now)
    assert completion(store, order_id) == before


@pytest.mark.parametrize("days", [14, -14])
def test_without_slas_it_is_due_so_long_after_then_but_never_before_it_was_opened(
    store: Store, workshop: Workshop, days: int
) -> None:
    order_id = store.run("kim", order, workshop)
    now = store.clock.now()
    store.run("kim", postpone, order_id, now + timedelta(days))
    with store.read() as session:
        held = session.get_one(Order, order_id)
        assert held.due_at == due(held.priority, max(now, now + timedelta(days)))
