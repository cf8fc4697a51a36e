"""The menu over selected bookings: everything that can be done with them, with its key."""

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.dispatch.moving.ground import GroundMenu
from app.dispatch.moving.moves import Moves
from app.dispatch.waiting.list import WaitingList
from app.shared.actions import Bound
from app.shared.page import Page
from domain.language import tr
from domain.scheduling.model import BookingStatus, Lock

GROUPS = (
    ("dispatch.open", "dispatch.colour"),
    ("dispatch.move_to", "dispatch.move_by", "dispatch.reassign", "dispatch.swap"),
    ("dispatch.split", "dispatch.push", "dispatch.delay"),
    ("dispatch.cut", "dispatch.copy", "dispatch.paste", "dispatch.choose_day"),
    ("dispatch.times", "dispatch.unassign"),
)


class ChoiceMenu(QMenu):
    """Some words to choose from, each with its value; those that hold at present are ticked."""

    def offer(self, words: str, value: str, *, ticked: bool = False) -> None:
        """One more."""
        action = self.addAction(words)
        action.setData(value)
        action.setCheckable(ticked)
        action.setChecked(ticked)


class BookingMenu(QObject):
    """Made anew with every opening, from what is selected then."""

    def __init__(self, moves: Moves, bound: Bound, waiting: WaitingList, page: Page) -> None:
        super().__init__(page)
        self._moves = moves
        self._bound = bound
        self._ground = GroundMenu(moves.board, waiting, bound, page)
        self._page = page
        moves.locks_asked.connect(self.open_locks)

    @Slot(QPoint)
    def open(self, at: QPoint) -> None:
        """Offer everything at this place of the screen: for what is selected, else for the empty ground."""
        self._show(self.made() if self._moves.has_chosen() else self._ground.made(), at)

    def made(self) -> QMenu:
        """The menu for what is selected now."""
        menu = QMenu(self._page)
        menu.setObjectName("booking_menu")
        for names in GROUPS:
            for bound in (self._bound[name] for name in names if name in self._bound):
                bound.refresh()
                menu.addAction(bound)
            menu.addSeparator()
        menu.addMenu(self._steps())
        menu.addMenu(self._locks())
        return menu

    @Slot()
    def open_locks(self) -> None:
        """Offer the locks alone, under the selected booking."""
        if self._moves.has_chosen():
            self._show(self._locks(), self._moves.board.menu_place())

    def _show(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _steps(self) -> QMenu:
        menu = ChoiceMenu(tr("Booking is now"), self._page)
        menu.setObjectName("step_menu")
        for status in self._moves.possible_steps():
            menu.offer(status.label, status.value)
        menu.triggered.connect(self._on_step)
        return menu

    def _locks(self) -> QMenu:
        menu = ChoiceMenu(tr("Lock"), self._page)
        menu.setObjectName("lock_menu")
        held = {one.lock for one in self._moves.chosen}
        for kind in Lock:
            menu.offer(kind.label, kind.value, ticked=held == {kind})
        menu.triggered.connect(self._on_lock)
        return menu

    @Slot(QAction)
    def _on_step(self, action: QAction) -> None:
        self._moves.advance(BookingStatus(action.data()))

    @Slot(QAction)
    def _on_lock(self, action: QAction) -> None:
        self._moves.lock(Lock(action.data()))
