"""What people do with the parts of the machine that the order is for."""

from PySide6.QtCore import QObject, Slot

from app.orders.order_work import OrderWork
from app.shared.desk import Desk
from app.shared.entry import Entry
from app.shared.links import Notice
from app.shared.parts.replacing import PartReplacing
from domain.language import tr
from domain.orders.permissions import Permission
from domain.parts.needs import NeedRow
from domain.parts.on_order import provide, withdraw


class OrderParts(QObject):
    """Replaces a part on the order; says what is there, and what is needed no more."""

    def __init__(self, work: OrderWork, desk: Desk) -> None:
        super().__init__(work)
        self._work = work
        entry = Entry(work.kit, desk, work.pane)
        self._replacing = PartReplacing(entry, work.kit)
        entry.told.connect(work.deeds.told)

    def can_replace(self) -> bool:
        view = self._work.view
        return view is not None and view.header.asset_id is not None and Permission.MODIFY in view.header.allowed

    def replace(self) -> None:
        """Ask which part of the machine, and what comes in its place."""
        view = self._work.shown
        if view.header.asset_id is not None:
            self._replacing.begin(view.header.asset_id, order_id=view.detail.id)

    @Slot(object)
    def provide(self, need: NeedRow) -> None:
        """The part is there."""
        self._work.deeds.do(Notice(tr("{part} is there.", part=need.part)), provide, need.id)

    @Slot(object)
    def withdraw(self, need: NeedRow) -> None:
        """The order does not wait for it any more."""
        self._work.deeds.do(
            Notice(tr("The order does not wait for {part} any more.", part=need.part)), withdraw, need.id
        )
