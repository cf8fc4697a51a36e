"""The response plans of the demo company, and what they did about its past alerts."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.demo.answers import HOPE
from domain.demo.company import load
from domain.monitoring.alert_timeline import tell
from domain.monitoring.model import Alert, ResponsePlan, Rule
from domain.monitoring.plan_progress import run_of
from domain.monitoring.plan_queries import understood
from domain.monitoring.plans.checking import check
from domain.monitoring.plans.plan import decode
from domain.monitoring.response_model import PlanRun, RunState
from domain.store.history import facts_of
from domain.store.store import Store
from tests.support.moments import MONDAY_MORNING


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(
        Store.open(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'c.db'}", FixedClock(MONDAY_MORNING))
    ) as made:
        load(made, date(2026, 3, 2))
        yield made


def test_its_plans_can_be_meant_and_are_followed(company: Store) -> None:
    with company.read() as session:
        plans = list(session.scalars(select(ResponsePlan)))
        followed = set(session.scalars(select(Rule.plan_id).where(Rule.plan_id.is_not(None))))
        for plan in plans:
            check(decode(plan.steps_json), understood(session))
    assert {plan.id for plan in plans} == followed


def test_past_alerts_tell_what_their_plan_did(company: Store) -> None:
    with company.read() as session:
        runs = list(session.scalars(select(PlanRun)))
        assert len(runs) > 1
        for run in runs:
            alert = session.get_one(Alert, run.alert_id)
            shown = run_of(session, alert.id)
            assert shown is not None
            assert shown.state is RunState.DONE
            assert [step.outcome.how for step in shown.steps[:3] if step.outcome] == ["in_vain", "done", "done"]
            assert alert.order is not None
            assert alert.order.opened_at - alert.raised_at <= HOPE + timedelta(seconds=2)


def test_they_are_told_in_the_order_in_which_they_happened(company: Store) -> None:
    with company.read() as session:
        run = session.scalars(select(PlanRun)).first()
        assert run is not None
        facts = facts_of(session, "alert", [run.alert_id])
    said = [words for fact in facts if (words := tell(fact, {"order": "SO-1"}, str))]
    assert said[:3] == ["Alert raised", "The plan “Restart it, then send somebody” answers it", said[2]]
    assert said.index("Command restart has succeeded: restarted") < said.index("Order SO-1 opened")
    assert [fact.at for fact in facts] == sorted(fact.at for fact in facts)
