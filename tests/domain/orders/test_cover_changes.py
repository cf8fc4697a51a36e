"""Cover that is added, changed, ended and taken away is felt by the lines of open orders, and by no others."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.agreements import service
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.agreements.header import AgreementDraft
from domain.agreements.model import Cover
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.orders import cover_changes, line_service
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import lines
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.priced import stock
from tests.support.workshop import Workshop

BREWERY = 1
DAY = date(2026, 3, 2)
LABOUR = CoverDraft("Labour", Treatment.INCLUDED, kind=LineKind.HOUR)


@pytest.fixture
def agreement(store: Store, workshop: Workshop) -> int:
    store.run("setup", stock)
    return store.run("kim", service.create_agreement, BREWERY, AgreementDraft("Full service", date(2026, 1, 1)))


@pytest.fixture
def worked(store: Store, workshop: Workshop, agreement: int) -> int:
    """An open order with four hours."""
    return _worked(store, workshop, agreement)


def test_open_orders_follow_the_cover_and_closed_ones_do_not(
    store: Store, workshop: Workshop, agreement: int, worked: int
) -> None:
    closed = _worked(store, workshop, agreement)
    store.run("kim", _close, closed)
    cover = store.run("kim", cover_changes.add_cover, agreement, LABOUR)
    assert (charged(store, worked), charged(store, closed)) == ([False], [True])
    store.run("kim", cover_changes.change_cover, cover, replace(LABOUR, kind=LineKind.ITEM), 1)
    assert charged(store, worked) == [True]
    store.run("kim", cover_changes.change_cover, cover, LABOUR, 2)
    assert charged(store, worked) == [False]
    store.run("kim", cover_changes.end_cover, cover, 3, date(2026, 2, 28))
    assert charged(store, worked) == [True]
    store.run("kim", cover_changes.remove_cover, cover, 4)
    with store.read() as session:
        assert session.get(Cover, cover) is None


def test_a_limit_is_never_set_below_what_is_used(store: Store, agreement: int, worked: int) -> None:
    ten = replace(LABOUR, cap_unit=CapUnit.HOURS, cap_limit=10)
    cover = store.run("kim", cover_changes.add_cover, agreement, ten)
    with pytest.raises(Refusal, match="are used already") as refused:
        store.run("kim", cover_changes.change_cover, cover, replace(ten, cap_limit=3), 1)
    assert refused.value.field == "limit"
    store.run("kim", cover_changes.change_cover, cover, replace(ten, cap_limit=4), 1)
    assert charged(store, worked) == [False]


def charged(store: Store, order_id: int) -> list[bool]:
    with store.read() as session:
        return [line.chargeable for line in lines(session, order_id)]


def _worked(store: Store, workshop: Workshop, agreement: int) -> int:
    draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, agreement_id=agreement)
    made = store.run("kim", _open, draft)
    hours = LineDraft(LineKind.HOUR, text="Work", quantity=Decimal(4), done_on=DAY)
    store.run("kim", line_service.add_line, made, hours)
    return made


def _open(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id


def _close(work: UnitOfWork, order_id: int) -> None:
    order = work.get(Order, order_id, lock=True)
    order.closed_at = datetime(2026, 3, 3, tzinfo=UTC)
    work.note("order.changed", order)
