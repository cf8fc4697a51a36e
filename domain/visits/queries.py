"""Intervals, service tasks, the plans of an agreement, and what could not be made, as rows for screens."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from domain.agreements.line_name import line_name
from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.orders.model import OrderType
from domain.parties.model import Customer, Site
from domain.visits.asking_service import condition_due, meter_due
from domain.visits.choosing import EVERYTHING, Choice, conditions
from domain.visits.interval import from_json
from domain.visits.interval_service import IntervalDraft
from domain.visits.model import AgreementPlanning, ServiceInterval, ServiceTask, VisitPlan, VisitTrouble
from domain.visits.plan_service import PlanDraft, PlanningDraft
from domain.visits.task_service import ServiceTaskDraft
from domain.visits.window import Window
from domain.visits.wording import describe
from domain.workforce.model import Technician

MOST_TROUBLES = 500
"""More than that nobody looks through at once."""


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """An interval, in words, and how many lines fall due by it. `version` goes back with every change."""

    id: int
    version: int
    draft: IntervalDraft
    words: str
    active: bool
    lines: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A service task, its order type, and how many lines have it. `version` goes back with every change."""

    id: int
    version: int
    draft: ServiceTaskDraft
    order_type: str
    active: bool
    lines: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """When a line of an agreement falls due; `version` and `draft` are None where it never does.

    `site` is where the work is: that of the asset, else the one that the plan names.
    """

    line_id: int
    line: str
    asset: str
    stopped: bool
    version: int | None
    draft: PlanDraft | None
    interval: str
    task: str
    technician: str
    site: str

    @property
    def id(self) -> int:
        """That of the line."""
        return self.line_id

    @property
    def name(self) -> str:
        """The line with its asset."""
        return line_name(self.line, self.asset)


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """A due day on which no visit could be made, since when that is known, and why."""

    id: int
    agreement_id: int
    agreement: str
    customer: str
    line_id: int
    line: str
    asset: str
    due: date
    seen_at: datetime
    reason: str


def intervals(session: Session, *, offered: bool = False) -> list[IntervalRow]:
    """All intervals by name, or those alone that are `offered` for further lines."""
    statement = _with_lines(ServiceInterval, VisitPlan.interval_id)
    if offered:
        statement = statement.where(ServiceInterval.active)
    rows = []
    for each, lines in session.execute(statement):
        rule = from_json(each.rule)
        draft = IntervalDraft(each.name, rule)
        rows.append(IntervalRow(each.id, each.version, draft, describe(rule), each.active, lines))
    return rows


def tasks(session: Session, *, offered: bool = False) -> list[TaskRow]:
    """All service tasks by name, or those alone that are `offered` for further lines."""
    statement = _with_lines(ServiceTask, VisitPlan.task_id)
    statement = statement.add_columns(func.coalesce(OrderType.name, ""))
    statement = statement.outerjoin(OrderType, OrderType.id == ServiceTask.order_type_id)
    if offered:
        statement = statement.where(ServiceTask.active)
    return [
        TaskRow(
            id=task.id,
            version=task.version,
            draft=ServiceTaskDraft(task.name, task.order_type_id, task.internal_note, task.external_note, task.rank),
            order_type=order_type,
            active=task.active,
            lines=lines,
        )
        for task, lines, order_type in session.execute(statement)
    ]


def planning(session: Session, agreement_id: int) -> tuple[PlanningDraft, int | None]:
    """How the visits of an agreement go together, and its version, None as long as nobody has said so."""
    found = session.scalar(select(AgreementPlanning).where(AgreementPlanning.agreement_id == agreement_id))
    if found is None:
        return PlanningDraft(), None
    return PlanningDraft(found.combine, found.calendar_id, found.days_ahead), found.version


def plans(session: Session, agreement_id: int) -> list[PlanRow]:
    """The lines of an agreement in their order, each with its plan."""
    statement = (
        select(AgreementLine, VisitPlan, Asset.name, ServiceInterval.name, ServiceTask.name, Technician.name, Site.name)
        .outerjoin(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .outerjoin(Asset, Asset.id == AgreementLine.asset_id)
        .outerjoin(ServiceInterval, ServiceInterval.id == VisitPlan.interval_id)
        .outerjoin(ServiceTask, ServiceTask.id == VisitPlan.task_id)
        .outerjoin(Technician, Technician.id == VisitPlan.technician_id)
        .outerjoin(Site, Site.id == func.coalesce(Asset.site_id, VisitPlan.site_id))
        .options(joinedload(VisitPlan.condition))
        .where(AgreementLine.agreement_id == agreement_id)
        .order_by(AgreementLine.position, AgreementLine.id)
    )
    return [
        PlanRow(
            line_id=line.id,
            line=line.text,
            asset=asset or "",
            stopped=line.stopped,
            version=None if plan is None else plan.version,
            draft=None if plan is None else plan_draft(plan),
            interval=interval or "",
            task=task or "",
            technician=technician or "",
            site=site or "",
        )
        for line, plan, asset, interval, task, technician, site in session.execute(statement)
    ]


def troubles(session: Session, choice: Choice = EVERYTHING, *, limit: int = MOST_TROUBLES) -> list[TroubleRow]:
    """What could not be made, the first due day first; of the agreements chosen or of all."""
    columns: tuple[Any, ...] = (Agreement.id, Agreement.number, func.coalesce(Customer.name, ""))
    line = (AgreementLine.id, AgreementLine.text, func.coalesce(Asset.name, ""))
    what = (VisitTrouble.due_on, VisitTrouble.seen_at, VisitTrouble.reason)
    statement = (
        select(VisitTrouble.id, *columns, *line, *what)
        .join(AgreementLine, AgreementLine.id == VisitTrouble.agreement_line_id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .outerjoin(Customer, Customer.id == Agreement.customer_id)
        .outerjoin(Asset, Asset.id == AgreementLine.asset_id)
        .order_by(VisitTrouble.due_on, VisitTrouble.id)
        .limit(limit)
        .where(*conditions(choice))
    )
    return [TroubleRow(*row) for row in session.execute(statement)]


def count_troubles(session: Session) -> int:
    """How much could not be made, of all agreements."""
    return session.scalar(select(func.count(VisitTrouble.id))) or 0


def _with_lines(kind: type[ServiceInterval] | type[ServiceTask], used: Any) -> Any:
    """Records by name, each with how many plans there are that name it."""
    lines = select(func.count(VisitPlan.id)).where(used == kind.id).scalar_subquery()
    return select(kind, lines).order_by(func.lower(kind.name), kind.id)


def plan_draft(plan: VisitPlan) -> PlanDraft:
    """A plan as it would be asked for."""
    return PlanDraft(
        anchor_on=plan.anchor_on,
        interval_id=plan.interval_id,
        basis=plan.basis,
        window=Window(plan.window, plan.days_before, plan.days_after, plan.start_after, plan.end_before, plan.closed),
        task_id=plan.task_id,
        technician_id=plan.technician_id,
        site_id=plan.site_id,
        last_done_on=plan.last_done_on,
        meter=meter_due(plan),
        condition=condition_due(plan),
    )
