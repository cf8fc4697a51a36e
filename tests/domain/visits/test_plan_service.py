"""Intervals, service tasks, and when the lines of agreements fall due: set, changed, removed, refused."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.agreements import line_service
from domain.agreements.line_service import AgreementLineDraft
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.errors import Gone, Overtaken, Refusal
from domain.store.store import Store
from domain.visits import interval_service, plan_service, task_service
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import Interval, Rule, Unit, from_json
from domain.visits.interval_service import IntervalDraft
from domain.visits.model import AgreementPlanning, ServiceInterval, ServiceTask, VisitPlan
from domain.visits.plan_service import PlanDraft, PlanningDraft
from domain.visits.task_service import ServiceTaskDraft
from domain.visits.window import Window, WindowKind
from tests.support.contract import Contract, sign
from tests.support.workshop import Workshop

WEEKLY = IntervalDraft("Weekly", Interval((Rule(Unit.WEEK),)))
START = date(2026, 1, 1)


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def test_an_interval_is_kept_with_its_rule_and_changes_by_version(store: Store) -> None:
    key = store.run("kim", interval_service.create_interval, WEEKLY)
    daily = IntervalDraft(" Daily ", Interval((Rule(Unit.DAY),)))
    store.run("kim", interval_service.change_interval, key, daily, 1)
    with pytest.raises(Overtaken, match="“Daily”"):
        store.run("lou", interval_service.change_interval, key, WEEKLY, 1)
    store.run("kim", interval_service.switch_interval, key, active=False)
    with store.read() as session:
        kept = session.get_one(ServiceInterval, key)
        assert (kept.name, from_json(kept.rule), kept.active) == ("Daily", daily.interval, False)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(WEEKLY, name=" "), "name"),
        (replace(WEEKLY, name="x" * 101), "name"),
        (IntervalDraft("Never", Interval((Rule(Unit.MONTH, days=(31,), months=(2,)),))), "days"),
        (IntervalDraft("Nothing", Interval((Rule(Unit.DAY, 0),))), "every"),
        (replace(WEEKLY, name="MONTHLY"), "name"),
    ],
)
def test_a_bad_interval_is_refused_beside_its_field(
    store: Store, contract: Contract, draft: IntervalDraft, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", interval_service.create_interval, draft)
    assert refused.value.field == field


def test_an_interval_is_not_changed_to_one_by_which_a_line_would_never_fall_due(
    store: Store, contract: Contract
) -> None:
    store.run("kim", plan_service.set_plan, contract.chiller, PlanDraft(START, contract.monthly, Basis.FLOATING), 1)
    twice = IntervalDraft("Monthly", Interval((Rule(Unit.MONTH, days=(1, 15)),)))
    with pytest.raises(Refusal, match="one rule with one day"):
        store.run("kim", interval_service.change_interval, contract.monthly, twice, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"rank": -1}, "rank"), ({"internal_note": "x" * 2001}, "internal_note")],
)
def test_a_bad_service_task_is_refused_beside_its_field(store: Store, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", task_service.create_task, replace(ServiceTaskDraft("Big service"), **changes))
    assert refused.value.field == field


def test_a_service_task_changes_by_version_and_goes_out_of_use(store: Store, contract: Contract) -> None:
    changed = ServiceTaskDraft("Small service", contract.order_type, rank=3)
    store.run("kim", task_service.change_task, contract.task, changed, 1)
    with pytest.raises(Overtaken):
        store.run("lou", task_service.change_task, contract.task, changed, 1)
    store.run("kim", task_service.switch_task, contract.task, active=False)
    with store.read() as session:
        task = session.get_one(ServiceTask, contract.task)
        assert (task.name, task.rank, task.internal_note, task.active) == ("Small service", 3, "", False)
    store.run("kim", plan_service.set_plan, contract.chiller, PlanDraft(START, task_id=contract.task), 1)
    draft = PlanDraft(START, task_id=contract.task, site_id=1)
    with pytest.raises(Refusal, match="not in use any more"):
        store.run("kim", plan_service.set_plan, contract.cellar, draft, 1)


def test_a_plan_is_set_changed_and_removed(store: Store, contract: Contract) -> None:
    window = Window(WindowKind.DAYS, 2, 3, time(8), time(12))
    draft = PlanDraft(START, contract.monthly, Basis.FLOATING, window, contract.task, last_done_on=START)
    key = store.run("kim", plan_service.set_plan, contract.chiller, draft, 1)
    with store.read() as session:
        plan = session.get_one(VisitPlan, key)
        assert (plan.window, plan.days_before, plan.days_after) == (WindowKind.DAYS, 2, 3)
        assert (plan.start_after, plan.end_before, plan.once) == (time(8), time(12), False)
    for version in (None, 1):
        with pytest.raises(Overtaken, match="“Filter”"):
            store.run("lou", plan_service.set_plan, contract.chiller, draft, version)
    store.run("kim", plan_service.remove_plan, contract.chiller, 2)
    with pytest.raises(Overtaken):
        store.run("lou", plan_service.remove_plan, contract.chiller, 2)
    with store.read() as session:
        assert session.scalar(select(func.count(VisitPlan.id))) == 1
    store.run("kim", plan_service.set_plan, contract.chiller, PlanDraft(START))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"site_id": 1}, "site"),
        ({"interval_id": None, "basis": Basis.FLOATING}, "basis"),
        ({"window": Window(start_after=time(9), end_before=time(8))}, "end_before"),
        ({"window": Window(WindowKind.DAYS, 999)}, "window"),
        ({"last_done_on": date(2099, 1, 1)}, "last_done_on"),
    ],
)
def test_a_bad_plan_is_refused_beside_its_field(
    store: Store, contract: Contract, changes: dict[str, Any], field: str
) -> None:
    draft = replace(PlanDraft(START, contract.monthly), **changes)
    with pytest.raises(Refusal) as refused:
        store.run("kim", plan_service.set_plan, contract.chiller, draft, 1)
    assert refused.value.field == field


def test_a_line_without_an_asset_needs_a_site_of_its_customer(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    line = store.run("kim", line_service.add_line, contract.agreement, AgreementLineDraft(LineKind.FEE, "Roof"))
    with store.read() as session:
        elsewhere = session.get_one(Asset, workshop.other_asset).site_id
    for draft in (PlanDraft(START), PlanDraft(START, site_id=elsewhere)):
        with pytest.raises(Refusal) as refused:
            store.run("kim", plan_service.set_plan, line, draft)
        assert refused.value.field == "site"


def test_what_is_not_there_is_gone(store: Store, contract: Contract) -> None:
    for draft in (PlanDraft(START, 99), PlanDraft(START, task_id=99), PlanDraft(START, technician_id=99)):
        with pytest.raises(Gone):
            store.run("kim", plan_service.set_plan, contract.chiller, draft, 1)


def test_how_visits_go_together_is_said_once_per_agreement(store: Store, contract: Contract) -> None:
    store.run("kim", plan_service.set_planning, contract.agreement, PlanningDraft(Combine.ASSET, days_ahead=60))
    with pytest.raises(Overtaken, match="“AG-000001”"):
        store.run("lou", plan_service.set_planning, contract.agreement, PlanningDraft())
    store.run("kim", plan_service.set_planning, contract.agreement, PlanningDraft(Combine.LINE), 1)
    with pytest.raises(Refusal) as refused:
        store.run("kim", plan_service.set_planning, contract.agreement, PlanningDraft(days_ahead=-1), 2)
    assert refused.value.field == "days_ahead"
    with store.read() as session:
        planning = session.scalars(select(AgreementPlanning)).one()
        assert (planning.combine, planning.days_ahead, planning.version) == (Combine.LINE, None, 2)
