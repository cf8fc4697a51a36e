"""The page of billing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton

from app.billing.actions import billing_actions
from app.billing.deeds import BillingDeeds
from app.billing.presenter import BillingPresenter, Tab
from app.billing.sentence import filters
from app.billing.taking_back import TakingBack
from app.billing.way import BillingTabs
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.page import Page
from app.shared.papers.preview import PreviewDialog, open_preview
from domain.documents.sheets import Sheet
from domain.language import tr


class BillingPage(Page):
    """From done work to money."""

    key = "billing"
    icon = "receipt"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.presenter = BillingPresenter(kit, desk, self)
        self.deeds = BillingDeeds(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, filters())
        self.tabs = BillingTabs(kit, self.presenter.until, self.presenter.since)
        self.ready, self.piles = self.tabs.ready, self.tabs.piles
        self.bills, self.postings = self.tabs.bills, self.tabs.postings
        self.taking_back = TakingBack(self.deeds, self)
        self.paper: PreviewDialog | None = None
        self._words = ""
        self._rows: dict[int, Sequence[Any]] = {}
        self._wanted: int | None = None
        self._arrange()
        self._connect()
        self._on_filtered(self.frame.filters.chosen())

    @property
    def title(self) -> str:
        return tr("Invoicing")

    def page_actions(self) -> Sequence[Action]:
        return billing_actions(self, self.tabs)

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show a bill."""
        self._wanted = record_id
        self.tabs.setCurrentIndex(Tab.BILLS)
        self.presenter.show_tab(Tab.BILLS)

    def record_shown(self) -> int | None:
        detail = self.bills.detail()
        return detail.head.id if detail and self.tabs.shown() is Tab.BILLS else None

    def post(self) -> None:
        self.deeds.post(self.ready.table.selected())

    def propose(self) -> None:
        self.deeds.propose(self.piles.table.selected(), self.presenter.until)

    def issue(self) -> None:
        """Issue the proposals that are selected; the one that is shown as it was looked through."""
        shown = self.bills.detail()
        versions = {row.id: row.version for row in self.bills.table.selected() if self.bills.is_open(row)}
        if shown is not None and shown.head.id in versions:
            versions[shown.head.id] = shown.head.version
        self.deeds.issue(list(versions.items()))

    def preview(self) -> None:
        if (detail := self.bills.detail()) is not None:
            self.deeds.preview(detail.head.id)

    def remove_lines(self) -> None:
        self.deeds.remove_lines([line.id for line in self.bills.lines.selected()])

    def drop(self) -> None:
        if (detail := self.bills.detail()) is not None:
            self.deeds.drop(detail.head.id)

    def credit(self) -> None:
        """Ask why, then take the invoice back."""
        if (detail := self.bills.detail()) is not None:
            self.taking_back.credit(detail.head)

    def credit_lines(self) -> None:
        """Ask why, then take the selected lines back."""
        if (detail := self.bills.detail()) is not None:
            self.taking_back.credit_lines(detail.head, self.bills.creditable())

    def counter_post(self) -> None:
        """Ask why, then take the posting back."""
        if (row := self.postings.table.chosen()) is not None:
            self.taking_back.counter_post(row)

    def open_order(self) -> None:
        if (order_id := self.tabs.order_id()) is not None:
            self.go("orders", order_id)

    def open_subscription(self) -> None:
        if (subscription_id := self.tabs.subscription_id()) is not None:
            self.go("subscriptions", subscription_id)

    def step(self, by: int) -> None:
        """Go to the next tab, and to its list."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.tabs.tables()[self.tabs.shown()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        keep = self.frame.filters.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.frame.filters.setSizePolicy(keep)
        self.frame.filters.hide()
        bound = self.bound_actions()
        self.frame.set_actions([bound["billing_order"], bound["billing_post"]], primary="billing_post")
        self._post_button = self.frame.findChild(QPushButton, "button_billing_post") or QPushButton()
        self.piles.set_action(bound["billing_propose"])
        self.postings.set_action(bound["billing_counter"])
        self.bills.set_actions(bound)
        self.frame.set_list(self.tabs)
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.bill_loaded.connect(self._on_bill)
        self.deeds.told.connect(self.notice_asked)
        self.deeds.posted.connect(self._on_posted)
        self.deeds.proposed.connect(self._on_proposed)
        self.deeds.issued.connect(self._on_changed)
        self.deeds.taken_back.connect(self._on_changed)
        self.deeds.sheet_made.connect(self._on_sheet)
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)
        self.tabs.currentChanged.connect(self._on_tab)
        self.bills.chosen.connect(self.presenter.look)
        self.piles.until_chosen.connect(self.presenter.bill_until)
        self.postings.since_chosen.connect(self.presenter.post_since)
        self.tabs.fee_postings.since_chosen.connect(self.presenter.post_fees_since)
        self.tabs.fee_postings.table.row_opened.connect(self.open_subscription)
        self.ready.table.row_opened.connect(self.open_order)
        self.bills.lines.row_opened.connect(self._on_line_opened)
        for table in (*self.tabs.tables(), self.bills.lines):
            table.selection_changed.connect(self.refresh_actions)
            table.row_chosen.connect(self.refresh_actions)

    def _show_rows(self, tab: Tab) -> None:
        table = self.tabs.tables()[tab]
        rows = self._rows.get(tab, ())
        words = "" if tab is Tab.BILLS else self._words.casefold()
        columns = table.row_model().columns if words else ()
        found = [row for row in rows if not words or any(words in each.text(row).casefold() for each in columns)]
        table.set_rows(found)
        if tab is self.tabs.shown():
            self.frame.set_count(self.kit.times.number(len(table.rows())))
        if tab is Tab.BILLS and self._wanted is not None and table.choose(self._wanted):
            self._wanted = None
        self.refresh_actions()

    @Slot(int, object)
    def _on_loaded(self, tab: int, rows: Sequence[Any]) -> None:
        self._rows[tab] = rows
        self._show_rows(Tab(tab))

    @Slot(object)
    def _on_bill(self, detail: Any) -> None:
        self.bills.show_bill(detail)
        self.refresh_actions()

    @Slot(object)
    def _on_posted(self, results: Any) -> None:
        self.ready.show_results(results)
        self.presenter.load()

    @Slot(object)
    def _on_proposed(self, ids: list[int]) -> None:
        self.frame.filters.choose({})
        self.show_record(ids[0])

    @Slot()
    def _on_line_opened(self) -> None:
        self.open_order()
        self.open_subscription()

    @Slot()
    def _on_changed(self) -> None:
        self.presenter.load()
        self.presenter.look(self.record_shown())

    @Slot(object)
    def _on_sheet(self, sheet: Sheet) -> None:
        self.paper = open_preview(self, self.kit, sheet)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._words = words
        self.presenter.ask(words, self.frame.filters.chosen()["status"])
        self._show_rows(self.tabs.shown())

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self.presenter.ask(self._words, chosen["status"])

    @Slot()
    def _on_tab(self) -> None:
        self.frame.filters.setVisible(self.tabs.shown() is Tab.BILLS)
        self._post_button.setVisible(self.tabs.shown() is Tab.READY)
        self.presenter.show_tab(self.tabs.shown())
        self.refresh_actions()
