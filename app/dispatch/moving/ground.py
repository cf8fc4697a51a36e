"""The menu over empty ground of the board: what can be done with that technician at that time."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from app.dispatch.board.board import BoardView
from app.dispatch.board.calendar import moment
from app.dispatch.waiting.list import WaitingList
from app.shared.actions import Bound, BoundAction
from app.shared.page import Page
from domain.language import tr
from domain.scheduling.board_rows import BoardTechnician


class GroundMenu(QObject):
    """Offers only what has sense there."""

    def __init__(self, board: BoardView, waiting: WaitingList, bound: Bound, page: Page) -> None:
        super().__init__(page)
        self._board, self._waiting = board, waiting
        self._bound = bound
        self._page = page

    def made(self) -> QMenu:
        """The menu for where the cursor stands now."""
        menu = QMenu(self._page)
        menu.setObjectName("ground_menu")
        technician = self._technician()
        if technician is not None:
            self._assign_to(menu, technician)
        if self._board.clips.full:
            menu.addAction(self._ready("dispatch.paste"))
        if self._board.day():
            menu.addAction(self._ready("dispatch.choose_day"))
        menu.addSeparator()
        if technician is not None:
            words = tr("Working hours and absences of {name}", name=technician.name)
            menu.addAction(words).triggered.connect(self._on_hours)
        menu.addAction(self._ready("dispatch.why"))
        return menu

    def _ready(self, name: str) -> BoundAction:
        self._bound[name].refresh()
        return self._bound[name]

    def _assign_to(self, menu: QMenu, technician: BoardTechnician) -> None:
        order, spot = self._waiting.current, self._board.cursor_mark.spot
        if order is not None and spot is not None:
            when = self._page.kit.times.short(moment(spot.at))
            words = tr("Assign {number} to {name}, {when}", number=order.number, name=technician.name, when=when)
            menu.addAction(words).triggered.connect(self._on_assign)

    def _technician(self) -> BoardTechnician | None:
        """In whose row the cursor stands."""
        spot = self._board.cursor_mark.spot
        row = self._board.scene.rows.of(spot.technician_id) if spot is not None else None
        return row.technician if row is not None else None

    @Slot()
    def _on_assign(self) -> None:
        if self._waiting.current is not None:
            self._board.assign_here(self._waiting.current)

    @Slot()
    def _on_hours(self) -> None:
        technician = self._technician()
        if technician is not None:
            self._page.go("settings", technician.id)
