"""Agreements of all sorts for the small company: with limits, discounts, prices, SLAs, types, and what goes wrong."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.agreements import cover_service, group_service, line_service, service
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.catalogue.service import switch_article
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.types import TypeDraft, TypeLine, create_type, switch_type
from domain.sla.service import create_sla
from domain.store.unit_of_work import UnitOfWork
from domain.visits.combine import Combine
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.words import Priority
from tests.support import promised
from tests.support.contract import BREWERY, FIRST, Contract, sign
from tests.support.priced import price, stock
from tests.support.workshop import Workshop, build

CLINIC = 2


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement about several services of one asset, and the first of its lines."""

    services: int
    first_service: int


def agree(work: UnitOfWork) -> Agreed:
    """The usual contract, under which hours are free up to a limit, and others beside it."""
    workshop = build(work)
    policies, contract = promised.build(work), sign(work, workshop)
    limit = CoverDraft("Labour", Treatment.INCLUDED, kind=LineKind.HOUR, cap_unit=CapUnit.HOURS, cap_limit="2.5")
    cover_service.add_cover(work, contract.agreement, limit)
    agreed = _services_of_one_asset(work, workshop, contract)
    _parts(work, workshop, contract, create_sla(work, promised.sla("Slow", policies.calendar, times=4)))
    _under_warranty(work, workshop, contract, create_sla(work, promised.sla("Slower", policies.calendar, times=8)))
    return agreed


def _services_of_one_asset(work: UnitOfWork, workshop: Workshop, contract: Contract) -> Agreed:
    """Two services go on one order with what the types of both bring; the type of a third is in use no more."""
    draft = AgreementDraft("Services", FIRST, contact_id=1, preferred_technician_id=workshop.lou, responsible="ada")
    agreement = service.create_agreement(work, BREWERY, draft)
    set_planning(work, agreement, PlanningDraft(Combine.ASSET))
    lines = (TypeLine(LineKind.HOUR, text="Cleaning", quantity=Decimal("2.5")), TypeLine(LineKind.FEE, text="Disposal"))
    tasks = (TaskDraft("Clean", "Inside", "Outside", (CheckDraft("Dry"), CheckDraft("Shut", required=True))),)
    cleaning = create_type(work, TypeDraft("Cleaning", Priority.HIGH, 30, lines=lines, tasks=tasks))
    unused = create_type(work, TypeDraft("Inspection", Priority.LOW, 30))
    promised_lines = []
    for order_type, asset in ((contract.order_type, True), (cleaning, True), (unused, False)):
        task = create_task(work, ServiceTaskDraft(f"Service {order_type}", order_type, f"Note {order_type}"))
        plan = PlanDraft(date(2026, 1, 7), contract.monthly, task_id=task, site_id=None if asset else workshop.site)
        look = AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset if asset else None)
        promised_lines.append(_promise(work, agreement, plan, look))
    switch_type(work, unused, active=False)
    return Agreed(agreement, promised_lines[0])


def _parts(work: UnitOfWork, workshop: Workshop, contract: Contract, sla: int) -> None:
    """Articles with prices of the agreement, discounted; one is offered no more, one has no price in euros."""
    shelf = stock(work)
    group = group_service.create_group(work, "Parts", sla)
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Parts", FIRST, group_id=group))
    cheaper = CoverDraft("Parts", Treatment.DISCOUNTED, discount_percent=10, kind=LineKind.ITEM)
    cover_service.add_cover(work, agreement, cheaper)
    may = date(2026, 5, 1)
    price(work, "Ours", kind=LineKind.ITEM, agreement_id=agreement, sales_price=Decimal("33.33"))
    price(work, "From May", kind=LineKind.ITEM, agreement_id=agreement, sales_price=Decimal(35), valid_from=may)
    for article, kind, quantity in (
        (shelf.filter, LineKind.ITEM, "2.5"),
        (shelf.dollars, LineKind.ITEM, "1"),
        (shelf.trip, LineKind.EXPENSE, "1"),
        (shelf.fee, LineKind.FEE, "1"),
    ):
        line = AgreementLineDraft(kind, article_id=article, asset_id=workshop.asset, quantity=quantity, note="Agreed")
        _promise(work, agreement, PlanDraft(date(2026, 1, 20), contract.monthly), line)
    switch_article(work, shelf.trip, active=False)


def _under_warranty(work: UnitOfWork, workshop: Workshop, contract: Contract, sla: int) -> None:
    """Another customer, one of whose machines has a warranty that ends on the way, and each order a visit free."""
    asset = work.get(Asset, workshop.other_asset)
    asset.warranty_until = date(2026, 5, 15)
    work.note("asset.changed", asset)
    agreement = service.create_agreement(work, CLINIC, AgreementDraft("Clinic", FIRST, date(2026, 6, 12)))
    visits = CoverDraft("Visits", Treatment.INCLUDED, cap_unit=CapUnit.VISITS, cap_limit=2)
    cover_service.add_cover(work, agreement, visits)
    line = AgreementLineDraft(LineKind.HOUR, "Round", asset_id=asset.id, sla_id=sla, quantity=2)
    _promise(work, agreement, PlanDraft(FIRST, contract.fortnightly, task_id=contract.task), line)


def _promise(work: UnitOfWork, agreement: int, plan: PlanDraft, line: AgreementLineDraft) -> int:
    line_id = line_service.add_line(work, agreement, line)
    set_plan(work, line_id, plan)
    return line_id
