"""An agreement for two chillers, with intervals and tasks, as ids to plan visits with."""

from dataclasses import dataclass, field
from datetime import date

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.types import TypeDraft, TypeLine, create_type
from domain.store.unit_of_work import UnitOfWork
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.words import Priority
from tests.support.workshop import Workshop

BREWERY = 1
FIRST = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Contract:
    """The chiller is due monthly, the cellar as a whole every two weeks."""

    agreement: int
    chiller: int
    cellar: int
    monthly: int
    fortnightly: int
    task: int
    order_type: int
    lines: tuple[int, ...] = field(default=())


def sign(work: UnitOfWork, workshop: Workshop) -> Contract:
    """Make all of it in this unit of work."""
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Full service", FIRST, date(2027, 12, 31)))
    monthly = create_interval(work, IntervalDraft("Monthly", Interval((Rule(Unit.MONTH),))))
    fortnightly = create_interval(work, IntervalDraft("Fortnightly", Interval((Rule(Unit.WEEK, 2),))))
    tasks = (TaskDraft("Check the circuit", checks=(CheckDraft("Tight", required=True),)),)
    lines = (TypeLine(LineKind.HOUR, text="Work"),)
    draft = TypeDraft("Chiller service", Priority.LOW, 90, frozenset({workshop.skill}), lines, tasks)
    order_type = create_type(work, draft)
    task = create_task(work, ServiceTaskDraft("Service of the chiller", order_type, "Ring twice", "Thank you"))
    chiller = line_service.add_line(
        work, agreement, AgreementLineDraft(LineKind.ITEM, "Filter", asset_id=workshop.asset, quantity=2, note="Fine")
    )
    cellar = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look around"))
    set_plan(work, chiller, PlanDraft(FIRST.replace(day=31), monthly, task_id=task, technician_id=workshop.kim))
    set_plan(work, cellar, PlanDraft(date(2026, 1, 5), fortnightly, site_id=workshop.site))
    return Contract(agreement, chiller, cellar, monthly, fortnightly, task, order_type, (chiller, cellar))
