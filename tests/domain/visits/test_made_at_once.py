"""The orders of many visits, made at once, are the very rows that the services make of them one by one."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import make_url, select

from domain.clock import FixedClock
from domain.orders.content import OrderLine, TaskCheck
from domain.orders.cover_warning import CAP_WARNED
from domain.orders.filling import Stored
from domain.orders.model import Order, order_skill
from domain.orders.promise_model import Promise
from domain.orders.service import OrderDraft, open_order
from domain.store.base import Entity
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits import making
from domain.visits.generating import generate, generate_agreement
from domain.visits.model import VisitTrouble
from domain.visits.plan import Period
from tests.support.all_sorts import Agreed, agree

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))
Rows = dict[str, list[str]]
_BESIDES = {journal.name: {"id", "transaction_id"}, OrderLine.__tablename__: {"version"}}


class OneByOne:
    """Stands in for `NewOrders`: each order, and what is on it, is made by the services that people use."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.fresh = self

    def number(self, orders: Sequence[Order]) -> None:
        """Each order gets its number when it is opened."""

    def begin(self, order: Order, draft: OrderDraft) -> Stored:
        stored = open_order(self._work, draft)
        order.id = stored.id
        return Stored(self._work, stored)

    def add(self, record: Entity, kind: str) -> None:
        self._work.add(record, kind)

    def write(self) -> None:
        """All is written already."""


@pytest.fixture
def company(database_url: str, fixed_clock: FixedClock) -> Agreed:
    with closing(Store.open(database_url, fixed_clock)) as store:
        return store.run("setup", agree)


@pytest.fixture
def twin_url(database_url: str, company: Agreed, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with the same company in it."""
    if make_url(database_url).get_backend_name() == "sqlite":
        copyfile(tmp_path / "callout.db", tmp_path / "twin.db")
        yield f"sqlite:///{tmp_path / 'twin.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = server.create_database(make_url(database_url).database)
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def stores(database_url: str, twin_url: str, fixed_clock: FixedClock) -> Iterator[tuple[Store, Store]]:
    with closing(Store.open(database_url, fixed_clock)) as one, closing(Store.open(twin_url, fixed_clock)) as other:
        yield one, other


def test_all_rows_and_facts_are_those_of_the_services(
    stores: tuple[Store, Store], company: Agreed, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, one_by_one = stores
    make(at_once, company)
    with monkeypatch.context() as patch:
        patch.setattr(making, "NewOrders", OneByOne)
        make(one_by_one, company)
    made, expected = rows_of(at_once), rows_of(one_by_one)
    assert made.keys() == expected.keys()
    for name in made:
        assert made[name] == expected[name], name


def test_the_company_has_what_could_go_wrong(stores: tuple[Store, Store], company: Agreed) -> None:
    store, _ = stores
    make(store, company)
    with store.read() as session:
        for column in (OrderLine.split_from_id, OrderLine.cover_id, OrderLine.article_id, OrderLine.full_price):
            assert session.scalars(select(column).where(column.is_not(None))).first() is not None
        for key in (TaskCheck.id, VisitTrouble.id, order_skill.c.order_id):
            assert session.scalars(select(key)).first() is not None
        facts = set(session.scalars(select(journal.c.kind)))
        assert {"order.line_left_out", "order_line.covered", "order.edited", CAP_WARNED, "visit_trouble.seen"} <= facts
        assert {"Ours (agreement)", "From May (agreement)"} <= set(session.scalars(select(OrderLine.price_rule)))
        sources = set(session.scalars(select(Promise.chosen_by)))
        assert {"default", "agreement_group", "agreement_line"} <= sources


def make(store: Store, company: Agreed) -> None:
    """First one line of an agreement, so that others join it later; then all."""
    store.run("kim", generate_agreement, company.services, SPRING, line_id=company.first_service)
    list(generate(store, "kim", SPRING))


def rows_of(store: Store) -> Rows:
    """All rows of all tables, without the journal's own ids and transactions, and how often lines were written."""
    found: Rows = {}
    with store.read() as session:
        for name, table in Entity.metadata.tables.items():
            rows = session.execute(select(table)).mappings().all()
            besides = _BESIDES.get(name, set())
            found[name] = sorted(told({key: row[key] for key in row if key not in besides}) for row in rows)
    return found


def told(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, default=str)
