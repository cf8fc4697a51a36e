"""A page of agreements over a small company, and two agreements to stand on it."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.agreements.view import AgreementsPage
from domain.agreements.amendment_service import AmendmentDraft, amend
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.renewal import Renewal
from domain.agreements.service import create_agreement
from domain.catalogue.model import LineKind
from tests.app.agreements.agreed import Show, agreement
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> AgreementsPage:
        page = AgreementsPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.resize(1158, 700)
        page.notice_asked.connect(desk.hear)
        with qtbot.waitExposed(page):
            page.show()
        page.set_visible_page(True)
        page.table.setFocus()
        return page

    return shown


@pytest.fixture
def tacit(desk: ServiceDesk) -> int:
    """Renews itself for a year, notice three months before its end; with a line, cover and an amendment."""
    terms = AgreementDraft(
        "Full service",
        date(2026, 1, 1),
        initial_months=12,
        renewal=Renewal.TACIT,
        period_months=12,
        notice_months=3,
        responsible="kim",
    )
    made = desk.store.run("setup", create_agreement, desk.company.brewery.id, terms)
    line = AgreementLineDraft(LineKind.HOUR, "Inspection", asset_id=desk.company.chiller.id, quantity=2, unit="h")
    desk.store.run("setup", add_line, made, line)
    cover = CoverDraft("Labour", Treatment.INCLUDED, kind=LineKind.HOUR, cap_unit=CapUnit.HOURS, cap_limit=10)
    desk.store.run("setup", add_cover, made, cover)
    extra = AgreementLineDraft(LineKind.HOUR, "Water check")
    otherwise = AmendmentDraft(date(2026, 6, 1), "Water, too", new_lines=(extra,))
    desk.store.run("setup", amend, made, agreement(desk, made).version, otherwise)
    return made


@pytest.fixture
def open_ended(desk: ServiceDesk) -> int:
    """Holds until further notice."""
    return desk.store.run("setup", create_agreement, desk.company.clinic.id, AgreementDraft("Basic", date(2025, 1, 1)))
