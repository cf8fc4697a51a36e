"""Orders on their way from a pane to the board, with a card under the pointer."""

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.board import BoardView
from app.dispatch.panes.pane import Pane
from app.dispatch.waiting.carried import CarriedCard
from domain.scheduling.board_rows import UnassignedOrder


class Carrying(QObject):
    """Brings whatever a pane gives into the hand to the board."""

    def __init__(self, page: QWidget, board: BoardView) -> None:
        super().__init__(page)
        self._board = board
        self._card = CarriedCard(page)

    def follow(self, pane: Pane) -> None:
        """Orders may come from this pane."""
        pane.carry_began.connect(self._on_began)
        pane.carried.connect(self._on_carried)
        pane.carry_dropped.connect(self._on_dropped)
        pane.carry_cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_began(self, orders: tuple[UnassignedOrder, ...]) -> None:
        self._board.carry_in(orders)
        self._card.carry(orders)

    @Slot(QPoint, bool)
    def _on_carried(self, at: QPoint, free: bool) -> None:
        over = self._board.carry_over(at, free=free)
        self._card.follow(at, shown=not over)

    @Slot()
    def _on_dropped(self) -> None:
        self._card.hide()
        self._board.carry_drop()

    @Slot()
    def _on_cancelled(self) -> None:
        self._card.hide()
        self._board.cancel()
