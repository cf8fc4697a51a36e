"""The page of orders."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.orders.bulk import BulkDeeds
from app.orders.bulk_bar import BulkBar
from app.orders.detail import OrderDetailPane
from app.orders.list_views import IN_CONTEXT, view_actions
from app.orders.new_order import NewOrderDialog
from app.orders.opening import OpeningPresenter
from app.orders.page_actions import orders_actions
from app.orders.presenter import OrdersPresenter
from app.orders.sentence import DEFAULT, asked, filters, stage_choices
from app.orders.table import LEAST, order_columns
from app.shared.actions import Action, grouped
from app.shared.desk import Desk
from app.shared.filters import Chosen
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Notice
from app.shared.more_bar import MoreBar
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable
from domain.language import tr
from domain.orders.queries import StageChoice
from domain.reporting.order_list import OrderPage
from domain.reporting.order_rows import OrderRow
from domain.reporting.order_sorting import SortKey
from domain.reporting.order_standing import Standing

FILTERS_KEY = "pages/orders/filters"
SEARCH_PAUSE_MS = 40
DETAIL_SHARE = 28


class OrdersPage(Page):
    """The list of orders, and one order beside it."""

    key = "orders"
    icon = "clipboard-list"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.presenter = OrdersPresenter(kit, desk, self)
        self.opening = OpeningPresenter(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, filters())
        self.table: RowTable[OrderRow] = RowTable(order_columns(kit.times), kit, self.key, self.title)
        self.bulk = BulkBar(kit, BulkDeeds(kit, desk, self), self.table)
        self.detail = OrderDetailPane(kit, desk)
        self.more = MoreBar(kit)
        self._words = ""
        self._wanted: int | None = None
        self._arrange()
        self._connect()
        if kit.memory.data(FILTERS_KEY) is None:
            self.frame.filters.choose(DEFAULT)
        self._ask()

    @property
    def title(self) -> str:
        return tr("Orders")

    @cached_property
    def new_order(self) -> NewOrderDialog:
        """The form of a new order, made when the first is asked for."""
        made = NewOrderDialog(self.opening, self.kit, self)
        made.opened.connect(self._on_order_opened)
        made.order_asked.connect(self.show_record)
        made.missing.connect(self._on_missing)
        return made

    def page_actions(self) -> Sequence[Action]:
        return (
            *orders_actions(self),
            *self.detail.actions_of_order(),
            *grouped(tr("Chosen orders"), self.bulk.actions_for_many()),
            *grouped(tr("Views"), view_actions(self.show_view)),
        )

    def set_order_alone(self, alone: bool) -> None:
        """Let the order have the whole page, or stand beside the list again."""
        self.frame.set_detail_alone(alone)
        (self.detail.tabs.tabBar() if alone else self.table).setFocus()
        self.refresh_actions()

    @Slot()
    def toggle_order_alone(self) -> None:
        self.set_order_alone(not self.frame.is_detail_alone())

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)
        self.detail.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show an order, in the list where the filters let it in, beside it in any case."""
        self._wanted = record_id
        if not self.table.choose(record_id):
            self.table.clearSelection()
        self.detail.look(record_id)

    def begin_record(self, about_id: int | None) -> None:
        """Ask for what a new order needs; it is about an asset."""
        self.new_order.begin(about_id)

    def record_shown(self) -> int | None:
        return self.detail.shown.id if self.detail.shown else None

    def step_back(self) -> bool:
        """Show the list again, clear the search, then go back to what is open."""
        if self.frame.is_detail_alone():
            self.set_order_alone(False)
            return True
        if self.frame.search.reset():
            return True
        before = self.frame.filters.chosen()
        self.frame.filters.choose(DEFAULT)
        return self.frame.filters.chosen() != before

    def show_view(self, standing: Standing | None) -> None:
        """Show the orders of one view, whatever was searched before."""
        if self.frame.is_detail_alone():
            self.set_order_alone(False)
        self.frame.search.reset()
        self.frame.filters.choose({} if standing is None else {"standing": [standing.value]})

    @Slot()
    def new_order_asked(self) -> None:
        self.new_order.begin()

    @Slot()
    def detail_edit(self) -> None:
        self.detail.edit()

    def show_on_board(self) -> None:
        self.detail.show_on_board()

    def is_order_alone(self) -> bool:
        return self.frame.is_detail_alone()

    def has_order(self) -> bool:
        return self.detail.shown is not None

    def may_change(self) -> bool:
        return self.detail.may_change()

    def _arrange(self) -> None:
        bound = self.bound_actions()
        self.frame.set_actions([bound["orders_new"]], primary="orders_new")
        self.detail.offer_actions(bound)
        self.frame.set_list(self._list())
        self.frame.set_detail(self.detail, DETAIL_SHARE)
        NarrowColumns(self.table, LEAST)
        self.table.let_go()
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions([bound[name] for name in IN_CONTEXT])
        self.table.set_empty(
            tr("No orders here"),
            tr("Orders come from alerts, and from calls: press N for a new one. Esc shows all open orders again."),
            "clipboard-list",
        )
        self.frame.search.set_pause(SEARCH_PAUSE_MS)
        self.set_frame(self.frame)

    def _list(self) -> QWidget:
        whole = QWidget()
        layout = column(whole)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.bulk)
        return whole

    def _connect(self) -> None:
        presenter, detail = self.presenter, self.detail
        presenter.loaded.connect(self._on_loaded)
        presenter.stages_loaded.connect(self._on_stages)
        presenter.late_changed.connect(self.badge_changed)
        presenter.loading.connect(self.frame.set_loading)
        detail.notice_asked.connect(self.notice_asked)
        detail.link_asked.connect(self.open_asked)
        detail.shown_changed.connect(self.refresh_actions)
        self.opening.told.connect(self.notice_asked)
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        self.more.more_asked.connect(presenter.more)
        self.bulk.changed.connect(self.refresh_actions)
        self.bulk.told.connect(self.notice_asked)

    def _ask(self) -> None:
        header = self.table.horizontalHeader()
        at = header.sortIndicatorSection()
        names = [column.name for column in self.table.row_model().columns]
        sort = SortKey(names[at]) if 0 <= at < len(names) else None
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.presenter.ask(asked(self._words, self.frame.filters.chosen(), sort, descending=descending))

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._words = words
        self._ask()

    @Slot(object)
    def _on_filtered(self, _chosen: Chosen) -> None:
        self._ask()

    @Slot(int, Qt.SortOrder)
    def _on_sorted(self, _section: int, _order: Any) -> None:
        self._ask()

    @Slot(object, bool)
    def _on_loaded(self, page: OrderPage, again: bool) -> None:
        self.table.set_rows(page.rows, mark=again)
        self.more.show_page(page)
        self.frame.set_count(self.more.total_of(page))
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None

    @Slot(object)
    def _on_stages(self, stages: list[StageChoice]) -> None:
        self.frame.filters.offer("stage", stage_choices(stages))

    @Slot(object)
    def _on_chosen(self, chosen: OrderRow | None) -> None:
        # An order that leaves the list, as one that was just closed leaves the open ones, stays beside it.
        if chosen is not None:
            self._wanted = None
            self.detail.look(chosen.id)

    @Slot(object)
    def _on_opened(self, _row: OrderRow) -> None:
        self.set_order_alone(True)

    @Slot(str)
    def _on_missing(self, page: str) -> None:
        self.begin(page, None)

    @Slot(int, str)
    def _on_order_opened(self, order_id: int, number: str) -> None:
        self.say(Notice(tr("Order {number} opened.", number=number)))
        self.presenter.load()
        self.show_record(order_id)
