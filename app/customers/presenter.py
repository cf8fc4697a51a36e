"""Loads the list of customers page by page, and the one that is looked at; holds no widgets."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.reporting import customer_list
from domain.reporting.customer_detail import CustomerDetail, customer_detail
from domain.reporting.customer_list import PAGE, CustomerPage

SUBJECTS = ("customer", "site", "contact", "asset", "order", "agreement", "invoice", "posting")


class CustomersPresenter(QObject):
    """Says what list and detail show."""

    loaded = Signal(object, bool)
    """A `CustomerPage`, and whether it answers the question asked before: then what differs in it is news."""
    customer_loaded = Signal(object)
    """A `CustomerDetail`, or None when the customer is gone."""
    loading = Signal(bool)
    failed = Signal(str)
    """Why something could not be loaded."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = ""
        self._active = True
        self._limit = PAGE
        self._answered = False
        self._shown: int | None = None
        self._listing = Latest(kit.tasks, self)
        self._looking = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self._answered = False
            self.load()
            self.look_at(self._shown)

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the customers in which every word is found."""
        self._words, self._limit, self._answered = words, PAGE, False
        self.load()

    def ask_archived(self, archived: bool) -> None:
        """From the next time on, read those that are archived, or those in use."""
        self._active, self._limit, self._answered = not archived, PAGE, False

    @Slot()
    def more(self) -> None:
        """Show further customers below those that are shown."""
        self._limit += PAGE
        self._answered = False
        self.load()

    @Slot()
    def load(self) -> None:
        """Read all that is shown anew."""
        self.loading.emit(True)
        self._listing.run(
            partial(self._read_list, self._words, self._limit, self._active), self._on_loaded, self._on_failed
        )

    def look_at(self, customer_id: int | None) -> None:
        """Load one customer, and keep it fresh."""
        self._shown = customer_id
        self._looking.drop()
        if customer_id is not None:
            self._looking.run(partial(self._read_customer, customer_id), self._on_customer, self._on_failed)

    def _read_list(self, words: str, limit: int, active: bool) -> CustomerPage:
        with self._desk.store.read() as session:
            return customer_list.customers(session, words, active=active, limit=limit)

    def _read_customer(self, customer_id: int) -> CustomerDetail | None:
        with self._desk.store.read() as session:
            return customer_detail(session, customer_id)

    def _on_loaded(self, page: CustomerPage) -> None:
        self.loading.emit(False)
        self.loaded.emit(page, self._answered)
        self._answered = True

    def _on_customer(self, found: CustomerDetail | None) -> None:
        self.customer_loaded.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.loading.emit(False)
        self.failed.emit(str(error))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
        self.look_at(self._shown)
