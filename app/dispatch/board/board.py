"""The board with hands: what the mouse and the keyboard do on it, told as frozen records."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.dispatch.board.chart import BoardChart
from app.dispatch.board.drag import Grip, Proposal, of_order
from app.dispatch.board.hand import Hand, cursor_for
from app.dispatch.board.keys import ARROWS, carry, walk
from app.dispatch.board.telling import told
from app.dispatch.records import Move, Place, Resize, Unassign
from app.shared.empty import EmptyState
from app.shared.theme import Theme
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.checks import Level

SETTLES_MS = 700
NOTCH = 120
ZOOM_STEP = 1.25


class BoardView(BoardChart):
    """What one sees is what one may take: every wish leaves as a record, nothing is changed here."""

    place_asked = Signal(object)
    move_asked = Signal(object)
    resize_asked = Signal(object)
    unassign_asked = Signal(object)
    open_asked = Signal(int)
    """The id of an order to look at."""
    selection_changed = Signal(object)
    """The selected `BoardBooking`, or None."""
    refused = Signal(str)
    """Why something was not dropped where the user let go."""

    def __init__(self, theme: Theme, times: Times, parent: QWidget | None = None) -> None:
        super().__init__(theme, times.now(), times.zone, parent)
        self._times = times
        self._hand = Hand(self.scene, self, self.propose)
        self._settle = QTimer(self, interval=SETTLES_MS, singleShot=True)
        self._settle.timeout.connect(self._drop)
        self._nobody = EmptyState(theme, self)
        self._nobody.setAutoFillBackground(True)
        self._nobody.hide()
        self.shown.connect(self._on_shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Dispatch board"))

    @property
    def selected(self) -> BoardBooking | None:
        """The selected booking."""
        return self.scene.rows.bookings.get(self.scene.selected) if self.scene.selected else None

    def select(self, booking_id: int | None) -> None:
        if booking_id == self.scene.selected:
            return
        super().select(booking_id)
        self.setAccessibleDescription(" ".join(self._told(booking_id)) if booking_id is not None else "")
        self.selection_changed.emit(self.selected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nobody.setGeometry(self.rect())

    @Slot()
    def _on_shown(self) -> None:
        """Say how to get technicians, where there are none to give work to."""
        if not self.scene.rows.technicians:
            hint = tr(
                "Enter skills, teams and technicians with their shifts in the settings; then each has a row here."
            )
            self._nobody.tell(tr("No technicians to plan for"), hint, "users")
        self._nobody.setVisible(not self.scene.rows.technicians)

    def settle(self) -> None:
        """What was asked for is answered: show no more than the plan."""
        if self.scene.proposal is not None and not self.scene.proposal.held:
            self.propose(None)

    def carry_in(self, order: UnassignedOrder) -> None:
        """An order of the waiting list is in the hand now."""
        self._hand.take(of_order(order))

    def carry_over(self, at: QPoint, *, free: bool = False) -> bool:
        """It is over this place of the screen; says whether it could be let go here."""
        self._hand.move(self.viewport().mapFromGlobal(at), free=free)
        return self.scene.proposal is not None

    def carry_drop(self) -> None:
        """It was let go."""
        self._drop()

    def cancel(self) -> bool:
        """Put back whatever is carried, by mouse or keyboard; says whether there was anything."""
        return self._hand.cancel() or self._put_back()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._settle.stop()
        self.propose(None)
        self.select(self._hand.press(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._hand.move(event.position().toPoint(), free=_is_free(event))
            if self._hand.busy:
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            found = self._hand.grip_at(event.position())
            self.viewport().setCursor(cursor_for(found[1] if found else None))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._drop() if self._hand.busy else self._hand.let_go()
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._hand.grip_at(event.position())
        if found is not None:
            self._hand.let_go()
            self.open_asked.emit(self.scene.rows.bookings[found[0]].order_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._carry(key)
        elif key in ARROWS:
            self._walk(key)
        elif key is Qt.Key.Key_Escape and self.cancel():
            return
        elif self.selected is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._drop() if self.scene.proposal else self.open_asked.emit(self.selected.order_id)
        elif self.selected is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.unassign_asked.emit(Unassign(self.selected.id, self.selected.version))
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift and self._settle.isActive():
            self._drop()
        else:
            super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turned / NOTCH), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._hand.grip_at(event.pos().toPointF())
            lines = self._told(found[0]) if found and not self._hand.busy else []
            first, rest = lines[:1], lines[1:]
            text = "<br>".join([f"<b>{escape(line)}</b>" for line in first] + [escape(line) for line in rest])
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus(focused=False)

    def _focus(self, *, focused: bool) -> None:
        self.scene.focused = focused
        if self.scene.selected is not None:
            self.repaint_bookings([self.scene.selected])

    def _walk(self, key: Qt.Key) -> None:
        found = walk(self.scene, key)
        if found is not None:
            self._put_back()
            self.select(found)
            self.reveal(found)

    def _carry(self, key: Qt.Key) -> None:
        proposal = carry(self.scene, key)
        if proposal is not None:
            self.propose(proposal)
            self._settle.start()

    def _put_back(self) -> bool:
        """Forget what the keyboard carries."""
        had = self._settle.isActive()
        self._settle.stop()
        if had:
            self.propose(None)
        return had

    @Slot()
    def _drop(self) -> None:
        self._settle.stop()
        self._hand.let_go()
        proposal = self.scene.proposal
        if proposal is None or not proposal.held:
            return
        if proposal.level is Level.REFUSAL or not proposal.changes:
            self.propose(None)
            if proposal.level is Level.REFUSAL:
                self.refused.emit(" ".join(finding.sentence for finding in proposal.findings))
            return
        self.propose(proposal.dropped())
        self._ask(proposal)

    def _ask(self, proposal: Proposal) -> None:
        booking, technician_id = proposal.cargo.booking, proposal.technician.id
        if booking is None:
            self.place_asked.emit(Place(proposal.cargo.order_id, technician_id, *proposal.span))
        elif proposal.cargo.grip is Grip.BODY:
            self.move_asked.emit(Move(booking.id, booking.version, technician_id, *proposal.span))
        else:
            self.resize_asked.emit(Resize(booking.id, booking.version, *proposal.span))

    def _told(self, booking_id: int | None) -> list[str]:
        booking = self.scene.rows.bookings.get(booking_id) if booking_id is not None else None
        row = self.scene.rows.of(booking.technician_id) if booking is not None else None
        if booking is None or row is None or row.technician is None:
            return []
        return told(booking, row.technician.name, self._times)


def _is_free(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
