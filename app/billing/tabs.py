"""The tabs of billing: what can be posted, what can be billed, and postings."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from app.billing.fee_table import fee_entry_columns
from app.billing.rows import Entry, Pile, Ready, Result
from app.billing.table import entry_columns, pile_columns, posting_columns, ready_columns, result_columns
from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.billing.fee_posting_queries import FeeEntry
from domain.billing.posting_queries import PostingRow
from domain.language import tr

RESULTS_HEIGHT = 170


class ReadyTab(QWidget):
    """Orders whose lines can be posted; below them what became of those that were."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.table: RowTable[Ready] = RowTable(ready_columns(kit.times), kit, "billing_ready", tr("Ready to post"))
        self.table.set_empty(
            tr("Nothing is ready to post"),
            tr("Orders stand here once their stage allows posting, and once they are signed off where that is asked."),
            "banknote",
        )
        NarrowColumns(self.table, {"signed": 760, "stage": 640})
        self.results: RowTable[Result] = RowTable(result_columns(), kit, "billing_results", tr("What became of them"))
        self.results.setFixedHeight(RESULTS_HEIGHT)
        self._results_title = label(tr("What became of them"), "section")
        self._results_title.setContentsMargins(16, 8, 16, 4)
        whole = column(self)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._results_title)
        whole.addWidget(self.results)
        self.show_results(())

    @Slot(object)
    def show_results(self, results: Sequence[Result]) -> None:
        self.results.set_rows(results, mark=False)
        self.results.setVisible(bool(results))
        self._results_title.setVisible(bool(results))


class PilesTab(QWidget):
    """What waits to be billed, by customer and agreement, up to a day."""

    until_chosen = Signal(object)

    def __init__(self, kit: Kit, until: date) -> None:
        super().__init__()
        self.table: RowTable[Pile] = RowTable(pile_columns(kit.times), kit, "billing_piles", tr("To be invoiced"))
        self.table.set_empty(
            tr("Nothing waits to be invoiced"),
            tr("Posted lines that are charged, and open fees of subscriptions, stand here until they are invoiced."),
            "receipt",
        )
        self.until = _day_edit(until, tr("Work and fees up to"))
        self._theme = kit.theme
        self._head = _head(tr("Work and fees up to"), self.until)
        whole = column(self)
        whole.addLayout(self._head)
        whole.addWidget(self.table, 1)
        self.until.dateChanged.connect(self._on_date)

    def set_action(self, bound: BoundAction) -> None:
        """What is done with what waits."""
        self._head.addWidget(ActionButton(bound, self._theme, primary=True))

    @Slot()
    def _on_date(self) -> None:
        self.until_chosen.emit(to_plain(self.until.date()))


class PostingsTab(QWidget):
    """Postings since a day, and the entries of the chosen one."""

    since_chosen = Signal(object)

    def __init__(self, kit: Kit, since: date) -> None:
        super().__init__()
        self.table: RowTable[PostingRow] = RowTable(posting_columns(kit.times), kit, "billing_postings", tr("Postings"))
        self.table.set_empty(
            tr("No postings"), tr("What is posted stands here, debit and credit side by side."), "banknote"
        )
        NarrowColumns(self.table, {"by": 560, "on": 480})
        self.entries: RowTable[Entry] = RowTable(entry_columns(kit.times), kit, "billing_entries", tr("Entries"))
        self.entries.set_empty(tr("No posting chosen"), tr("Choose one to see its entries."), "banknote")
        self.since = _day_edit(since, tr("Since"))
        self._theme = kit.theme
        self._head = _head(tr("Since"), self.since)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.entries)
        splitter.setSizes([560, 440])
        whole = column(self)
        whole.addLayout(self._head)
        whole.addWidget(splitter, 1)
        self.since.dateChanged.connect(self._on_date)
        self.table.row_chosen.connect(self._on_chosen)

    @Slot(object)
    def _on_chosen(self, row: PostingRow | None) -> None:
        entries = row.entries if row else ()
        currency = row.currency if row else ""
        self.entries.set_rows([Entry(at, entry, currency) for at, entry in enumerate(entries)], mark=False)

    def set_action(self, bound: BoundAction) -> None:
        """What is done with a posting."""
        self._head.addWidget(ActionButton(bound, self._theme))

    @Slot()
    def _on_date(self) -> None:
        self.since_chosen.emit(to_plain(self.since.date()))


class FeePostingsTab(QWidget):
    """What fees have booked since a day: invoiced, earned, taken back, credited."""

    since_chosen = Signal(object)

    def __init__(self, kit: Kit, since: date) -> None:
        super().__init__()
        title = tr("Postings of fees")
        self.table: RowTable[FeeEntry] = RowTable(fee_entry_columns(kit.times), kit, "billing_fee_postings", title)
        self.table.set_empty(
            tr("No postings"), tr("What fees book stands here: invoiced, earned, credited."), "banknote"
        )
        NarrowColumns(self.table, {"by": 1280, "invoice": 1180, "number": 1060, "days": 920, "on": 640})
        self.since = _day_edit(since, tr("Since"))
        whole = column(self)
        whole.addLayout(_head(tr("Since"), self.since))
        whole.addWidget(self.table, 1)
        self.since.dateChanged.connect(self._on_date)

    @Slot()
    def _on_date(self) -> None:
        self.since_chosen.emit(to_plain(self.since.date()))


def _head(words: str, edit: CalmDate) -> QHBoxLayout:
    line = row(margins=(16, 8, 16, 8), spacing=8)
    line.addWidget(label(words, "muted"))
    line.addWidget(edit)
    line.addStretch(1)
    return line


def _day_edit(day: date, name: str) -> CalmDate:
    edit = CalmDate()
    edit.setCalendarPopup(True)
    edit.setAccessibleName(name)
    edit.setDate(to_qt(day))
    return edit
