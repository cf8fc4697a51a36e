"""The board that asks: what is proposed on it, by mouse or keys, cut, copied or pasted, leaves it as edits."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.calendar import moment
from app.dispatch.board.clips import Clips
from app.dispatch.board.cursor import Cursor
from app.dispatch.board.drag import Proposal, edits, of_order, taken_off
from app.dispatch.board.judging import Grounds, of_rows
from app.dispatch.board.keys import ARROWS, carry, day_of_row, stretch, walk
from app.dispatch.board.picking import PickingChart
from app.dispatch.board.placing import MINUTE, proposed
from app.dispatch.board.tints import Tints
from app.shared.theme import Theme
from app.shared.times import Times
from domain.language import tr
from domain.parameters.placement_rules import Kind
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.rules.findings import Level
from domain.scheduling.rules.terms import DEFAULT, Terms

SETTLES_MS = 700
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class AskingBoard(PickingChart):
    """Every wish leaves as edits; nothing is changed here."""

    edits_asked = Signal(object)
    """A tuple of `Edit` that are wanted together."""
    refused = Signal(str)
    """Why something was not dropped where the user let go."""
    lock_met = Signal(str, object)
    """Why not, where a lock is in the way, and the ids of the bookings that are locked."""
    dragged = Signal(object)
    """The `Proposal` in the hand, or None."""

    def __init__(self, theme: Theme, times: Times, parent: QWidget | None = None) -> None:
        super().__init__(theme, times, parent)
        self.terms: Terms = DEFAULT
        self.cursor_mark = Cursor(self.scene, self.viewport())
        self.clips = Clips()
        self._tints = Tints(self.scene, self.tint, self.grounds, self)
        self._settle = QTimer(self, interval=SETTLES_MS, singleShot=True)
        self._settle.timeout.connect(self.drop)
        self.looked_at.connect(self._on_looked_at)

    def grounds(self) -> Grounds:
        """What the rules look at while something is in the hand."""
        return of_rows(self.scene.rows, self.terms.at(moment(self.scene.now)), self.scene.zone)

    def propose(self, proposal: Proposal | None) -> None:
        if proposal == self.scene.proposal:
            return
        super().propose(proposal)
        self._tints.follow(proposal, self.viewport().height())
        self.dragged.emit(proposal if proposal is not None and proposal.held else None)

    def settle(self) -> None:
        """What was asked for is answered: show no more than the plan."""
        if self.scene.proposal is not None and not self.scene.proposal.held:
            self.propose(None)

    def day(self) -> frozenset[int]:
        """All that begins on the day of the selected booking, or of the cursor, in its row."""
        return day_of_row(self.scene, self.cursor_mark.spot)

    def choose_day(self) -> None:
        """Select it."""
        if ids := self.day():
            self.choose(ids, self.scene.selected or min(ids))

    def take_off(self) -> None:
        """Ask to take what is selected off the board."""
        self.edits_asked.emit(taken_off(self.chosen))

    def cut(self) -> None:
        """Take what is selected along, to be pasted elsewhere."""
        self.clips.take(self.chosen, copied=False)

    def copy(self) -> None:
        """Keep what is selected, to be pasted as further bookings of its orders."""
        self.clips.take(self.chosen, copied=True)

    def paste(self) -> None:
        """Put what was cut or copied where the cursor stands."""
        spot = self.cursor_mark.spot
        proposal = self.clips.proposal(self.scene, spot, self.grounds()) if spot is not None else None
        if proposal is None:
            self.refused.emit(tr("Click where it shall go first, or walk there with Ctrl and the arrows."))
        elif self.ask(proposal):
            self.clips.pasted()

    def assign_here(self, order: UnassignedOrder) -> None:
        """Ask for an order that waits where the cursor stands."""
        spot = self.cursor_mark.spot
        row = self.scene.rows.of(spot.technician_id) if spot is not None else None
        if spot is None or row is None:
            return
        span = spot.at, spot.at + order.minutes * MINUTE
        proposal = proposed(of_order(order), self.scene.rows, row, span, self.grounds())
        if proposal is not None:
            self.ask(proposal)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.cursor_mark.follow()

    def go(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Walk, carry, resize or move the cursor with an arrow."""
        if modifiers & SHIFT:
            reached = stretch if modifiers & CONTROL else carry
            proposal = reached(self.scene, key, self.grounds())
            if proposal is not None:
                self.propose(proposal)
                self._settle.start()
        elif modifiers & CONTROL:
            self.cursor_mark.step(*ARROWS[key])
        elif (found := walk(self.scene, key)) is not None:
            self.put_back()
            self.walk_to(found)
            self.cursor_mark.put(None)

    def put_back(self) -> bool:
        """Forget what the keyboard carries, and what is shown of what was asked for."""
        had = self._settle.isActive()
        self._settle.stop()
        self.propose(None)
        return had

    def ask(self, proposal: Proposal) -> bool:
        """Ask for what is proposed; says whether it was, and tells why not."""
        if proposal.level is Level.REFUSAL or not proposal.changes:
            self.propose(None)
            if proposal.level is Level.REFUSAL:
                self._refuse(proposal)
            return False
        self.propose(proposal.dropped())
        self.edits_asked.emit(edits(proposal.all))
        return True

    def _refuse(self, proposal: Proposal) -> None:
        """Tell only what forbids it: what else would speak against it matters no more."""
        found = [(each, one) for each in proposal.all for one in each.findings if one.level is Level.REFUSAL]
        words = " ".join(dict.fromkeys(one.sentence for _, one in found))
        held = (each.cargo.booking for each, one in found if one.kind is Kind.LOCK)
        locked = tuple(booking.id for booking in held if booking is not None)
        if locked:
            self.lock_met.emit(words, locked)
        else:
            self.refused.emit(words)

    @Slot()
    def drop(self) -> None:
        """Ask for what is proposed, if it is still in the hand."""
        self._settle.stop()
        if self.scene.proposal is not None and self.scene.proposal.held:
            self.ask(self.scene.proposal)

    @Slot(object, object)
    def _on_looked_at(self, _since: object, _until: object) -> None:
        self.cursor_mark.follow()
