"""Orders made ahead by themselves: as far as each agreement says, once a day, nothing left out, nothing twice."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.orders.types import switch_type
from domain.parameters.service import change as change_parameter
from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.ahead import MADE_AHEAD, is_late, make_ahead, wanted
from domain.visits.making import Generated
from domain.visits.model import AgreementPlanning, Visit, VisitTrouble
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from tests.support.contract import BREWERY, Contract, sign
from tests.support.together import in_threads
from tests.support.workshop import Workshop

TODAY = date(2026, 3, 2)


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def always() -> bool:
    return True


def run(store: Store, proceed: Callable[[], bool] = always) -> Generated | None:
    """What the job does: None where no run is due."""
    today = store.clock.now().date()
    with store.read() as session:
        found = wanted(session, today) if is_late(session, today) else None
    return None if found is None else make_ahead(store, found, today, proceed)


def dues(store: Store, line_id: int) -> list[date]:
    with store.read() as session:
        mine = select(Visit.due_on).where(Visit.agreement_line_id == line_id).order_by(Visit.due_on)
        return list(session.scalars(mine))


def planned(store: Store) -> dict[int, date | None]:
    with store.read() as session:
        return {each.agreement_id: each.planned_until for each in session.scalars(select(AgreementPlanning))}


def told(store: Store) -> list[FactRow]:
    with store.read() as session:
        mine = select(*FACT_COLUMNS).where(journal.c.kind == MADE_AHEAD).order_by(journal.c.id)
        return [to_fact(row) for row in session.execute(mine)]


def sign_another(work: UnitOfWork, workshop: Workshop, contract: Contract) -> tuple[int, int]:
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Basic", date(2026, 1, 1)))
    line = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset))
    set_plan(work, line, PlanDraft(date(2026, 1, 10), contract.monthly))
    return agreement, line


def test_each_agreement_is_planned_as_far_ahead_as_it_says(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    agreement, line = store.run("setup", sign_another, workshop, contract)
    store.run("kim", set_planning, contract.agreement, PlanningDraft(days_ahead=60))
    made = run(store)
    assert made is not None
    assert dues(store, contract.chiller) == [date(2026, 3, 31), date(2026, 4, 30)]
    assert dues(store, line) == [date(2026, 3, 10)]
    assert planned(store) == {contract.agreement: date(2026, 5, 1), agreement: date(2026, 4, 1)}
    (fact,) = told(store)
    assert fact.after == {"visits": made.visits, "orders": made.orders, "troubles": 0, "until": "2026-05-01"}


def test_there_is_one_run_a_day(store: Store, contract: Contract, fixed_clock: FixedClock) -> None:
    assert run(store) is not None
    assert run(store) is None
    fixed_clock.advance(timedelta(days=1))
    assert run(store) == Generated()
    assert len(told(store)) == 1


def test_more_days_ahead_count_at_once(store: Store, contract: Contract) -> None:
    run(store)
    store.run("kim", change_parameter, "visit_days_ahead", 90)
    assert run(store) is not None
    assert dues(store, contract.chiller)[-1] == date(2026, 5, 31)


def test_what_was_signed_today_waits_for_the_next_run(
    store: Store, workshop: Workshop, contract: Contract, fixed_clock: FixedClock
) -> None:
    run(store)
    _, line = store.run("setup", sign_another, workshop, contract)
    assert run(store) is None
    fixed_clock.advance(timedelta(days=1))
    assert run(store) is not None
    assert dues(store, line) == [date(2026, 3, 10)]


def test_days_on_which_nobody_looked_are_made_up_for(store: Store, contract: Contract, fixed_clock: FixedClock) -> None:
    run(store)
    fixed_clock.advance(timedelta(days=75))
    run(store)
    assert dues(store, contract.chiller) == [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_what_was_suspended_is_not_made_up_for(store: Store, contract: Contract, fixed_clock: FixedClock) -> None:
    store.run("kim", service.suspend, contract.agreement)
    for _ in range(3):
        run(store)
        fixed_clock.advance(timedelta(days=25))
    store.run("kim", service.resume, contract.agreement)
    today = fixed_clock.now().date()
    run(store)
    assert dues(store, contract.chiller)
    assert all(day >= today for day in dues(store, contract.chiller))


def test_a_run_that_is_stopped_goes_on_later(store: Store, workshop: Workshop, contract: Contract) -> None:
    store.run("setup", sign_another, workshop, contract)
    run(store, lambda: False)
    assert planned(store) == {}
    run(store)
    run(store)
    assert len(dues(store, contract.chiller)) == 1
    assert set(planned(store).values()) == {date(2026, 4, 1)}


def test_two_runs_at_once_make_each_visit_once(store: Store, workshop: Workshop, contract: Contract) -> None:
    for _ in range(3):
        store.run("setup", sign_another, workshop, contract)
    url = store.engine.url.render_as_string(hide_password=False)
    others = [Store.open(url, store.clock) for _ in range(2)]
    try:
        assert in_threads(*(lambda other=other: run(other) for other in others)) == []
    finally:
        for other in others:
            other.close()
    with store.read() as session:
        keys = session.execute(select(Visit.agreement_line_id, Visit.due_on)).all()
    assert len(keys) == len(set(keys)) == 7


def test_what_cannot_be_made_for_one_does_not_hinder_the_others(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    _, line = store.run("setup", sign_another, workshop, contract)
    store.run("kim", switch_type, contract.order_type, active=False)
    made = run(store)
    assert made is not None
    assert made.troubles == 1
    assert told(store)[0].after["troubles"] == 1
    assert dues(store, line)
    with store.read() as session:
        assert session.scalars(select(VisitTrouble.due_on)).all() == [date(2026, 3, 31)]


def test_templates_and_what_has_ended_are_left_alone(
    store: Store, workshop: Workshop, contract: Contract, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(timedelta(days=2 * 366))
    with store.read() as session:
        assert wanted(session, fixed_clock.now().date()) == []
