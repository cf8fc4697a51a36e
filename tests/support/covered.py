"""An agreement that names the chiller of the small company, and includes the labour on it."""

from datetime import date

from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.service import create_agreement
from domain.catalogue.model import LineKind
from domain.store.unit_of_work import UnitOfWork
from tests.support.small_company import SmallCompany

LABOUR = "Included by “Labour”. Left of 10 h until 31/12/2026: 10 h."
"""What is told of hours under it."""


def cover_the_chiller(work: UnitOfWork, company: SmallCompany) -> int:
    """Make it; returns its id."""
    made = create_agreement(work, company.brewery.id, AgreementDraft("Full service", date(2026, 1, 1)))
    add_line(work, made, AgreementLineDraft(LineKind.HOUR, "Inspection", asset_id=company.chiller.id))
    hours = CoverDraft("Labour", Treatment.INCLUDED, kind=LineKind.HOUR, cap_unit=CapUnit.HOURS, cap_limit=10)
    add_cover(work, made, hours)
    return made
