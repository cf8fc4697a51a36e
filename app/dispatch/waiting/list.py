"""The cards of the orders that wait: chosen, one or several, and carried away with the mouse."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from app.dispatch.waiting.cards import CardDelegate
from app.dispatch.waiting.model import WaitingModel
from app.shared.theme import Theme
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder

DISTANCE = 6
ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect


class WaitingList(QListView):
    """Tells when orders are carried away, wherever the pointer goes."""

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
        self._kept = False
        self._carrying = False
        self.setModel(model)
        self.setItemDelegate(CardDelegate(theme, times, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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

    def chosen(self) -> tuple[UnassignedOrder, ...]:
        """All orders chosen, from top to bottom."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(order for index in rows if (order := self._orders.order(index)) is not None)

    def cancel(self) -> bool:
        """Put back what is carried; says whether there was anything."""
        had = self._let_go()
        if had:
            self.carry_cancelled.emit()
        return had

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        order = self._orders.order(index)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        # One of several that are chosen may be the handle of all of them: the choice waits for the release.
        self._kept = plain and self.selectionModel().isSelected(index) and len(self.chosen()) > 1
        if self._kept:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and order is not None:
            self._pressed = (event.position().toPoint(), order)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        at, order = self._pressed
        if not self._carrying and (event.position().toPoint() - at).manhattanLength() >= DISTANCE:
            self._carrying, self._kept = True, False
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            chosen = self.chosen()
            self.carry_began.emit(chosen if order in chosen else (order,))
        if self._carrying:
            free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.carried.emit(event.globalPosition().toPoint(), free)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._let_go():
            self.carry_dropped.emit()
        elif self._kept:
            self.selectionModel().setCurrentIndex(self.currentIndex(), ONLY)
        self._kept = False

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
