"""Whole agreements made at once, from a template or by hand, rehearsed before, and refused as a whole."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from domain.agreements import template_service
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement, AgreementLine, Cover
from domain.agreements.refused_part import Part, PartRefused
from domain.agreements.renewal import Renewal
from domain.catalogue.model import LineKind
from domain.store.store import Store
from domain.visits import copying
from domain.visits.combine import Combine
from domain.visits.model import AgreementPlanning, VisitPlan
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.starting import ServiceDraft, StartDraft, first_visits, from_template, start
from tests.support.contract import Contract, sign
from tests.support.workshop import Workshop

BREWERY, CLINIC = 1, 2
BEGINS = date(2026, 4, 1)
TERMS = AgreementDraft("Gold", BEGINS, initial_months=12, renewal=Renewal.TACIT, period_months=12)
HOURS = CoverDraft("Ten hours", Treatment.INCLUDED, kind=LineKind.HOUR, cap_unit=CapUnit.HOURS, cap_limit=10)
INSPECTION = AgreementLineDraft(LineKind.HOUR, "Inspection", quantity=2)
PLAIN = ServiceDraft(INSPECTION)


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def draft(contract: Contract, workshop: Workshop) -> StartDraft:
    monthly = ServiceDraft(INSPECTION, (workshop.asset,), PlanDraft(BEGINS, contract.monthly, task_id=contract.task))
    round_trip = ServiceDraft(replace(INSPECTION, text="Round"), (), PlanDraft(BEGINS, site_id=workshop.site))
    together = PlanningDraft(combine=Combine.ASSET)
    return StartDraft(BREWERY, TERMS, (monthly, round_trip), (HOURS,), together)


def counts(store: Store) -> list[int]:
    kinds = (Agreement, AgreementLine, VisitPlan, Cover, AgreementPlanning)
    with store.read() as session:
        return [session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]


def test_everything_is_made_at_once(store: Store, workshop: Workshop, contract: Contract) -> None:
    before = counts(store)
    made = store.run("kim", start, draft(contract, workshop))
    assert [after - one for after, one in zip(counts(store), before, strict=True)] == [1, 2, 2, 1, 1]
    with store.read() as session:
        lines = select(AgreementLine.text, AgreementLine.asset_id).where(AgreementLine.agreement_id == made)
        assert session.execute(lines.order_by(AgreementLine.position)).all() == [
            ("Inspection", workshop.asset),
            ("Round", None),
        ]


def test_the_visits_of_the_first_year_are_told_and_nothing_is_kept(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    before = counts(store)
    rows = store.rehearse("kim", first_visits, draft(contract, workshop), date(2027, 3, 31))
    assert [row.line for row in rows].count("Inspection") == 12
    assert [row.line for row in rows].count("Round") == 1
    assert counts(store) == before


@pytest.mark.parametrize(
    ("wrong", "part", "row", "field"),
    [
        ({"agreement": replace(TERMS, notice_months=13)}, Part.TERMS, 0, "notice_months"),
        ({"services": (PLAIN, ServiceDraft(replace(INSPECTION, quantity=-1)))}, Part.SERVICES, 1, "quantity"),
        ({"services": (replace(PLAIN, plan=PlanDraft(BEGINS)),)}, Part.SERVICES, 0, "site"),
        ({"services": (replace(PLAIN, plan=PlanDraft(date(2026, 3, 31))),)}, Part.SERVICES, 0, "anchor_on"),
        ({"covers": (replace(HOURS, cap_limit=0),)}, Part.COVER, 0, "limit"),
    ],
)
def test_a_refusal_names_its_part_and_leaves_nothing_behind(
    store: Store,
    workshop: Workshop,
    contract: Contract,
    wrong: dict[str, object],
    part: Part,
    row: int,
    field: str,
) -> None:
    before = counts(store)
    whole = StartDraft(BREWERY, TERMS, (PLAIN,), (HOURS,))
    with pytest.raises(PartRefused) as refused:
        store.run("kim", start, replace(whole, **wrong))  # type: ignore[arg-type]
    assert (refused.value.part, refused.value.row, refused.value.field) == (part, row, field)
    assert counts(store) == before


def template(store: Store, contract: Contract) -> int:
    """Begins on the first of January, its line falls due from the fifteenth of February on."""
    folder = store.run("kim", template_service.create_folder, "Cooling")
    made = store.run("kim", template_service.create_template, folder, replace(TERMS, starts_on=date(2020, 1, 1)))
    line = store.run("kim", add_line, made, INSPECTION)
    store.run("kim", set_plan, line, PlanDraft(date(2020, 2, 15), contract.monthly, task_id=contract.task))
    store.run("kim", set_planning, made, PlanningDraft(Combine.ASSET, days_ahead=30))
    store.run("kim", add_cover, made, HOURS)
    return made


def test_a_template_says_how_an_agreement_begins(store: Store, workshop: Workshop, contract: Contract) -> None:
    pattern = template(store, contract)
    with store.read() as session:
        begun = from_template(session, pattern, BREWERY, BEGINS)
    (service,) = begun.services
    assert (begun.agreement.name, begun.agreement.starts_on, begun.covers) == ("Gold", BEGINS, (HOURS,))
    assert service.plan is not None
    assert (service.line.text, service.plan.anchor_on, service.plan.task_id) == (
        "Inspection",
        date(2026, 5, 15),
        contract.task,
    )
    assert begun.planning == PlanningDraft(Combine.ASSET, days_ahead=30)


def test_a_copy_has_the_plans_of_its_lines(store: Store, workshop: Workshop, contract: Contract) -> None:
    made = store.run("kim", copying.copy_agreement, contract.agreement, BREWERY, date(2028, 3, 1))
    assert _plans(store, made) == [
        (date(2028, 3, 31), contract.monthly, contract.task, None),
        (date(2028, 3, 5), contract.fortnightly, None, workshop.site),
    ]


def test_a_copy_of_a_template_is_due_where_the_customer_is(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    pattern = template(store, contract)
    made = store.run("kim", copying.copy_agreement, pattern, CLINIC, BEGINS)
    ((anchor, interval, task, site),) = _plans(store, made)
    assert (anchor, interval, task) == (date(2026, 5, 15), contract.monthly, contract.task)
    assert site is not None
    again = store.run("kim", copying.copy_template, pattern, _folder(store, pattern), "Gold again")
    assert _plans(store, again) == [(date(2020, 2, 15), contract.monthly, contract.task, None)]


def test_chosen_lines_bring_their_plans(store: Store, workshop: Workshop, contract: Contract) -> None:
    target = store.run("kim", start, StartDraft(BREWERY, TERMS))
    assert store.run("kim", copying.copy_lines, target, [contract.chiller]) == 1
    ((anchor, interval, _, _),) = _plans(store, target)
    assert (anchor, interval) == (date(2026, 5, 1), contract.monthly)


def _folder(store: Store, template_id: int) -> int:
    with store.read() as session:
        folder_id = session.get_one(Agreement, template_id).folder_id
        assert folder_id is not None
        return folder_id


def _plans(store: Store, agreement_id: int) -> list[tuple[date, int | None, int | None, int | None]]:
    statement = (
        select(VisitPlan.anchor_on, VisitPlan.interval_id, VisitPlan.task_id, VisitPlan.site_id)
        .join(AgreementLine, AgreementLine.id == VisitPlan.agreement_line_id)
        .where(AgreementLine.agreement_id == agreement_id)
        .order_by(AgreementLine.position)
    )
    with store.read() as session:
        return [(anchor, interval, task, site) for anchor, interval, task, site in session.execute(statement)]
