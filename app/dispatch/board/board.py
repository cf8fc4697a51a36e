"""The board with hands: what the mouse and the keyboard do on it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.dispatch.board.asking import CONTROL, SHIFT, AskingBoard
from app.dispatch.board.creep import Creep
from app.dispatch.board.drag import in_turn, taken_off
from app.dispatch.board.hand import Hand, cursor_for
from app.dispatch.board.keys import ARROWS
from app.dispatch.board.lasso import Lasso
from app.dispatch.board.outside import Outside
from app.shared.empty import EmptyState
from app.shared.theme import Theme
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder

NOTCH = 120
ZOOM_STEP = 1.25
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


class BoardView(AskingBoard):
    """What one sees is what one may take."""

    open_asked = Signal(int)
    """The id of an order to look at."""

    def __init__(self, theme: Theme, times: Times, parent: QWidget | None = None) -> None:
        super().__init__(theme, times, parent)
        self._outside = Outside()
        self._hand = Hand(self.scene, self, self.propose, self.grounds)
        self._lasso = Lasso(self.scene)
        self._creep = Creep(self, self._pull_on)
        self._nobody = EmptyState(theme, self)
        self._nobody.setAutoFillBackground(True)
        self._nobody.hide()
        self.shown.connect(self._on_shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_outside(self, widget: QWidget) -> None:
        """What is dropped on this widget is taken off the board."""
        self._outside.widget = widget

    def carry_in(self, orders: Sequence[UnassignedOrder]) -> None:
        """Orders of the waiting list are in the hand now, one after the other."""
        cargo = in_turn(orders)
        self.select(None)
        if cargo is not None:
            self._hand.take(cargo)

    def carry_over(self, at: QPoint, *, free: bool = False) -> bool:
        """It is over this place of the screen; says whether it could be let go here."""
        self._hand.move(self.viewport().mapFromGlobal(at), free=free)
        return self.scene.proposal is not None

    def carry_drop(self) -> None:
        """It was let go."""
        self._hand.let_go()
        self.drop()

    def cancel(self) -> bool:
        """Put back whatever is carried, by mouse or keyboard; says whether there was anything."""
        if self._lasso.end():
            self._creep.stop()
            self.set_band(None)
            return True
        return self._hand.cancel() or self.put_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nobody.setGeometry(self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, found = event.position(), self._hand.grip_at(event.position())
        self.put_back()
        if found is None:
            self.cursor_mark.put_at(at.x(), at.y())
        if event.button() is Qt.MouseButton.RightButton:
            self._reach(found[0] if found is not None else None)
        elif event.button() is LEFT and found is None:
            kept = self.scene.chosen if event.modifiers() & CONTROL else frozenset()
            if not kept:
                self.select(None)
            self._lasso.begin(at.toPoint(), kept)
        elif event.button() is LEFT and found is not None:
            if not event.modifiers() & CONTROL:
                self._reach(found[0])
            self._hand.press(at, self.scene.chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if not event.buttons() & LEFT:
            found = self._hand.grip_at(at)
            self.viewport().setCursor(cursor_for(found[1] if found else None))
        elif self._lasso.pull(at.toPoint()):
            self.set_band(self._lasso.area)
            self._creep.follow(at.toPoint())
        else:
            self._hand.move(at.toPoint(), free=_has(event, ALT), copied=_has(event, CONTROL))
            if self._hand.busy:
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self._outside.tell(event.globalPosition().toPoint(), len(self._hand.bookings))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not LEFT:
            return
        if self._lasso.area is not None:
            self._end_lasso()
        elif self._hand.busy:
            self._let_go(event)
        else:
            self._click(event)
        self._lasso.end()
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._hand.grip_at(event.position())
        if found is not None:
            self._hand.let_go()
            self.open_asked.emit(self.scene.rows.bookings[found[0]].order_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.go(key, event.modifiers())
        elif key is Qt.Key.Key_Escape and self.cancel():
            return
        elif key is Qt.Key.Key_Space:
            self.pin()
        elif self.selected is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.drop() if self.scene.proposal else self.open_asked.emit(self.selected.order_id)
        elif self.selected is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_off()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift and self._settle.isActive():
            self.drop()
        else:
            super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & CONTROL:
            self.zoom(ZOOM_STEP ** (turned / NOTCH), event.position().x())
            event.accept()
        elif event.modifiers() & SHIFT:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos().toPointF()
            found = self._hand.grip_at(at)
            pointed = found[0] if found else self.scene.due_at(at.x(), at.y())
            self.show_tip(event, None if self._hand.busy else pointed)
            return True
        return super().viewportEvent(event)

    def _reach(self, booking_id: int | None) -> None:
        """Look at what was pressed; what is selected with it stays so."""
        if booking_id is None or booking_id not in self.scene.chosen:
            self.select(booking_id)
        else:
            self.choose(self.scene.chosen, booking_id)

    def _click(self, event: QMouseEvent) -> None:
        found = self._hand.grip_at(event.position())
        self._hand.let_go()
        if found is None:
            return
        if event.modifiers() & CONTROL:
            self.toggle(found[0])
        elif len(self.scene.chosen) > 1:
            self.select(found[0])

    def _pull_on(self) -> None:
        self._lasso.pull_on()
        self.set_band(self._lasso.area)

    def _end_lasso(self) -> None:
        self._creep.stop()
        reached = self._lasso.reached()
        self.set_band(None)
        self.choose(reached, min(reached) if reached else None)

    def _let_go(self, event: QMouseEvent) -> None:
        QToolTip.hideText()
        bookings = self._hand.bookings
        if bookings and self._outside.holds(event.globalPosition().toPoint()):
            self._hand.cancel()
            self.edits_asked.emit(taken_off(bookings))
            return
        self._hand.move(event.position().toPoint(), free=_has(event, ALT), copied=_has(event, CONTROL))
        self._hand.let_go()
        self.drop()

    @Slot()
    def _on_shown(self) -> None:
        """The plan is another one: nothing that is gone may be selected or in the hand."""
        self.drop_gone()
        self._check_hand()
        self.cursor_mark.follow()
        if not self.scene.rows.technicians:
            hint = tr(
                "Enter skills, teams and technicians with their shifts in the settings; then each has a row here."
            )
            self._nobody.tell(tr("No technicians to plan for"), hint, "users")
        self._nobody.setVisible(not self.scene.rows.technicians)

    def _check_hand(self) -> None:
        """What changed while it was in the hand goes back, and the user is told."""
        shown = self.scene.proposal
        carried = self._hand.bookings
        if not carried and shown is not None and shown.held:
            carried = tuple(each.cargo.booking for each in shown.all if each.cargo.booking is not None)
        there = self.scene.rows.bookings
        for booking in carried:
            now = there.get(booking.id)
            if now is None or now.version != booking.version:
                self.cancel()
                self.refused.emit(tr("{number} was changed by somebody else meanwhile.", number=booking.number))
                return
        if self._hand.displaced:
            self.cancel()
            self.refused.emit(tr("The rows of the board have changed under your hand; what was in it went back."))
        self._hand.again()


def _has(event: QMouseEvent, modifier: Qt.KeyboardModifier) -> bool:
    return bool(event.modifiers() & modifier)
