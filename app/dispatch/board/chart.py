"""The board without hands: shows technicians, hours and bookings as the user wants to look at them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import cast

from PySide6.QtCore import QRect, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.board.areas import by_id, held, region, row_tint
from app.dispatch.board.canvas import Canvas
from app.dispatch.board.change import Change
from app.dispatch.board.colours import board_colours
from app.dispatch.board.drag import Proposal
from app.dispatch.board.fading import Fading
from app.dispatch.board.guest import Guest
from app.dispatch.board.look import BoardLook, Grouping
from app.dispatch.board.measures import GROUP_HEIGHT
from app.dispatch.board.rows import Row, Rows
from app.dispatch.board.taking_in import TakingIn
from app.dispatch.board.timeline import Timeline
from app.dispatch.difference import Difference
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.rules.checks import Level

FRAME_MS = 16
TINTED = 3


class BoardChart(Timeline):
    """Paints the plan; knows nothing of mouse or keyboard."""

    shown = Signal()
    """A new plan was painted."""

    def __init__(self, theme: Theme, now: datetime, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(theme, now, zone, parent)
        self._canvas = Canvas(self.scene, self.faces)
        self._fading = Fading(self.scene.fresh, self.repaint_bookings, self)
        self._finishing = QTimer(self, interval=0, singleShot=True)
        self._finishing.timeout.connect(self._on_finishing)
        self._taking_in = TakingIn(self.scene.rows)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._on_slice)
        self._to_tint: set[int] = set()
        self._tinting = QTimer(self, interval=FRAME_MS, singleShot=True)
        self._tinting.timeout.connect(self._on_tinting)
        theme.changed.connect(self._on_theme)

    def set_plan(
        self,
        technicians: Sequence[BoardTechnician],
        bookings: Sequence[BoardBooking],
        *,
        fade: bool = True,
        news: Difference | None = None,
    ) -> None:
        """Show this; what differs from before, as the `news` say, fades in, the rest is left as it is."""
        rows = self.scene.rows
        if technicians and sorted(technicians, key=by_id) == sorted(rows.technicians, key=by_id):
            height = rows.height
            touched, changed = self._taking_in.take(bookings, news)
            if fade:
                self._fading.begin(changed)
            if rows.height == height:
                self._repaint_rows(touched)
            else:
                self._all_anew()
            if not self._taking_in.done:
                self._slices.start()
        else:
            self._show_rows(Rows(technicians, bookings, self.scene.look), bookings)
        if self.scene.selected is not None and self.scene.selected not in self.scene.rows.bookings:
            self.select(None)
        self.shown.emit()

    def set_look(self, look: BoardLook) -> None:
        """Show the same plan in other groups, colours and heights."""
        if look == self.scene.look:
            return
        self.scene.look = look
        self._canvas.forget()
        self.scene.rows.look_anew(look)
        self._all_anew()

    def legend(self) -> tuple[tuple[QColor, str], ...]:
        """What the colours of the bookings mean."""
        return self._canvas.colouring.legend()

    def select(self, booking_id: int | None) -> None:
        """Select a booking, or none."""
        before, self.scene.selected = self.scene.selected, booking_id
        for each in (before, booking_id):
            for row, _ in self.scene.rows.bars(each) if each is not None else ():
                self._update(self._canvas.band(row, self.area))

    def set_now(self, now: datetime) -> None:
        """Move the line of this moment."""
        before, self.scene.now = self.scene.x(self.scene.now), now.timestamp()
        for x in (before, self.scene.x(self.scene.now)):
            self.viewport().update(QRect(round(x) - 4, 0, 9, self.viewport().height()))
        self._header.update()

    def propose(self, proposal: Proposal | None) -> None:
        """Show where something would go, or no longer."""
        before, self.scene.proposal = self.scene.proposal, proposal
        if before == proposal:
            return
        reached = [rect for each in (before, proposal) if each for rect in self._canvas.ghost.reach(each, self.area)]
        self.viewport().update(region(reached, self.viewport().rect()))
        if row_tint(before) != row_tint(proposal):
            self._repaint_rows({each.technician.id for each in (before, proposal) if each})
        if held(before) != held(proposal):
            self.repaint_bookings(held(before) | held(proposal))

    def tint(self, levels: Mapping[int, Level | None] | None) -> None:
        """Say of technicians, by colour and mark, what speaks against what is in the hand; None says nothing more."""
        before, self.scene.tints = self.scene.tints, dict(levels or {})
        both = before.keys() | self.scene.tints.keys()
        missing = object()
        self._to_tint |= {each for each in both if before.get(each, missing) != self.scene.tints.get(each, missing)}
        self._on_tinting()

    def set_guests(self, guests: tuple[Guest, ...]) -> None:
        """Show what other dispatchers are dragging right now."""
        before, self.scene.guests = self.scene.guests, guests
        reached = [rect for each in {*before, *guests} for rect in self._canvas.guests.reach(each)]
        self.viewport().update(region(reached, self.viewport().rect()))

    def set_changes(self, changes: tuple[Change, ...], chosen: int | None = None) -> None:
        """Show a proposed plan over the plan in force, one of its changes chosen; without any, no longer."""
        before = self.scene.changes
        if (before, self.scene.change_chosen) == (changes, chosen):
            return
        marked = {self.scene.change_chosen, chosen}
        self.scene.changes, self.scene.change_chosen = changes, chosen
        if bool(before) != bool(changes):
            self.viewport().update()
            return
        unlike = set(before) ^ set(changes) | {each for each in changes if each.id in marked}
        reached = [rect for each in unlike for rect in self._canvas.changes.reach(each)]
        self.viewport().update(region(reached, self.viewport().rect()))

    def change_at(self, x: float, y: float) -> Change | None:
        """The change of a proposed plan that is shown at a place in the viewport."""
        return self._canvas.changes.at(x, y)

    def reveal_change(self, change: Change) -> None:
        """Scroll as far as needed to see where a change leads, or what it takes off."""
        place = change.after or change.before
        row = self.scene.rows.of(place.technician_id) if place is not None else None
        if place is not None and row is not None:
            self._bring(row, self.scene.span(place.start, place.finish, row))

    def set_band(self, band: QRectF | None) -> None:
        """Show the rubber band over a rectangle of the content, or no longer."""
        before, self.scene.band = self.scene.band, band
        for each in (before, band):
            if each is not None:
                self._update(each.translated(-self.scene.left, -self.scene.top).adjusted(-2, -2, 2, 2))

    def reveal(self, booking_id: int) -> None:
        """Scroll as far as needed to see a booking."""
        found = self.scene.rows.bar(booking_id)
        if found is not None:
            self._bring(found[0], self.scene.rect(*found))

    @Slot(object, bool)
    def show_slot(self, slot: Proposal | None, pointed_at: bool) -> None:
        """Show where something could go, and go there if it was pointed at; None shows it no longer."""
        self.propose(slot)
        row = self.scene.rows.of(slot.technician.id) if slot is not None else None
        if slot is not None and row is not None and pointed_at:
            self._bring(row, self.scene.span(slot.start, slot.finish, row))

    def _bring(self, row: Row, rect: QRectF) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < 0 or rect.left() > self.viewport().width() - 60:
            across.setValue(across.value() + round(rect.left() - self.viewport().width() * 0.3))
        covered = GROUP_HEIGHT if self.scene.look.grouping is not Grouping.NONE else 0
        if rect.top() < covered:
            down.setValue(row.top - covered)
        elif rect.bottom() > self.viewport().height():
            down.setValue(row.top + row.height - self.viewport().height())

    def repaint_bookings(self, ids: Iterable[int]) -> None:
        """Paint only these bars anew."""
        for booking_id in ids:
            for row, bar in self.scene.rows.bars(booking_id):
                self._update(self.scene.rect(row, bar).adjusted(-2, -2, 2, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._canvas.begin()
        for rect in cast(Iterable[QRect], event.region()):  # iterable, though its stub does not say so
            self._canvas.paint(painter, QRectF(rect))
        self._canvas.paint_above(painter, event.region(), self.area)
        painter.end()
        if self._canvas.unfinished:
            self._finishing.start()

    @property
    def finished(self) -> bool:
        """Whether every booking is taken in, and every bar has got its words."""
        return self._taking_in.done and not self._finishing.isActive()

    @Slot()
    def _on_finishing(self) -> None:
        self.repaint_bookings(tuple(self._canvas.unfinished))

    def _show_rows(self, rows: Rows, bookings: Sequence[BoardBooking]) -> None:
        """Show other rows, in which all bookings are already."""
        self._taking_in = TakingIn(rows, bookings)
        self.scene.rows = rows
        self._all_anew()

    @Slot()
    def _on_slice(self) -> None:
        """Take in some more of what is out of view; painting waits for the last of it."""
        self._taking_in.go_on()
        if self._taking_in.done:
            self._slices.stop()
            self._all_anew()
            self.shown.emit()

    @Slot()
    def _on_tinting(self) -> None:
        """Few rows in each frame: all at once would hold up the hand."""
        self._repaint_rows([self._to_tint.pop() for _ in range(min(TINTED, len(self._to_tint)))])
        if self._to_tint:
            self._tinting.start()

    def _repaint_rows(self, technician_ids: Iterable[int]) -> None:
        top, bottom = self.scene.top, self.scene.top + self.viewport().height()
        for technician_id in technician_ids:
            for row in self.scene.rows.all_of(technician_id):
                if row.top < bottom and row.top + row.height > top:
                    self._update(self._canvas.band(row, self.area))
                    self._column.update_row(row)

    @Slot(object)
    def _on_theme(self, tokens: Tokens) -> None:
        self.scene.colours = board_colours(tokens)
        self._canvas.forget()
        self._all_anew()
