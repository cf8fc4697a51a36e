"""What the dispatch page knows of a pane, and nothing more."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.dispatch.plan import Plan
from app.shared.actions import Action, Bound
from app.shared.kit import Kit
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder


class Pane(QWidget):
    """One tab beside or below the board; what is hidden is told nothing and loads nothing.

    When a pane comes into view it is told the plan and what is selected, after `set_shown(True)`.
    """

    booking_chosen = Signal(int)
    """Select this booking on the board and bring it into view."""
    booking_sought = Signal(int, object)
    """The same for one that may not be loaded yet, and the `datetime` at which it lies."""
    order_chosen = Signal(int)
    """Select this order where it waits, or its booking."""
    edits_asked = Signal(object, str)
    """Edits of bookings to be done, as a tuple, and the words for what was done."""
    open_asked = Signal(int)
    """Go to the page of this order."""
    menu_asked = Signal(QPoint)
    """Offer, at this place of the screen, what can be done with the selected bookings."""
    slot_shown = Signal(object, bool)
    """Show on the board where something could go: a `Proposal`, or None; and whether the user pointed at it, so that
    the board may go there."""
    said = Signal(object)
    """A `Notice`."""
    badge_changed = Signal(int)
    """How many things in here want attention; 0 shows no badge."""
    carry_began = Signal(object)
    """The orders taken into the hand, as a tuple of `UnassignedOrder`."""
    carried = Signal(QPoint, bool)
    """A place on the screen, and whether the quarter hours are left."""
    carry_dropped = Signal()
    carry_cancelled = Signal()

    wanted = Signal()
    """Bring it into view, and give it the keyboard."""

    key = ""
    """The pane in memory and in the names of actions, never shown."""
    icon = ""
    """The name of a file in `resources/icons`."""
    attentive = False
    """Whether it is told the plan out of view too, for its badge."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setObjectName(f"pane_{self.key}")

    @property
    def title(self) -> str:
        """The word on its tab."""
        return ""

    def own_actions(self) -> tuple[Action, ...]:
        """What is done in it, from anywhere on the page."""
        return ()

    def offer(self, bound: Bound) -> None:
        """The actions of the page, for buttons; told once."""

    def show_plan(self, plan: Plan) -> None:
        """What the board has loaded, anew or after a change."""

    def show_people(self, ids: frozenset[int]) -> None:
        """The technicians who stand on the board, by their ids."""

    def show_selected(self, booking: BoardBooking | None) -> None:
        """The booking now selected on the board."""

    def show_span(self, since: datetime, until: datetime) -> None:
        """The time now in view on the board."""

    def show_order(self, order: UnassignedOrder | None) -> None:
        """The order now chosen among those that wait."""

    def set_shown(self, shown: bool) -> None:
        """It came into view, or went out of it."""

    def focus_first(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        """Undo one step of looking; says whether there was one."""
        return False
