"""The dialogs of the dispatch page: whom to assign to, and whether what speaks against it may stand."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.board import BoardView
from app.dispatch.meanwhile import Meanwhile
from app.dispatch.moving.assign import AssignDialog
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.moving.setting import Setting
from app.dispatch.moving.wish import Wish
from app.dispatch.presenter import DispatchPresenter
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.rules.findings import Finding


class Questions(QObject):
    """Opens them over the page and hands their answers to the presenter."""

    def __init__(self, kit: Kit, board: BoardView, presenter: DispatchPresenter, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._kit, self._desk = kit, desk
        self._times = kit.times
        self._memory = kit.memory
        self._board = board
        self._presenter = presenter
        self._page = page

    @Slot(object)
    def assign(self, order: UnassignedOrder) -> None:
        """Ask who does an order, and when."""
        plan = self._presenter.plan
        if plan is None:
            return
        after = max(self._times.now(), self._board.visible()[0])
        setting = Setting(plan, self._times, self._memory)
        if not setting.people:
            return
        dialog = AssignDialog(order, after, setting, self._page)
        dialog.decided.connect(self._presenter.ask)
        dialog.begin()

    @Slot(object, object)
    def confirm(self, wish: Wish, findings: Sequence[Finding]) -> None:
        """Tell what speaks against a wish and ask whether it shall be all the same."""
        plan = self._presenter.plan
        needed = plan is None or plan.terms.reason_required
        dialog = ConfirmDialog(wish, findings, self._page, memory=self._memory, reason_needed=needed)
        dialog.confirmed.connect(self._presenter.confirm)
        dialog.rejected.connect(self._presenter.decline)
        if plan is not None:
            meanwhile = Meanwhile(wish, plan, self._kit, self._desk, dialog)
            meanwhile.changed.connect(dialog.tell)
            self._presenter.plan_changed.connect(meanwhile.follow)
        dialog.open()
