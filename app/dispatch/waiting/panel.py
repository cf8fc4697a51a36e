"""The pane of the orders that wait: searched, sifted, sorted, dragged onto the board or assigned by keyboard."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.dispatch.waiting.head import WaitingHead
from app.dispatch.waiting.list import ONLY, WaitingList
from app.dispatch.waiting.model import Key, WaitingModel, key_of
from app.dispatch.waiting.sifting import filters_of
from app.dispatch.waiting.sorting import Sorting
from app.dispatch.waiting.sorting import key_of as sorted_by
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import STRAIGHT, Travel


class UnassignedPanel(Pane):
    """The list with what stands above it, or the good news that nothing waits."""

    key = "waiting"
    icon = "inbox"

    current_changed = Signal(object)
    """The order now chosen, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._model = WaitingModel(kit.times)
        self._model.setParent(self)
        self.list = WaitingList(kit.theme, kit.times, self._model)
        self.head = WaitingHead(kit)
        self.search = self.head.search
        self._empty = EmptyState(kit.theme)
        self._stack = QStackedWidget()
        self._near: Place | None = None
        self._travel: Travel = STRAIGHT
        self._orders: Sequence[UnassignedOrder] = ()
        self._told: UnassignedOrder | None = None
        self._kept: tuple[tuple[UnassignedOrder, ...], UnassignedOrder | None] = ((), None)
        self._model.sift(self.head.chosen())
        self._sort()
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Unassigned")

    def show_plan(self, plan: Plan) -> None:
        self._travel = plan.terms.travel
        self.set_orders(plan.orders)

    def show_selected(self, booking: BoardBooking | None) -> None:
        near = None if booking is None else booking.need.place
        if near is not None and near != self._near:
            self._near = near
            if self.head.sorting() is Sorting.NEAR:
                self._anew()

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        return self.list.cancel() or self.head.reset()

    def set_orders(self, orders: Sequence[UnassignedOrder]) -> None:
        """Show these; those chosen stay chosen while they wait."""
        if orders is self._orders:
            return
        self._orders = orders
        self.head.offer(filters_of(orders))
        self._model.set_orders(orders)
        self._on_current()
        self._tell()

    def choose(self, order_id: int) -> bool:
        """Choose an order, out of the way whatever hides it; says whether it waits."""
        if self._model.waits(order_id) and not self._model.index_of(order_id).isValid():
            self.head.reset()
        index = self._model.index_of(order_id)
        if index.isValid():
            self.list.selectionModel().setCurrentIndex(index, ONLY)
            self.list.scrollTo(index)
        return index.isValid()

    @property
    def total(self) -> int:
        return self._model.total

    def _arrange(self) -> None:
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        whole = column(self)
        whole.addWidget(self.head)
        whole.addWidget(self._stack, 1)
        self.setMinimumWidth(260)

    def _connect(self) -> None:
        cards = self.list
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_entered)
        self.head.changed.connect(self._on_changed)
        cards.carry_began.connect(self.carry_began)
        cards.carried.connect(self.carried)
        cards.carry_dropped.connect(self.carry_dropped)
        cards.carry_cancelled.connect(self.carry_cancelled)
        cards.selectionModel().currentChanged.connect(self._on_current)
        self._model.going.connect(self._on_going)
        self._model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        self._model.modelReset.connect(self._on_reset)

    def _sort(self) -> None:
        self._model.sort_by(sorted_by(self.head.sorting(), self._near, self._travel))

    def _anew(self) -> None:
        """List them anew."""
        self._sort()
        self._model.sift(self.head.chosen())
        self._tell()

    def _tell(self) -> None:
        shown = self._model.rowCount()
        self.head.count.setText(str(shown) if shown == self.total else f"{shown}/{self.total}")
        if self.total:
            hint = tr("No order that waits has these words.")
            if self.head.chosen():
                hint = tr("No order that waits passes the filters. Esc clears them.")
            self._empty.tell(tr("Nothing found"), hint, "search")
        else:
            self._empty.tell(
                tr("Nothing waits"), tr("New orders appear here; drag them onto the board."), "circle-check"
            )
        self._stack.setCurrentIndex(0 if shown else 1)

    @Slot()
    def _on_current(self) -> None:
        if self.list.current is not self._told:
            self._told = self.list.current
            self.current_changed.emit(self._told)

    @Slot(object)
    def _on_going(self, keys: AbstractSet[Key]) -> None:
        """What is chosen gives way to nothing, not to its neighbour."""
        current = self.list.current
        if current is not None and key_of(current) in keys:
            self.list.selectionModel().clearCurrentIndex()

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        self._kept = self.list.chosen(), self.list.current

    @Slot()
    def _on_reset(self) -> None:
        """Those chosen stay chosen."""
        chosen, current = self._kept
        selection, how = self.list.selectionModel(), QItemSelectionModel.SelectionFlag
        for index in self._model.indexes_of(map(key_of, chosen)):
            selection.select(index, how.Select)
        for index in self._model.indexes_of([key_of(current)] if current is not None else []):
            selection.setCurrentIndex(index, how.NoUpdate)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._model.search(words)
        self._tell()

    @Slot()
    def _on_changed(self) -> None:
        self._anew()

    @Slot()
    def _on_entered(self) -> None:
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
