"""Agreements, lines and cover as they would be asked for: to fill a form with, or to copy."""

from domain.agreements.cover_service import CoverDraft
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement, AgreementLine, Cover


def draft_of(agreement: Agreement) -> AgreementDraft:
    """The header of an agreement; where its end follows from the terms it is left out."""
    return AgreementDraft(
        name=agreement.name,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on if agreement.initial_months is None else None,
        group_id=agreement.group_id,
        sla_id=agreement.sla_id,
        description=agreement.description,
        contact_id=agreement.contact_id,
        preferred_technician_id=agreement.preferred_technician_id,
        responsible=agreement.responsible,
        initial_months=agreement.initial_months,
        renewal=agreement.renewal,
        period_months=agreement.period_months,
        notice_months=agreement.notice_months,
        notice_days=agreement.notice_days,
    )


def line_draft(line: AgreementLine) -> AgreementLineDraft:
    """A line of an agreement."""
    return AgreementLineDraft(
        kind=line.kind,
        text=line.text,
        article_id=line.article_id,
        asset_id=line.asset_id,
        sla_id=line.sla_id,
        quantity=line.quantity,
        unit=line.unit,
        note=line.note,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
    )


def cover_draft(cover: Cover) -> CoverDraft:
    """What an agreement covers."""
    return CoverDraft(
        name=cover.name,
        treatment=cover.treatment,
        discount_percent=cover.discount_percent,
        asset_id=cover.asset_id,
        asset_model_id=cover.asset_model_id,
        site_id=cover.site_id,
        kind=cover.kind,
        article_id=cover.article_id,
        cap_unit=cover.cap_unit,
        cap_limit=cover.cap_limit,
        cap_per=cover.cap_per,
        warn_at=cover.warn_at,
        starts_on=cover.starts_on,
        ends_on=cover.ends_on,
    )
