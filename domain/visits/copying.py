"""Agreements that are copied with the plans of their visits."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from domain.agreements import copying
from domain.agreements.copying import Copied
from domain.agreements.header import AgreementDraft
from domain.agreements.model import Agreement, AgreementLine
from domain.calendars.months import months_between, months_on
from domain.errors import Refusal
from domain.language import tr
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork
from domain.visits.model import AgreementPlanning, VisitPlan
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.queries import plan_draft


def copy_agreement(
    work: UnitOfWork, source_id: int, customer_id: int, starts_on: date, draft: AgreementDraft | None = None
) -> int:
    """Make an agreement from a template or another one, as `agreements.copying` does, with its plans; returns its id.

    What is due so long after the start is due as long after the new one.
    """
    copied = copying.copy_agreement(work, source_id, customer_id, starts_on, draft)
    _carry(work, source_id, copied)
    return copied.agreement_id


def copy_template(work: UnitOfWork, source_id: int, folder_id: int, name: str) -> int:
    """Make a template from another one, or from an agreement, with its plans; returns its id."""
    copied = copying.copy_template(work, source_id, folder_id, name)
    _carry(work, source_id, copied)
    return copied.agreement_id


def copy_lines(work: UnitOfWork, to_agreement_id: int, line_ids: Collection[int]) -> int:
    """Copy chosen lines with their plans into an agreement; returns how many."""
    copied = copying.copy_lines(work, to_agreement_id, line_ids)
    _carry_plans(work, copied)
    return len(copied.lines)


def falls_due(plan: VisitPlan, draft: PlanDraft) -> bool:
    """Whether anything is left of a plan by which a draft from it falls due; without that it would be due once."""
    return plan.once or draft.interval_id is not None or draft.is_asked_for


def moved(anchor: date, since: date, starts_on: date) -> date:
    """The day as long after a start as `anchor` is after `since`, in months and days."""
    months = months_between(since, anchor)
    return months_on(starts_on, months) + (anchor - months_on(since, months))


def _carry(work: UnitOfWork, source_id: int, copied: Copied) -> None:
    planning = work.session.scalar(select(AgreementPlanning).where(AgreementPlanning.agreement_id == source_id))
    if planning is not None:
        draft = PlanningDraft(planning.combine, planning.calendar_id, planning.days_ahead)
        set_planning(work, copied.agreement_id, draft)
    _carry_plans(work, copied)


def _carry_plans(work: UnitOfWork, copied: Copied) -> None:
    """The visits of a copy are planned as those of its line; nothing of it was done yet."""
    made = work.get(Agreement, copied.agreement_id)
    for source, plan, line_id in _plans(work, copied.lines):
        draft = _fresh(work, made, plan, line_id)
        if draft is None:
            continue
        if made.id != source.id:
            draft = replace(draft, anchor_on=moved(draft.anchor_on, source.starts_on, made.starts_on))
        if made.customer_id != source.customer_id:
            draft = replace(draft, site_id=_site_for(work, made, line_id))
        set_plan(work, line_id, draft)


def _fresh(work: UnitOfWork, made: Agreement, plan: VisitPlan, line_id: int) -> PlanDraft | None:
    """The plan as that of a line nothing was done of yet; a meter and what is measured stay with their asset.

    None if nothing is left by which the copy would fall due.
    """
    draft = replace(plan_draft(plan), last_done_on=None)
    asset_id = work.get(AgreementLine, line_id).asset_id
    if draft.meter is not None:
        same = plan.agreement_line.asset_id == asset_id
        draft = replace(draft, meter=replace(draft.meter, units_at_last=None) if same else None)
    if asset_id is None and made.folder_id is None:
        draft = replace(draft, condition=None)
    return draft if falls_due(plan, draft) else None


def _plans(work: UnitOfWork, lines: Iterable[tuple[int, int]]) -> list[tuple[Agreement, VisitPlan, int]]:
    copies = dict(lines)
    statement = (
        select(Agreement, VisitPlan)
        .join(AgreementLine, AgreementLine.agreement_id == Agreement.id)
        .join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .where(AgreementLine.id.in_(copies))
        .order_by(AgreementLine.position, AgreementLine.id)
    )
    return [(source, plan, copies[plan.agreement_line_id]) for source, plan in work.session.execute(statement).all()]


def _site_for(work: UnitOfWork, made: Agreement, line_id: int) -> int | None:
    """Where the work of a line without an asset is, for a customer with one site; a template has none."""
    if made.customer_id is None or work.get(AgreementLine, line_id).asset_id is not None:
        return None
    mine = select(Site.id).where(Site.customer_id == made.customer_id, Site.active, Site.parent_id.is_(None))
    sites = list(work.session.scalars(mine.limit(2)))
    if len(sites) != 1:
        raise Refusal(tr("The customer has several sites, or none: let the assistant ask at which the work is."))
    return sites[0]
