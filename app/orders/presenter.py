"""Loads the list of orders and follows it live; holds no widgets."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.orders.queries import StageChoice, stages
from domain.reporting import order_list
from domain.reporting.order_list import PAGE, OrderPage, OrderSearch

SUBJECTS = ("order", "booking", "stage")
BADGE_MS = 1000


class OrdersPresenter(QObject):
    """What the list of orders knows and decides."""

    loaded = Signal(object, bool)
    """An `OrderPage`, and whether it answers the question asked before: then what differs in it is news."""
    stages_loaded = Signal(object)
    """All stages."""
    late_changed = Signal(int)
    """How many open orders are late."""
    loading = Signal(bool)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._search = OrderSearch()
        self._page = OrderPage((), 0)
        self._continued: OrderPage | None = None
        self._answered = False
        self._list = Latest(kit.tasks)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)
        self._badge = Follower(kit.changes, ("order",), self._on_any_touched, self, interval_ms=BADGE_MS)
        self._badge.set_visible(True)
        self.count()

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        if visible:
            self._answered = False
            self.load()
            self._kit.tasks.run(self._read_stages, self._on_stages)
        self._follower.set_visible(visible)

    def ask(self, search: OrderSearch) -> None:
        """Show what `search` asks for from now on."""
        self._search = replace(search, user=self._desk.user)
        self._answered = False
        self.load()

    @Slot()
    def more(self) -> None:
        """Show further orders below those that are shown."""
        if self._page.following is not None and self._page is not self._continued:
            self._continued, self._answered = self._page, False
            self.loading.emit(True)
            self._list.run(partial(self._read_more, self._search, self._page), self._on_loaded)
            self._search = replace(self._search, limit=self._search.limit + PAGE)

    @Slot()
    def load(self) -> None:
        """Read all that is shown anew."""
        self.loading.emit(True)
        self._list.run(partial(self._read_list, self._search), self._on_loaded)

    def count(self) -> None:
        """Count the orders that are late."""
        self._kit.tasks.run(self._read_late, self._on_late)

    def _read_late(self) -> int:
        with self._desk.store.read() as session:
            return order_list.late(session, self._kit.times.now())

    @Slot(int)
    def _on_late(self, late: int) -> None:
        self.late_changed.emit(late)

    def _on_any_touched(self, _touched: Touched) -> None:
        self.count()

    def _read_list(self, search: OrderSearch) -> OrderPage:
        with self._desk.store.read() as session:
            return order_list.orders(session, search, self._kit.times.now())

    def _read_more(self, search: OrderSearch, shown: OrderPage) -> OrderPage:
        with self._desk.store.read() as session:
            page = order_list.further(session, replace(search, limit=PAGE), self._kit.times.now(), shown.following)
        known = {row.id for row in shown.rows}
        rows = (*shown.rows, *(row for row in page.rows if row.id not in known))
        at_least = shown.at_least and page.following is not None
        return OrderPage(rows, max(shown.total, len(rows)), page.following, at_least)

    @Slot(object)
    def _on_loaded(self, page: OrderPage) -> None:
        self._page = page
        self.loading.emit(False)
        self.loaded.emit(page, self._answered)
        self._answered = True

    def _read_stages(self) -> list[StageChoice]:
        with self._desk.store.read() as session:
            return stages(session)

    @Slot(object)
    def _on_stages(self, found: list[StageChoice]) -> None:
        self.stages_loaded.emit(found)

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
