"""The same for many orders: each for itself, and of each is told what became of it."""

import pytest

from domain.orders.many import Outcome, each, give_to, set_priority
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.placing.service import cancel_order, change_stage
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.small_company import SmallCompany


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


def opened(work: UnitOfWork, company: SmallCompany, priority: Priority = Priority.LOW) -> int:
    return open_order(work, OrderDraft("Leaks", priority, Origin.HAND, 60, asset_id=company.chiller.id)).id


def read(store: Store, order_id: int) -> Order:
    with store.read() as session:
        return session.get_one(Order, order_id)


def test_orders_are_given_to_somebody_and_ranked_whatever_else_changed(store: Store, company: SmallCompany) -> None:
    keys = [store.run("kim", opened, company) for _ in range(2)]
    assert each(store, "kim", keys, give_to, responsible="ada") == tuple(Outcome(key, done=True) for key in keys)
    assert all(one.done for one in each(store, "kim", keys, set_priority, priority=Priority.CRITICAL))
    assert {(read(store, key).responsible, read(store, key).priority) for key in keys} == {("ada", Priority.CRITICAL)}


def test_what_is_refused_stops_none_of_the_others(store: Store, company: SmallCompany) -> None:
    first, over, last = (store.run("kim", opened, company) for _ in range(3))
    store.run("kim", cancel_order, over)
    gone = 999
    outcomes = each(store, "kim", [first, over, gone, last], change_stage, stage_id=company.stages[2].id)
    assert [one.done for one in outcomes] == [True, False, False, True]
    assert outcomes[1].sentence
    assert "not there any more" in outcomes[2].sentence
    assert read(store, last).stage_id == company.stages[2].id != read(store, over).stage_id


def test_doing_it_again_changes_nothing(store: Store, company: SmallCompany) -> None:
    key = store.run("kim", opened, company)
    each(store, "kim", [key], give_to, responsible="ada")
    version = read(store, key).version
    assert each(store, "kim", [key], give_to, responsible="ada") == (Outcome(key, done=True),)
    assert each(store, "kim", [key], set_priority, priority=Priority.LOW) == (Outcome(key, done=True),)
    assert read(store, key).version == version
