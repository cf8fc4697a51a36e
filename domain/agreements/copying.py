"""Agreements that go from one place to another: from a template, from another agreement, line by line."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.drafts import cover_draft, draft_of, line_draft
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement, AgreementLine, Cover
from domain.agreements.service import create_agreement
from domain.agreements.template_service import create_template
from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Copied:
    """The agreement with the copies, and each line that was copied beside its copy, by their ids."""

    agreement_id: int
    lines: tuple[tuple[int, int], ...]


def copy_agreement(
    work: UnitOfWork, source_id: int, customer_id: int, starts_on: date, draft: AgreementDraft | None = None
) -> Copied:
    """Make an agreement from a template or another agreement, with lines and cover, from a new first day.

    `draft` says what of it is otherwise. What is stopped or over stays behind, and for another customer so
    do the contact, and the lines and cover of single assets and sites.
    """
    source = work.get(Agreement, source_id)
    same = source.customer_id == customer_id
    made = create_agreement(work, customer_id, draft or _renewed(source, starts_on, keep_contact=same))
    return Copied(made, _copy_parts(work, source, made, owned=same))


def copy_template(work: UnitOfWork, source_id: int, folder_id: int, name: str) -> Copied:
    """Make a template from another one, or from an agreement: without its customer, assets and sites."""
    source = work.get(Agreement, source_id)
    draft = replace(_renewed(source, source.starts_on, keep_contact=False), name=name)
    made = create_template(work, folder_id, draft)
    return Copied(made, _copy_parts(work, source, made, owned=False))


def copy_lines(work: UnitOfWork, to_agreement_id: int, line_ids: Collection[int]) -> Copied:
    """Copy chosen lines of templates or agreements into an agreement."""
    wanted = select(AgreementLine).where(AgreementLine.id.in_(line_ids))
    lines = list(work.session.scalars(wanted.order_by(AgreementLine.agreement_id, AgreementLine.position)))
    if not lines:
        raise Refusal(tr("There is nothing to copy."), field="lines")
    for line in lines:
        if line.stopped:
            raise Refusal(tr("The line “{line}” of the agreement is stopped.", line=line.text), field="lines")
    copies = ((line.id, add_line(work, to_agreement_id, _anew(line_draft(line)))) for line in lines)
    return Copied(to_agreement_id, tuple(copies))


def _renewed(source: Agreement, starts_on: date, *, keep_contact: bool) -> AgreementDraft:
    """The header for a new start: one that just holds until an end is given as many days as before."""
    draft = draft_of(source)
    length = None if source.ends_on is None or source.terminated_on else source.ends_on - source.starts_on
    return replace(
        draft,
        starts_on=starts_on,
        ends_on=None if length is None or draft.initial_months is not None else starts_on + length,
        contact_id=draft.contact_id if keep_contact else None,
    )


def _copy_parts(work: UnitOfWork, source: Agreement, made: int, *, owned: bool) -> tuple[tuple[int, int], ...]:
    mine = select(AgreementLine).where(AgreementLine.agreement_id == source.id, ~AgreementLine.stopped)
    ordered = mine.order_by(AgreementLine.position, AgreementLine.id)
    lines = work.session.scalars(ordered.where(AgreementLine.ended_by_id.is_(None))).all()
    kept = (line for line in lines if owned or line.asset_id is None)
    copies = tuple((line.id, add_line(work, made, _anew(line_draft(line)))) for line in kept)
    covers = select(Cover).where(Cover.agreement_id == source.id, Cover.ended_by_id.is_(None))
    for cover in work.session.scalars(covers.order_by(Cover.position, Cover.id)).all():
        if owned or (cover.asset_id is None and cover.site_id is None):
            add_cover(work, made, _anew_cover(cover_draft(cover)))
    return copies


def _anew(draft: AgreementLineDraft) -> AgreementLineDraft:
    return replace(draft, starts_on=None, ends_on=None)


def _anew_cover(draft: CoverDraft) -> CoverDraft:
    return replace(draft, starts_on=None, ends_on=None)
