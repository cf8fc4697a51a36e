"""Amendments take plans and visits along: nothing is made twice, no series shifts, open orders are counted anew."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.agreements.amendment_service import AmendmentDraft
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.refused_part import Part, PartRefused
from domain.catalogue.model import LineKind
from domain.meters.service import MeterDraft, create_meter
from domain.orders import line_service
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import lines
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.amending import amend
from domain.visits.asking_service import MeterDue
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit, VisitPlan
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.queries import plans
from domain.words import Priority
from tests.support.contract import Contract, sign
from tests.support.priced import stock
from tests.support.workshop import Workshop

JULY = date(2026, 7, 1)


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def version(store: Store, agreement_id: int) -> int:
    with store.read() as session:
        return session.get_one(Agreement, agreement_id).version


def test_what_takes_the_place_of_a_line_keeps_its_series_and_nothing_is_made_twice(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    store.run("kim", generate_agreement, contract.agreement, Period(date(2026, 5, 1), date(2026, 9, 30)))
    before = _visits(store)
    instead = AgreementLineDraft(LineKind.ITEM, "Better filter", asset_id=workshop.asset)
    draft = AmendmentDraft(JULY, "Better filters", lines=((contract.chiller, instead),))
    store.run("kim", amend, contract.agreement, version(store, contract.agreement), draft)
    with store.read() as session:
        new = session.scalars(select(AgreementLine).where(AgreementLine.text == "Better filter")).one()
        plan = session.scalars(select(VisitPlan).where(VisitPlan.agreement_line_id == new.id)).one()
        assert (plan.interval_id, plan.anchor_on, plan.task_id) == (contract.monthly, date(2026, 1, 31), contract.task)
    store.run("kim", generate_agreement, contract.agreement, Period(date(2026, 5, 1), date(2026, 10, 31)))
    after = _visits(store)
    assert [due for line, due in after if line in {contract.chiller, new.id}] == [
        date(2026, 5, 31),
        date(2026, 6, 30),
        date(2026, 7, 31),
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 10, 31),
    ]
    assert {due for line, due in after if line == new.id} == {due for _, due in after if due >= JULY and due.day > 29}
    assert {due for line, due in before if line == contract.cellar} <= {due for line, due in after}


def test_a_line_without_an_asset_goes_on_where_the_asset_was(
    store: Store, workshop: Workshop, contract: Contract
) -> None:
    draft = AmendmentDraft(JULY, "All", lines=((contract.chiller, AgreementLineDraft(LineKind.FEE, "All chillers")),))
    store.run("kim", amend, contract.agreement, version(store, contract.agreement), draft)
    with store.read() as session:
        new = session.scalars(select(AgreementLine).where(AgreementLine.text == "All chillers")).one()
        plan = session.scalars(select(VisitPlan).where(VisitPlan.agreement_line_id == new.id)).one()
        assert plan.site_id == workshop.site


def test_cover_that_begins_is_felt_by_open_orders(store: Store, workshop: Workshop, contract: Contract) -> None:
    store.run("setup", stock)
    order = store.run("kim", _worked, workshop, contract.agreement)
    labour = CoverDraft("Labour", Treatment.INCLUDED, kind=LineKind.HOUR)
    draft = AmendmentDraft(JULY, "Labour, too", new_covers=(labour,))
    store.run("kim", amend, contract.agreement, version(store, contract.agreement), draft)
    with store.read() as session:
        assert [line.chargeable for line in lines(session, order)] == [True, False]


def test_a_refused_line_says_which_one_it_is(store: Store, workshop: Workshop, contract: Contract) -> None:
    ends, bad = (contract.cellar, None), AgreementLineDraft(LineKind.FEE, "Bad", quantity=-1)
    draft = AmendmentDraft(JULY, "Bad", lines=(ends,), new_lines=(bad,))
    with pytest.raises(PartRefused) as refused:
        store.run("kim", amend, contract.agreement, version(store, contract.agreement), draft)
    assert (refused.value.part, refused.value.row, refused.value.field) == (Part.SERVICES, 1, "quantity")


def _visits(store: Store) -> list[tuple[int, date]]:
    with store.read() as session:
        found = select(Visit.agreement_line_id, Visit.due_on).order_by(Visit.due_on, Visit.id)
        return [(line, due) for line, due in session.execute(found)]


def _worked(work: UnitOfWork, workshop: Workshop, agreement_id: int) -> int:
    draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, agreement_id=agreement_id)
    made = open_order(work, draft)
    for day in (date(2026, 6, 30), JULY):
        line_service.add_line(work, made.id, LineDraft(LineKind.HOUR, text="Work", quantity=Decimal(2), done_on=day))
    return made.id


@pytest.mark.parametrize(("same_asset", "planned"), [(True, True), (False, False)])
def test_what_goes_by_a_meter_alone_falls_due_for_its_asset_alone(
    store: Store, workshop: Workshop, contract: Contract, same_asset: bool, planned: bool
) -> None:
    meter = store.run("setup", create_meter, workshop.asset, MeterDraft("Running hours", "h"))
    by_meter = PlanDraft(date(2026, 1, 1), meter=MeterDue(meter, 500, units_at_last=20))
    store.run("setup", set_plan, contract.chiller, by_meter, 1)
    instead = AgreementLineDraft(LineKind.ITEM, "Instead", asset_id=workshop.asset if same_asset else None)
    draft = AmendmentDraft(JULY, "Otherwise", lines=((contract.chiller, instead),))
    store.run("kim", amend, contract.agreement, version(store, contract.agreement), draft)
    with store.read() as session:
        (row,) = (row for row in plans(session, contract.agreement) if row.line == "Instead")
    assert (row.draft is not None) is planned
    if row.draft is not None:
        assert row.draft.meter == MeterDue(meter, Decimal(500), Decimal(0), Decimal(20))
