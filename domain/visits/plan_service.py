"""What the office does so that agreements bring visits: when a line falls due, and how the visits go together."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.owned import check_site
from domain.calendars.model import WorkingCalendar
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, count_parts
from domain.visits.asking_service import ConditionDue, MeterDue, fill_meter, set_condition
from domain.visits.basis import Basis
from domain.visits.checks import check_floating, check_interval
from domain.visits.combine import Combine
from domain.visits.interval import from_json
from domain.visits.model import AgreementPlanning, ServiceInterval, ServiceTask, VisitPlan
from domain.visits.window import Window, check_window
from domain.workforce.model import Technician

MOST_DAYS_AHEAD = 3660


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """When a line falls due and what is done then: by interval, meter or condition, else once, on the first day.

    `site_id` is for lines without an asset; `last_done_on` for what falls due from the last completion, as what goes
    by a meter or a condition always does. Of interval and these, whichever comes first counts.
    """

    anchor_on: date
    interval_id: int | None = None
    basis: Basis = Basis.FIXED
    window: Window = field(default_factory=Window)
    task_id: int | None = None
    technician_id: int | None = None
    site_id: int | None = None
    last_done_on: date | None = None
    meter: MeterDue | None = None
    condition: ConditionDue | None = None

    @property
    def is_asked_for(self) -> bool:
        """Whether a meter or a condition makes it due."""
        return self.meter is not None or self.condition is not None


@dataclass(frozen=True, slots=True)
class PlanningDraft:
    """How the visits of an agreement go together; without a calendar or days, what holds for all."""

    combine: Combine = Combine.AGREEMENT
    calendar_id: int | None = None
    days_ahead: int | None = None


def set_plan(work: UnitOfWork, line_id: int, draft: PlanDraft, version: int | None = None) -> int:
    """Let a line fall due, or otherwise than before; returns the id of the plan.

    `version` is that of the plan that was read, if there was one. Raises Overtaken.
    """
    agreement, line = _held(work, line_id)
    plan = work.session.scalar(select(VisitPlan).where(VisitPlan.agreement_line_id == line.id).with_for_update())
    _check_seen(plan, version, line.text)
    if line.ended_by_id is not None:
        raise Refusal(tr("An amendment has ended “{line}”; what was agreed before stays readable.", line=line.text))
    made = plan or VisitPlan(agreement_line_id=line.id)
    with work.session.no_autoflush:
        _fill(work, agreement, line, made, draft)
    if plan is None:
        work.add(made, "visit_plan.set")
    else:
        work.note("visit_plan.changed", plan)
    if set_condition(work, agreement, made, draft.condition) and version is not None:
        count_parts(work, made, version)
    return made.id


def remove_plan(work: UnitOfWork, line_id: int, version: int) -> None:
    """Let a line bring no further visits; those that were made stay."""
    agreement, line = _held(work, line_id)
    plan = work.session.scalar(select(VisitPlan).where(VisitPlan.agreement_line_id == line.id).with_for_update())
    if plan is None:
        raise Overtaken(tr("Somebody else has changed “{name}” meanwhile; look again.", name=line.text))
    check_version(plan, version, line.text)
    if plan.condition is not None:
        set_condition(work, agreement, plan, None)
        work.session.flush()
    work.session.delete(plan)
    work.note("visit_plan.removed", plan)


def set_planning(work: UnitOfWork, agreement_id: int, draft: PlanningDraft, version: int | None = None) -> int:
    """Say how the visits of an agreement go together; returns the id. `version` as in `set_plan`."""
    agreement = work.get(Agreement, agreement_id, lock=True)
    found = select(AgreementPlanning).where(AgreementPlanning.agreement_id == agreement.id).with_for_update()
    planning = work.session.scalar(found)
    _check_seen(planning, version, agreement.number)
    if draft.calendar_id is not None:
        work.get(WorkingCalendar, draft.calendar_id)
    if draft.days_ahead is not None and not 0 <= draft.days_ahead <= MOST_DAYS_AHEAD:
        raise Refusal(tr("Orders are made 0 to {most} days ahead.", most=MOST_DAYS_AHEAD), field="days_ahead")
    made = planning or AgreementPlanning(agreement_id=agreement.id)
    made.combine, made.calendar_id, made.days_ahead = draft.combine, draft.calendar_id, draft.days_ahead
    if planning is None:
        return work.add(made, "agreement_planning.set").id
    work.note("agreement_planning.changed", planning)
    return planning.id


def _held(work: UnitOfWork, line_id: int) -> tuple[Agreement, AgreementLine]:
    """The line and its agreement, both locked; the agreement first, as everybody does."""
    agreement = work.get(Agreement, work.get(AgreementLine, line_id).agreement_id, lock=True)
    return agreement, work.get(AgreementLine, line_id, lock=True)


def _check_seen(there: VisitPlan | AgreementPlanning | None, version: int | None, name: str) -> None:
    if (there.version if there is not None else None) != version:
        raise Overtaken(tr("Somebody else has changed “{name}” meanwhile; look again.", name=name))


def _fill(work: UnitOfWork, agreement: Agreement, line: AgreementLine, plan: VisitPlan, draft: PlanDraft) -> None:
    _fill_series(work, plan, draft)
    fill_meter(work, line, plan, draft.meter)
    _fill_window(plan, draft.window)
    task = None if draft.task_id is None else work.get(ServiceTask, draft.task_id)
    if task is not None and not task.active and task.id != plan.task_id:
        raise Refusal(tr("“{name}” is not in use any more.", name=task.name), field="task")
    plan.task_id = draft.task_id
    if draft.technician_id is not None:
        work.get(Technician, draft.technician_id)
    plan.technician_id = draft.technician_id
    check_site(work, agreement, draft.site_id)
    if draft.site_id is not None and line.asset_id is not None:
        raise Refusal(tr("The work is where the asset of the line stands."), field="site")
    if draft.site_id is None and line.asset_id is None and agreement.folder_id is None:
        raise Refusal(tr("The line names no asset: say at which site the work is."), field="site")
    plan.site_id = draft.site_id


def _fill_series(work: UnitOfWork, plan: VisitPlan, draft: PlanDraft) -> None:
    if draft.meter is not None and draft.condition is not None:
        raise Refusal(tr("A line goes by a meter or by a condition; add a line for the other one."), field="metric")
    basis = Basis.FLOATING if draft.is_asked_for else draft.basis
    if draft.interval_id is not None:
        interval = work.get(ServiceInterval, draft.interval_id)
        if not interval.active and interval.id != plan.interval_id:
            raise Refusal(tr("“{name}” is not in use any more.", name=interval.name), field="interval")
        rule = from_json(interval.rule)
        check_interval(rule, draft.anchor_on)
        if basis is Basis.FLOATING:
            check_floating(rule)
    elif basis is Basis.FLOATING and not draft.is_asked_for:
        raise Refusal(tr("What is due once cannot count from the last completion."), field="basis")
    if draft.last_done_on is not None and draft.last_done_on > work.now.date():
        raise Refusal(tr("The last completion lies in the future."), field="last_done_on")
    plan.interval_id, plan.once = draft.interval_id, draft.interval_id is None and not draft.is_asked_for
    plan.anchor_on, plan.basis, plan.last_done_on = draft.anchor_on, basis, draft.last_done_on
    plan.on_condition = draft.condition is not None


def _fill_window(plan: VisitPlan, window: Window) -> None:
    check_window(window)
    plan.window, plan.closed = window.kind, window.closed
    plan.days_before, plan.days_after = window.before, window.after
    plan.start_after, plan.end_before = window.start_after, window.end_before
