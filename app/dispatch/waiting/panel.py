"""The list of orders that wait: searched, sorted by urgency, dragged onto the board or assigned by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget

from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.dispatch.waiting.cards import CardDelegate
from app.dispatch.waiting.model import WaitingModel
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.search import SearchField
from app.shared.theme import Theme
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder

DISTANCE = 6


class WaitingList(QListView):
    """The cards; tells when one is carried away with the mouse, wherever the pointer goes."""

    carry_began = Signal(object)
    """The orders in the hand, as a tuple of `UnassignedOrder`."""
    carried = Signal(QPoint, bool)
    """A place on the screen, and whether the quarter hours are left."""
    carry_dropped = Signal()
    carry_cancelled = Signal()
    assign_asked = Signal(object)

    def __init__(self, theme: Theme, times: Times, model: WaitingModel) -> None:
        super().__init__()
        self._orders = model
        self._pressed: tuple[QPoint, UnassignedOrder] | None = None
        self._carrying = False
        self.setModel(model)
        self.setItemDelegate(CardDelegate(theme, times, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr("Orders that wait for a technician"))

    @property
    def current(self) -> UnassignedOrder | None:
        """The order chosen."""
        return self._orders.order(self.currentIndex())

    def cancel(self) -> bool:
        """Put back what is carried; says whether there was anything."""
        had = self._let_go()
        if had:
            self.carry_cancelled.emit()
        return had

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        order = self._orders.order(self.indexAt(event.position().toPoint()))
        if event.button() is Qt.MouseButton.LeftButton and order is not None:
            self._pressed = (event.position().toPoint(), order)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        at, order = self._pressed
        if not self._carrying and (event.position().toPoint() - at).manhattanLength() >= DISTANCE:
            self._carrying = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carry_began.emit((order,))
        if self._carrying:
            free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.carried.emit(event.globalPosition().toPoint(), free)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._let_go():
            self.carry_dropped.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self.current is not None:
            self.assign_asked.emit(self.current)

    def _let_go(self) -> bool:
        had, self._carrying, self._pressed = self._carrying, False, None
        if had:
            self.viewport().unsetCursor()
        return had


class UnassignedPanel(Pane):
    """The list with its heading and its search, or the good news that nothing waits."""

    key = "waiting"
    icon = "inbox"

    current_changed = Signal(object)
    """The order now chosen, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._model = WaitingModel(kit.times)
        self._model.setParent(self)
        self.list = WaitingList(kit.theme, kit.times, self._model)
        self.search = SearchField(kit.theme)
        self._heading = label(tr("Unassigned"), "section")
        self._count = label("", "muted")
        self._empty = EmptyState(kit.theme)
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Unassigned")

    def show_plan(self, plan: Plan) -> None:
        self.set_orders(plan.orders)

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        return self.list.cancel() or self.search.reset()

    def set_orders(self, orders: Sequence[UnassignedOrder]) -> None:
        """Show these; the one chosen stays chosen while it waits."""
        kept = self.list.current
        self._model.set_orders(orders)
        if kept is not None:
            self.choose(kept.id)
        self._tell()

    def choose(self, order_id: int) -> bool:
        """Choose an order; says whether it is in the list."""
        index = self._model.index_of(order_id)
        if index.isValid():
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        return index.isValid()

    @property
    def total(self) -> int:
        return self._model.total

    def _arrange(self) -> None:
        head = row(margins=(12, 8, 12, 8), spacing=8)
        head.addWidget(self._heading)
        head.addWidget(self._count, 1)
        self.search.setMaximumWidth(150)
        head.addWidget(self.search)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        self.setMinimumWidth(260)

    def _connect(self) -> None:
        cards = self.list
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_entered)
        cards.carry_began.connect(self.carry_began)
        cards.carried.connect(self.carried)
        cards.carry_dropped.connect(self.carry_dropped)
        cards.carry_cancelled.connect(self.carry_cancelled)
        cards.selectionModel().currentChanged.connect(self._on_current)

    def _tell(self) -> None:
        shown = self._model.rowCount()
        self._count.setText(str(shown) if shown == self.total else f"{shown}/{self.total}")
        if self.total:
            self._empty.tell(tr("Nothing found"), tr("No order that waits has these words."), "search")
        else:
            self._empty.tell(
                tr("Nothing waits"), tr("New orders appear here; drag them onto the board."), "circle-check"
            )
        self._stack.setCurrentIndex(0 if shown else 1)

    @Slot()
    def _on_current(self) -> None:
        self.current_changed.emit(self.list.current)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._model.search(words)
        self._tell()

    @Slot()
    def _on_entered(self) -> None:
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
