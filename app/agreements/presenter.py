"""Loads the list of agreements part by part, and the one that is looked at; holds no widgets."""

from datetime import date

from PySide6.QtCore import QObject, Slot
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.list_presenter import ListPresenter
from domain.agreements.listing import AT_ONCE, Shown
from domain.agreements.notice_due import notices_due
from domain.reporting.agreement_overview import AgreementOverview, AgreementPage, agreement_overview, agreement_page


class AgreementsPresenter(ListPresenter[Shown, AgreementPage, AgreementOverview]):
    """Asked for those that stand in one way; shows one as it was agreed on any day."""

    subjects = (
        "agreement",
        "agreement line",
        "cover",
        "amendment",
        "subscription",
        "fee",
        "customer",
        "order",
        "order line",
    )
    at_once = AT_ONCE

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(kit, desk, Shown.ALL, parent)
        self._as_of: date | None = None

    @Slot(object)
    def show_as_of(self, day: date | None) -> None:
        """Show lines and cover as they were agreed on a day, or, with None, all there ever were."""
        self._as_of = day
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the one that is looked at anew."""
        self.look_at(self._shown)

    def notices_due(self, session: Session) -> int:
        """How many agreements there are for which something has to be decided soon."""
        return notices_due(session, self.today)

    def read_list(self, session: Session, question: Shown, words: str, limit: int) -> AgreementPage:
        return agreement_page(session, self.today, shown=question, words=words, limit=limit)

    def read_record(self, session: Session, record_id: int) -> AgreementOverview | None:
        return agreement_overview(session, record_id, self.today, as_of=self._as_of)
