"""Orders on their way from a pane to the board, with a card under the pointer."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.board import BoardView
from app.dispatch.meanwhile import faster, told_of
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.dispatch.waiting.carried import CarriedCard
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.rivals import Rival


class Carrying(QObject):
    """Brings whatever a pane gives into the hand to the board."""

    def __init__(self, kit: Kit, desk: Desk, page: QWidget, board: BoardView) -> None:
        super().__init__(page)
        self._kit, self._desk = kit, desk
        self._board = board
        self._orders: tuple[UnassignedOrder, ...] = ()
        self._card = CarriedCard(page)

    def follow(self, pane: Pane) -> None:
        """Orders may come from this pane."""
        pane.carry_began.connect(self._on_began)
        pane.carried.connect(self._on_carried)
        pane.carry_dropped.connect(self._on_dropped)
        pane.carry_cancelled.connect(self._on_cancelled)

    def check(self, plan: Plan) -> None:
        """Let go of what waits no more, because somebody else has planned it."""
        waiting = {(order.id, order.requirement_id) for order in plan.orders}
        gone = [order for order in self._orders if (order.id, order.requirement_id) not in waiting]
        if gone:
            self._on_cancelled()
            edits = [Edit(None, order.id, None, plan.since, plan.since) for order in gone]
            self._kit.tasks.run(partial(faster, self._desk, edits), partial(self._tell, gone[0].number), owner=self)

    def _tell(self, number: str, one: Rival | None) -> None:
        words = tr("{number} does not wait any more.", number=number)
        self._board.refused.emit(words if one is None else f"{words} {told_of(one, self._kit.times)}")

    @Slot(object)
    def _on_began(self, orders: tuple[UnassignedOrder, ...]) -> None:
        self._orders = orders
        self._board.carry_in(orders)
        self._card.carry(orders)

    @Slot(QPoint, bool)
    def _on_carried(self, at: QPoint, free: bool) -> None:
        if not self._orders:
            return
        over = self._board.carry_over(at, free=free)
        self._card.follow(at, shown=not over)

    @Slot()
    def _on_dropped(self) -> None:
        self._orders = ()
        self._card.hide()
        self._board.carry_drop()

    @Slot()
    def _on_cancelled(self) -> None:
        self._orders = ()
        self._card.hide()
        self._board.cancel()
