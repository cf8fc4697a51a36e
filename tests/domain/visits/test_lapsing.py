"""Troubles that hold no longer lapse by themselves, with the reason in the journal; the others stay."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.agreements import line_service, service
from domain.orders.types import switch_type
from domain.store.journal import FACT_COLUMNS, journal, to_fact
from domain.store.store import Store
from domain.visits.generating import generate_agreement
from domain.visits.lapsing import lapse_troubles
from domain.visits.model import VisitTrouble
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, remove_plan, set_plan
from tests.support.contract import Contract, sign
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    """Three visits of the chiller could not be made."""
    contract = store.run("setup", sign, workshop)
    store.run("kim", switch_type, contract.order_type, active=False)
    store.run("kim", generate_agreement, contract.agreement, SPRING)
    return contract


def left(store: Store) -> list[date]:
    with store.read() as session:
        return list(session.scalars(select(VisitTrouble.due_on).order_by(VisitTrouble.due_on)))


def reasons(store: Store) -> list[str]:
    with store.read() as session:
        mine = select(*FACT_COLUMNS).where(journal.c.kind == "visit_trouble.lapsed").order_by(journal.c.id)
        return [to_fact(row).after["why"] for row in session.execute(mine)]


def test_what_could_still_be_made_stays(store: Store, contract: Contract) -> None:
    assert store.run("clock", lapse_troubles) == 0
    assert len(left(store)) == 3


def test_with_its_line_stopped_it_lapses(store: Store, contract: Contract) -> None:
    store.run("kim", line_service.stop_line, contract.chiller)
    assert store.run("clock", lapse_troubles) == 3
    assert reasons(store) == ["The line is stopped"] * 3
    assert store.run("clock", lapse_troubles) == 0


def test_with_its_agreement_suspended_it_lapses(store: Store, contract: Contract) -> None:
    store.run("kim", service.suspend, contract.agreement)
    store.run("clock", lapse_troubles)
    assert set(reasons(store)) == {"The agreement is suspended"}


def test_on_a_day_that_is_due_no_more_it_lapses(store: Store, contract: Contract) -> None:
    store.run("kim", set_plan, contract.chiller, PlanDraft(date(2026, 2, 28), contract.monthly), 1)
    store.run("clock", lapse_troubles)
    assert left(store) == []
    assert set(reasons(store)) == {"It no longer falls due on this day"}


def test_without_a_plan_it_lapses(store: Store, contract: Contract) -> None:
    store.run("kim", remove_plan, contract.chiller, 1)
    assert store.run("clock", lapse_troubles) == 3


def test_what_was_made_meanwhile_is_settled(store: Store, contract: Contract) -> None:
    store.run("kim", switch_type, contract.order_type, active=True)
    store.run("kim", generate_agreement, contract.agreement, SPRING)
    assert left(store) == []
    assert store.run("clock", lapse_troubles) == 0
