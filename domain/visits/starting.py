"""A whole agreement made at once: terms, what is promised for which assets and when, and what is covered."""

from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.drafts import cover_draft, draft_of, line_draft
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement, AgreementLine, Cover
from domain.agreements.refused_part import Part, refused_in
from domain.agreements.service import create_agreement
from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.visits.copying import moved
from domain.visits.model import VisitPlan
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.preview import PreviewRow, preview
from domain.visits.queries import plan_draft, planning


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service that is promised for each of some assets, or once for the customer; with a plan it falls due."""

    line: AgreementLineDraft
    asset_ids: tuple[int, ...] = ()
    plan: PlanDraft | None = None


@dataclass(frozen=True, slots=True)
class StartDraft:
    """An agreement with all that belongs to it, as it is asked for."""

    customer_id: int
    agreement: AgreementDraft
    services: tuple[ServiceDraft, ...] = ()
    covers: tuple[CoverDraft, ...] = ()
    planning: PlanningDraft = field(default_factory=PlanningDraft)


def start(work: UnitOfWork, draft: StartDraft) -> int:
    """Make an agreement with its lines, their plans and its cover, all of it or nothing; returns its id."""
    with refused_in(Part.TERMS):
        agreement_id = create_agreement(work, draft.customer_id, draft.agreement)
        set_planning(work, agreement_id, draft.planning)
    for at, service in enumerate(draft.services):
        with refused_in(Part.SERVICES, at):
            _promise(work, agreement_id, service)
    for at, cover in enumerate(draft.covers):
        with refused_in(Part.COVER, at):
            add_cover(work, agreement_id, cover)
    return agreement_id


def first_visits(work: UnitOfWork, draft: StartDraft, last: date) -> tuple[PreviewRow, ...]:
    """What `start` would bring up to a day; for a unit of work that is only rehearsed."""
    agreement_id = start(work, draft)
    work.session.flush()
    return tuple(preview(work.session, Period(draft.agreement.starts_on, last), agreement_id=agreement_id))


def from_template(session: Session, template_id: int, customer_id: int, starts_on: date) -> StartDraft:
    """What a template says, to begin on a day; its services are for assets that are still to be chosen."""
    template = session.get_one(Agreement, template_id)
    lines = (
        select(AgreementLine, VisitPlan)
        .outerjoin(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .where(AgreementLine.agreement_id == template_id, ~AgreementLine.stopped)
        .order_by(AgreementLine.position, AgreementLine.id)
    )
    covers = select(Cover).where(Cover.agreement_id == template_id).order_by(Cover.position, Cover.id)
    return StartDraft(
        customer_id=customer_id,
        agreement=replace(draft_of(template), starts_on=starts_on),
        services=tuple(
            ServiceDraft(line_draft(line), plan=None if plan is None else _begun(plan, template.starts_on, starts_on))
            for line, plan in session.execute(lines)
        ),
        covers=tuple(cover_draft(cover) for cover in session.scalars(covers)),
        planning=planning(session, template_id)[0],
    )


def _begun(plan: VisitPlan, since: date, starts_on: date) -> PlanDraft:
    draft = plan_draft(plan)
    return replace(draft, anchor_on=moved(draft.anchor_on, since, starts_on))


def _promise(work: UnitOfWork, agreement_id: int, service: ServiceDraft) -> None:
    for asset_id in service.asset_ids or (None,):
        line_id = add_line(work, agreement_id, replace(service.line, asset_id=asset_id))
        if service.plan is not None:
            if service.plan.anchor_on < work.get(Agreement, agreement_id).starts_on:
                raise Refusal(tr("The first visit is before the agreement begins."), field="anchor_on")
            site_id = None if asset_id is not None else service.plan.site_id
            set_plan(work, line_id, replace(service.plan, site_id=site_id))
