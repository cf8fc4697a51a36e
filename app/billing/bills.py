"""The tab of bills: the list, and one of them to look through."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.billing.table import TONES, bill_line_columns, invoice_columns
from app.shared.actions import BoundAction
from app.shared.chips import Chip
from app.shared.days import short_day
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.money import money, rate
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.billing.queries import BilledLine, InvoiceDetail, InvoiceRow
from domain.language import tr

DEEDS = (
    "billing_issue",
    "billing_preview",
    "billing_remove_line",
    "billing_drop",
    "billing_credit",
    "billing_credit_lines",
)


class BillsTab(QWidget):
    """Proposals, invoices and credit notes."""

    chosen = Signal(object)
    """The id of a bill, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._detail: InvoiceDetail | None = None
        self.table: RowTable[InvoiceRow] = RowTable(invoice_columns(kit.times), kit, "billing_bills", tr("Invoices"))
        self.table.set_empty(tr("No invoices"), tr("Propose some from what waits to be invoiced."), "receipt")
        NarrowColumns(self.table, {"due": 820, "issued": 680, "kind": 520})
        self.pane = DetailPane(kit, tr("No invoice chosen"), tr("Choose one to look it through."))
        self.lines: RowTable[BilledLine] = RowTable(bill_line_columns(kit.times), kit, "billing_lines", tr("Lines"))
        NarrowColumns(self.lines, {"kind": 680, "tax": 580, "price": 400})
        self.totals = label("", "strong")
        self.totals.setAlignment(Qt.AlignmentFlag.AlignRight)
        content = QWidget()
        inner = column(content)
        inner.addWidget(self.lines, 1)
        foot = column(margins=(16, 8, 16, 12))
        foot.addWidget(self.totals)
        inner.addLayout(foot)
        self.pane.add_tab(content, tr("Lines"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.pane)
        splitter.setSizes([510, 490])
        column(self).addWidget(splitter)
        self.table.row_chosen.connect(self._on_chosen)

    def set_actions(self, bound: Mapping[str, BoundAction]) -> None:
        self.pane.set_actions([bound[name] for name in DEEDS], primary="billing_issue")

    def detail(self) -> InvoiceDetail | None:
        """The bill that is shown."""
        return self._detail

    def is_proposal(self) -> bool:
        return self._detail is not None and self.is_open(self._detail.head)

    def is_open(self, row: InvoiceRow) -> bool:
        """Whether a bill can still be changed, and issued."""
        return row.status.value == "proposal"

    def can_credit(self) -> bool:
        head = self._detail.head if self._detail else None
        return head is not None and (head.status.value, head.kind.value) == ("issued", "invoice")

    def creditable(self) -> list[BilledLine]:
        """The selected lines, if they can be credited without the others."""
        return [line for line in self.lines.selected() if not line.credited] if self.can_credit() else []

    @Slot(object)
    def show_bill(self, detail: InvoiceDetail | None) -> None:
        self._detail = detail
        if detail is None:
            self.pane.show_nothing()
            return
        head = detail.head
        dates = (
            tr("issued {day}", day=short_day(head.issued_on)) if head.issued_on else "",
            tr("due {day}", day=short_day(head.due_on)) if head.due_on else "",
            tr("takes back {number}", number=head.credits) if head.credits else "",
            _credited(head) if head.credited_by else "",
        )
        below = " · ".join(filter(None, (detail.billed_name, head.agreement, *dates, head.remark)))
        heading = head.number or tr("Proposal for {customer}", customer=head.customer)
        self.pane.show_record(heading, below, [Chip(head.status.label, TONES[head.status.value], soft=True)])
        self.lines.set_rows(detail.lines)
        self.totals.setText(self._totals(detail))

    def _totals(self, detail: InvoiceDetail) -> str:
        times, head = self._kit.times, detail.head
        parts = [tr("Without tax {amount}", amount=money(head.net, head.currency, times))]
        for each in detail.rates:
            tax = money(each.tax, head.currency, times)
            parts.append(tr("{percent} tax {amount}", percent=rate(each.percent, times), amount=tax))
        total = tr("Total {amount}", amount=money(head.total, head.currency, times))
        return "\n".join((*parts, total))

    @Slot(object)
    def _on_chosen(self, row: InvoiceRow | None) -> None:
        self.chosen.emit(None if row is None else row.id)


def _credited(head: InvoiceRow) -> str:
    """By what it was taken back, and whether all of it."""
    if head.status.value == "credited":
        return tr("taken back by {number}", number=head.credited_by)
    return tr("taken back in part by {number}", number=head.credited_by)
