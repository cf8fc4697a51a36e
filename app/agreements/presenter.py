"""Loads the list of agreements page by page, and the one that is looked at; holds no widgets."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.agreements.listing import AT_ONCE, Shown
from domain.agreements.notice_due import notices_due
from domain.reporting.agreement_overview import AgreementOverview, AgreementPage, agreement_overview, agreement_page

SUBJECTS = (
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


class AgreementsPresenter(QObject):
    """Says what list and detail show."""

    loaded = Signal(object, bool)
    """An `AgreementPage`, and whether it answers the question asked before: then what differs in it is news."""
    agreement_loaded = Signal(object)
    """An `AgreementOverview`, or None when the agreement is gone."""
    loading = Signal(bool)
    failed = Signal(str)
    """Why something could not be loaded."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._times = kit.times
        self._words = ""
        self._asked = Shown.ALL
        self._limit = AT_ONCE
        self._answered = False
        self._shown: int | None = None
        self._as_of: date | None = None
        self._listing = Latest(kit.tasks, self)
        self._looking = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    @property
    def today(self) -> date:
        """The day on which everything stands as it is shown."""
        return self._times.local(self._times.now()).date()

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self._answered = False
            self.load()
            self.look_at(self._shown)

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the agreements in which every word is found."""
        self._words, self._limit, self._answered = words, AT_ONCE, False
        self.load()

    def ask(self, shown: Shown) -> None:
        """From the next time on, read those that stand so."""
        self._asked, self._limit, self._answered = shown, AT_ONCE, False

    @Slot()
    def more(self) -> None:
        """Show further agreements below those that are shown."""
        self._limit += AT_ONCE
        self._answered = False
        self.load()

    @Slot()
    def load(self) -> None:
        """Read all that is shown anew."""
        self.loading.emit(True)
        read = partial(self._read_list, self.today, self._asked, self._words, self._limit)
        self._listing.run(read, self._on_loaded, self._on_failed)

    @Slot(object)
    def show_as_of(self, day: date | None) -> None:
        """Show lines and cover as they were agreed on a day, or, with None, all there ever were."""
        self._as_of = day
        self.look_at(self._shown)

    def look_at(self, agreement_id: int | None) -> None:
        """Load one agreement, and keep it fresh."""
        self._shown = agreement_id
        self._looking.drop()
        if agreement_id is not None:
            read = partial(self._read_agreement, agreement_id, self.today, self._as_of)
            self._looking.run(read, self._on_agreement, self._on_failed)

    @Slot()
    def refresh(self) -> None:
        """Read the one that is looked at anew."""
        self.look_at(self._shown)

    def notices_due(self, session: Session) -> int:
        """How many agreements there are for which something has to be decided soon."""
        return notices_due(session, self.today)

    def _read_list(self, on: date, shown: Shown, words: str, limit: int) -> AgreementPage:
        with self._desk.store.read() as session:
            return agreement_page(session, on, shown=shown, words=words, limit=limit)

    def _read_agreement(self, agreement_id: int, on: date, as_of: date | None) -> AgreementOverview | None:
        with self._desk.store.read() as session:
            return agreement_overview(session, agreement_id, on, as_of=as_of)

    def _on_loaded(self, page: AgreementPage) -> None:
        self.loading.emit(False)
        self.loaded.emit(page, self._answered)
        self._answered = True

    def _on_agreement(self, found: AgreementOverview | None) -> None:
        self.agreement_loaded.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.loading.emit(False)
        self.failed.emit(str(error))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
        self.look_at(self._shown)
