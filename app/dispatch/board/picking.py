"""The board with a selection: one booking that is looked at, and all that are chosen with it."""

from collections.abc import Collection
from html import escape

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.dispatch.board.fitting import FittingChart
from app.dispatch.board.telling import told
from app.shared.theme import Theme
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking


class PickingChart(FittingChart):
    """Knows what is selected and tells it, also to those who listen to the screen."""

    selection_changed = Signal(object)
    """The selected `BoardBooking`, or None."""
    menu_asked = Signal(QPoint)
    """Offer, at this place of the screen, what can be done with what is selected."""

    def __init__(self, theme: Theme, times: Times, parent: QWidget | None = None) -> None:
        super().__init__(theme, times.now(), times.zone, parent)
        self._times = times
        self._pinned: frozenset[int] = frozenset()
        self._awaited: frozenset[int] = frozenset()
        self.setAccessibleName(tr("Dispatch board"))

    @property
    def selected(self) -> BoardBooking | None:
        """The selected booking."""
        return self.scene.rows.bookings.get(self.scene.selected) if self.scene.selected else None

    @property
    def chosen(self) -> tuple[BoardBooking, ...]:
        """All that are selected, by time."""
        every = self.scene.rows.bookings
        found = (every[each] for each in self.scene.chosen if each in every)
        return tuple(sorted(found, key=lambda one: (one.start, one.id)))

    def whose(self, booking: BoardBooking | None) -> str:
        """The name of the technician who has it."""
        row = self.scene.rows.of(booking.technician_id) if booking is not None else None
        return row.technician.name if row is not None and row.technician is not None else ""

    def select(self, booking_id: int | None) -> None:
        """Select one booking alone, or none."""
        self._pinned = frozenset()
        self.choose(frozenset() if booking_id is None else frozenset({booking_id}), booking_id)

    def choose(self, ids: frozenset[int], current: int | None) -> None:
        """Select several; `current` is the one that is looked at."""
        before, self.scene.chosen = self.scene.chosen, ids
        if before == ids and current == self.scene.selected:
            return
        if current != self.scene.selected:
            super().select(current)
        self.repaint_bookings(before ^ ids)
        self.setAccessibleDescription(self._described(current))
        self.selection_changed.emit(self.selected)

    @Slot(object)
    def choose_soon(self, ids: frozenset[int]) -> None:
        """Select these when all that was asked for is answered and shows."""
        self._awaited = ids

    @Slot()
    def choose_awaited(self) -> None:
        """Select what was waited for, if the board shows it."""
        there = _still(self._awaited, self.scene.rows.bookings)
        self._awaited = frozenset()
        if there:
            self.choose(there, min(there))

    def toggle(self, booking_id: int) -> None:
        """Add a booking to the selection, or take it out."""
        ids = self.scene.chosen ^ {booking_id}
        current = booking_id if booking_id in ids else next(iter(sorted(ids)), None)
        self.choose(ids, current)

    def pin(self) -> None:
        """Keep the selected booking selected while the keyboard walks on, or no longer."""
        if self.scene.selected is not None:
            self._pinned ^= {self.scene.selected}
            self.choose(self._pinned | {self.scene.selected}, self.scene.selected)

    def walk_to(self, booking_id: int) -> None:
        """Look at this one; those that are pinned stay selected."""
        self.choose(self._pinned | {booking_id}, booking_id)
        self.reveal(booking_id)

    def colour_words(self, booking: BoardBooking) -> str:
        """Why a booking has its colour."""
        return self._canvas.colouring.words(booking)

    def drop_gone(self) -> None:
        """What is no longer on the board is no longer selected."""
        there = self.scene.rows.bookings
        self._pinned = _still(self._pinned, there)
        kept = _still(self.scene.chosen, there)
        if kept != self.scene.chosen:
            self.choose(kept, self.scene.selected if self.scene.selected in kept else next(iter(kept), None))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus(focused=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(self.menu_place() if by_key else event.globalPos())

    def menu_place(self) -> QPoint:
        """Where on the screen a menu of the selected booking opens."""
        found = self.scene.rows.bar(self.scene.selected) if self.scene.selected is not None else None
        place = self.scene.rect(*found).bottomLeft().toPoint() if found is not None else QPoint()
        return self.viewport().mapToGlobal(place)

    def show_tip(self, event: QHelpEvent, booking_id: int | None) -> None:
        """Tell of a booking at the pointer."""
        lines = self._told(booking_id)
        first, rest = lines[:1], lines[1:]
        text = "<br>".join([f"<b>{escape(line)}</b>" for line in first] + [escape(line) for line in rest])
        QToolTip.showText(event.globalPos(), text, self.viewport())

    def _focus(self, *, focused: bool) -> None:
        self.scene.focused = focused
        if self.scene.selected is not None:
            self.repaint_bookings([self.scene.selected])

    def _described(self, current: int | None) -> str:
        words = self._told(current)
        if len(self.scene.chosen) > 1:
            words.insert(0, tr("{count} bookings selected.", count=len(self.scene.chosen)))
        return " ".join(words)

    def _told(self, booking_id: int | None) -> list[str]:
        booking = self.scene.rows.bookings.get(booking_id) if booking_id is not None else None
        name = self.whose(booking)
        return told(booking, name, self._times) if booking is not None and name else []


def _still(ids: frozenset[int], there: Collection[int]) -> frozenset[int]:
    return frozenset(each for each in ids if each in there)
