"""Loads what the tabs of billing show and follows it live; holds no widgets."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from app.billing.rows import PileIds, Ready
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.billing.fee_posting_queries import latest_fee_entries
from domain.billing.model import InvoiceStatus
from domain.billing.posting_queries import journal, ready_to_post
from domain.billing.queries import InvoiceDetail, invoice, invoices
from domain.billing.what_waits import billable

SUBJECTS = ("order", "order line", "posting", "invoice", "invoice line", "fee", "fee posting", "parameter", "stage")
JOURNAL_DAYS = 31


class Tab(IntEnum):
    """What the page shows, from left to right."""

    READY = 0
    PILES = 1
    BILLS = 2
    POSTINGS = 3
    FEE_POSTINGS = 4


class BillingPresenter(QObject):
    """Knows what is to be seen of each tab."""

    loaded = Signal(int, object)
    """A `Tab` and its rows."""
    bill_loaded = Signal(object)
    """An `InvoiceDetail`, or None."""
    loading = Signal(bool)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._tab = Tab.READY
        self._words = ""
        self._statuses: frozenset[InvoiceStatus] = frozenset()
        self._bill: int | None = None
        self._pile_ids = PileIds()
        today = kit.times.local(kit.times.now()).date()
        self.until = today
        self.since = today - timedelta(days=JOURNAL_DAYS)
        self._fees_since = self.since
        self._list = Latest(kit.tasks, self)
        self._detail = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self.load()

    def show_tab(self, tab: Tab) -> None:
        """Load this tab from now on."""
        self._tab = tab
        self.load()

    def ask(self, words: str, statuses: frozenset[str]) -> None:
        """What bills are wanted: by words, and by the values of their states."""
        self._words, self._statuses = words, frozenset(InvoiceStatus(value) for value in statuses)
        if self._tab is Tab.BILLS:
            self.load()

    def bill_until(self, day: date) -> None:
        """Up to which day of work is billed."""
        self.until = day
        self.load()

    def post_since(self, day: date) -> None:
        """From which day on postings are shown."""
        self.since = day
        self.load()

    def post_fees_since(self, day: date) -> None:
        """From which day on postings of fees are shown."""
        self._fees_since = day
        self.load()

    def look(self, invoice_id: int | None) -> None:
        """Load one bill for the detail."""
        self._bill = invoice_id
        if invoice_id is None:
            self._detail.drop()
            self.bill_loaded.emit(None)
        else:
            self._detail.run(partial(self._read, partial(_bill, invoice_id)), self._on_bill)

    @Slot()
    def load(self) -> None:
        self.loading.emit(True)
        tab = self._tab
        self._list.run(partial(self._read, self._query(tab)), partial(self._on_loaded, tab))

    def _query(self, tab: Tab) -> Callable[[Session], Sequence[Any]]:
        queries: dict[Tab, Callable[[Session], Sequence[Any]]] = {
            Tab.READY: _ready,
            Tab.PILES: partial(_piles, self._pile_ids, self.until),
            Tab.BILLS: partial(invoices, statuses=self._statuses, words=self._words),
            Tab.POSTINGS: partial(_postings, self.since),
            Tab.FEE_POSTINGS: partial(latest_fee_entries, since=self._fees_since),
        }
        return queries[tab]

    def _read(self, query: Callable[[Session], Any]) -> Any:
        with self._desk.store.read() as session:
            return query(session)

    def _on_loaded(self, tab: Tab, rows: Sequence[Any]) -> None:
        self.loading.emit(False)
        self.loaded.emit(tab, rows)

    def _on_bill(self, detail: InvoiceDetail | None) -> None:
        self.bill_loaded.emit(detail)

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
        if self._bill is not None:
            self.look(self._bill)


def _ready(session: Session) -> list[Ready]:
    return [Ready(row.order_id, row) for row in ready_to_post(session)]


def _piles(ids: PileIds, until: date, session: Session) -> list[Any]:
    return [ids.named(row) for row in billable(session, until)]


def _bill(invoice_id: int, session: Session) -> InvoiceDetail | None:
    return invoice(session, invoice_id)


def _postings(since: date, session: Session) -> Sequence[Any]:
    return tuple(reversed(journal(session, since, date.max)))
