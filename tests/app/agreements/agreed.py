"""What tests ask about the page of agreements and what was kept."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel

from app.agreements.view import AgreementsPage
from domain.agreements.detail import AgreementDetail, agreement_detail
from tests.support.service_desk import ServiceDesk

Show = Callable[[], AgreementsPage]
TODAY = date(2026, 3, 2)
"""That of the desk."""


def agreement(desk: ServiceDesk, agreement_id: int) -> AgreementDetail:
    with desk.store.read() as session:
        found = agreement_detail(session, agreement_id, TODAY)
        assert found
        return found


def names(page: AgreementsPage) -> list[str]:
    return [row.name for row in page.table.rows()]


def marks(page: AgreementsPage) -> list[str]:
    at = [column.name for column in page.table.row_model().columns].index("standing")
    return [page.table.row_model().columns[at].text(row) for row in page.table.rows()]


def told(page: AgreementsPage) -> str:
    return " | ".join(each.text() for each in page.detail.records.facts.findChildren(QLabel))
