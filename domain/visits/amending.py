"""Amendments with the plans of the lines they replace, felt at once by the orders that are still open."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from domain.agreements import amendment_service
from domain.agreements.amendment_service import AmendmentDraft
from domain.agreements.model import AgreementLine
from domain.assets.model import Asset
from domain.orders.cover_changes import recounted
from domain.store.unit_of_work import UnitOfWork
from domain.visits.copying import falls_due
from domain.visits.model import Visit, VisitPlan, VisitStatus
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.queries import plan_draft


def amend(work: UnitOfWork, agreement_id: int, version: int, draft: AmendmentDraft) -> int:
    """Agree otherwise from a day on; returns the id of the amendment.

    What takes the place of a line falls due on the days on which that would have, and what was made for these is its
    own: so nothing is made twice.
    """
    with recounted(work, agreement_id):
        amendment_id = amendment_service.amend(work, agreement_id, version, draft)
        for old, new in _replaced(work, amendment_id):
            _carry_visits(work, old, new, draft.effective_on)
            _carry_plan(work, old, new)
        return amendment_id


def _replaced(work: UnitOfWork, amendment_id: int) -> list[tuple[AgreementLine, AgreementLine]]:
    """The lines that an amendment has ended, each with the one in its place."""
    old, new = aliased(AgreementLine), aliased(AgreementLine)
    in_place = (new.agreement_id == old.agreement_id) & (new.position == old.position)
    statement = (
        select(old, new)
        .join(new, in_place & (new.amendment_id == amendment_id))
        .where(old.ended_by_id == amendment_id)
        .order_by(old.position)
    )
    return [(before, after) for before, after in work.session.execute(statement)]


def _carry_visits(work: UnitOfWork, old: AgreementLine, new: AgreementLine, since: date) -> None:
    made = select(Visit).where(
        Visit.agreement_line_id == old.id, Visit.due_on >= since, Visit.status != VisitStatus.DONE
    )
    for visit in work.session.scalars(made.order_by(Visit.id)).all():
        visit.agreement_line_id = new.id
        work.note("visit.amended", visit)


def _carry_plan(work: UnitOfWork, old: AgreementLine, new: AgreementLine) -> None:
    plan = work.session.scalar(select(VisitPlan).where(VisitPlan.agreement_line_id == old.id))
    if plan is None:
        return
    last = select(func.max(Visit.done_on)).where(Visit.agreement_line_id == old.id)
    done = [day for day in (plan.last_done_on, work.session.scalar(last)) if day is not None]
    draft = _placed(work, plan_draft(plan), old, new)
    if (last_done := max(done, default=None)) != plan.last_done_on:
        meter = None if draft.meter is None else replace(draft.meter, units_at_last=None)
        draft = replace(draft, last_done_on=last_done, meter=meter)
    if falls_due(plan, draft):
        set_plan(work, new.id, draft)


def _placed(work: UnitOfWork, draft: PlanDraft, old: AgreementLine, new: AgreementLine) -> PlanDraft:
    """The work is where the asset of the new line stands, else where it was; meters are those of one asset."""
    if new.asset_id == old.asset_id:
        return draft
    if new.asset_id is not None:
        return replace(draft, site_id=None, meter=None, condition=None)
    assert old.asset_id is not None, "they differ"
    return replace(draft, site_id=work.get(Asset, old.asset_id).site_id, meter=None, condition=None)
