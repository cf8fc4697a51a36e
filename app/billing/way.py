"""The way from done work to money, in four tabs: which is shown, what is chosen there, what can be done with it."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QTabWidget

from app.billing.bills import BillsTab
from app.billing.presenter import Tab
from app.billing.tabs import FeePostingsTab, PilesTab, PostingsTab, ReadyTab
from app.shared.kit import Kit
from app.shared.table import RowTable
from domain.language import tr


class BillingTabs(QTabWidget):
    """What is ready to post, what waits to be invoiced, invoices, postings of orders and of fees."""

    def __init__(self, kit: Kit, until: date, since: date) -> None:
        super().__init__()
        self.ready = ReadyTab(kit)
        self.piles = PilesTab(kit, until)
        self.bills = BillsTab(kit)
        self.postings = PostingsTab(kit, since)
        self.fee_postings = FeePostingsTab(kit, since)
        self.setDocumentMode(True)
        self.addTab(self.ready, tr("Ready to post"))
        self.addTab(self.piles, tr("To be invoiced"))
        self.addTab(self.bills, tr("Invoices"))
        self.addTab(self.postings, tr("Postings"))
        self.addTab(self.fee_postings, tr("Postings of fees"))

    def shown(self) -> Tab:
        """The tab in front."""
        return Tab(self.currentIndex())

    def tables(self) -> tuple[RowTable[Any], ...]:
        """The list of each tab."""
        return self.ready.table, self.piles.table, self.bills.table, self.postings.table, self.fee_postings.table

    def order_id(self) -> int | None:
        """The order behind what is chosen."""
        if self.shown() is Tab.READY:
            return row.id if (row := self.ready.table.chosen()) else None
        if self.shown() is Tab.BILLS:
            return line.order_id if (line := self.bills.lines.chosen()) else None
        posting = self.postings.table.chosen() if self.shown() is Tab.POSTINGS else None
        return posting.order_id if posting else None

    def subscription_id(self) -> int | None:
        """The subscription behind the chosen line of a bill, or the chosen entry."""
        if self.shown() is Tab.FEE_POSTINGS:
            return row.subscription_id if (row := self.fee_postings.table.chosen()) else None
        line = self.bills.lines.chosen() if self.shown() is Tab.BILLS else None
        return line.subscription_id if line else None

    def can_post(self) -> bool:
        return self.shown() is Tab.READY and bool(self.ready.table.selected())

    def can_propose(self) -> bool:
        return self.shown() is Tab.PILES and bool(self.piles.table.selected())

    def has_bill(self) -> bool:
        return self.shown() is Tab.BILLS and self.bills.detail() is not None

    def can_issue(self) -> bool:
        return self.shown() is Tab.BILLS and any(map(self.bills.is_open, self.bills.table.selected()))

    def is_proposal(self) -> bool:
        return self.has_bill() and self.bills.is_proposal()

    def can_remove(self) -> bool:
        return self.is_proposal() and bool(self.bills.lines.selected())

    def can_credit(self) -> bool:
        return self.has_bill() and self.bills.can_credit()

    def can_credit_lines(self) -> bool:
        return self.has_bill() and bool(self.bills.creditable())

    def can_counter_post(self) -> bool:
        row = self.postings.table.chosen() if self.shown() is Tab.POSTINGS else None
        return row is not None and not row.reverses and not row.reversed_by

    def has_order(self) -> bool:
        return self.order_id() is not None

    def has_subscription(self) -> bool:
        return self.subscription_id() is not None
