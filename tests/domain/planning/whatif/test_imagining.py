"""The orders of visits that are not made yet ask for what they ask for once they are made."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.planning.goals import Goals
from domain.planning.scope import Scope
from domain.planning.translation.loaded import Loaded, load
from domain.planning.translation.translate import translate
from domain.planning.whatif.imagined import Imagined, with_visits
from domain.planning.whatif.imagining import imagine
from domain.planning.whatif.supposed import Supposed
from domain.scheduling.board_rows import UnassignedOrder
from domain.store.store import Store
from domain.visits.generating import generate
from domain.visits.plan import Period
from tests.support.contract import Contract, sign
from tests.support.promised import build
from tests.support.workshop import Workshop

TODAY, UNTIL = date(2026, 3, 2), date(2026, 4, 30)
DAYS = Scope(datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 20, tzinfo=UTC))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def imagined(store: Store, until: date = UNTIL) -> tuple[Imagined, ...]:
    with store.read() as session:
        return imagine(session, TODAY, until, store.clock.now())


def loaded(store: Store) -> Loaded:
    with store.read() as session:
        return load(session, DAYS, store.clock.now())


def asked(row: UnassignedOrder) -> tuple[object, ...]:
    """What planning asks of an order, whatever it is called."""
    texts = (row.title, row.customer, row.site, row.asset, row.order_type)
    return (*texts, row.priority, row.minutes, row.whole, replace(row.need, parts=()))


@pytest.mark.parametrize("with_slas", [False, True])
def test_they_ask_for_what_they_ask_once_they_are_made(store: Store, contract: Contract, with_slas: bool) -> None:
    if with_slas:
        store.run("setup", build)
    supposed = imagined(store)
    assert loaded(store).waiting == []
    assert sum(part.made.visits for part in list(generate(store, "kim", Period(TODAY, UNTIL)))[-1:]) >= len(supposed)
    made = loaded(store)
    assert len(made.waiting) == len(supposed) > 4
    assert sorted(map(asked, made.waiting), key=str) == sorted((asked(each.row) for each in supposed), key=str)
    times = sorted(tuple(made.agreed[row.id]) for row in made.waiting)
    assert times == sorted(each.agreed for each in supposed)
    assert imagined(store) == ()


def test_they_are_planned_beside_what_waits_and_later_ones_come_later(store: Store, contract: Contract) -> None:
    visits = imagined(store)
    assert len({each.row.id for each in visits}) == len({each.row.number for each in visits}) == len(visits)
    assert all(each.row.id < 0 for each in visits)
    supposed = with_visits(Supposed(loaded(store), DAYS), visits)
    near = [each for each in visits if each.agreed[0][0] < DAYS.until]
    assert 0 < len(near) < len(visits)
    assert supposed.told == (f"{len(near)} visits more are planned.",)
    work = [each for each in translate(supposed.loaded, DAYS, Goals()).work if each is not None]
    assert {each.order_id for each in work} == {each.row.id for each in near}
    assert all(each.agreed for each in work)


def test_they_are_planned_also_where_only_some_orders_are(store: Store, contract: Contract) -> None:
    only = Scope(DAYS.since, DAYS.until, orders=frozenset({12345}))
    visits = imagined(store)
    supposed = with_visits(Supposed(loaded(store), only), visits)
    assert supposed.scope.orders > {12345}
    assert with_visits(Supposed(loaded(store), DAYS), visits).scope == DAYS


def test_one_visit_is_told_of_as_one(store: Store, contract: Contract) -> None:
    (visit, *_) = imagined(store)
    assert with_visits(Supposed(loaded(store), DAYS), [visit]).told == ("One visit more is planned.",)
    assert with_visits(Supposed(loaded(store), DAYS), []).told == (
        "No visit without an order falls due in these days.",
    )


def test_without_agreements_there_are_none(store: Store, workshop: Workshop) -> None:
    assert imagined(store, TODAY + timedelta(days=90)) == ()
