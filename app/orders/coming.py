"""“When could somebody come?”: four slots to tell the customer; the one chosen is promised and booked."""

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.orders.deeds import OrderDeeds
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.slots.chooser import SlotChooser
from app.shared.slots.dialog import SlotDialog
from app.shared.slots.table import wide_columns
from app.shared.slots.window_field import WindowField
from domain.language import tr
from domain.reporting.order_detail import OrderDetail
from domain.scheduling.assistant.asking import Job, job_of, read
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.promising import promise_and_book

FEW = 4
WIDE, LEAST_HEIGHT, MARGIN = 560, 400, 16


class ComingDialog(SlotDialog):
    """Looks while one talks; Enter promises and books what is chosen."""

    def __init__(self, kit: Kit, desk: Desk, deeds: OrderDeeds, order: OrderDetail, parent: QWidget) -> None:
        self._deeds = deeds
        self._order = order
        self._window = WindowField()
        self._zone = kit.times.zone
        self._read = partial(_for_order, order.id, kit)
        chooser = SlotChooser(kit, desk, "order_slots", wide_columns(kit.times), FEW, MARGIN)
        chooser.setMinimumHeight(LEAST_HEIGHT)
        title = tr("When could somebody come for {number}?", number=order.number)
        super().__init__(title, (self._window,), tr("Book"), chooser, kit.memory, parent, order.title)
        self.setObjectName("dialog_coming")
        self.setMinimumWidth(WIDE)
        self.chooser.edited.connect(self._look)
        self.submitted.connect(self._on_submitted)

    def start(self) -> None:
        """Show it and look."""
        self.begin({"window": self._window.usual})
        self.chooser.forget(tr("Looking…"))
        self._look()
        self.chooser.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _look(self) -> None:
        self.chooser.look(self._read)

    @Slot(object)
    def _on_submitted(self, _values: dict[str, Any]) -> None:
        slot, found = self.chooser.slot, self.chooser.found
        if slot is None or found is None:
            return
        job = found.job
        edit = Edit(
            job.booking_id, self._order.id, slot.technician_id, slot.start, slot.finish, job.version, job.requirement_id
        )
        done = Notice(tr("{number} is booked.", number=self._order.number))
        wish = (promise_and_book, edit, self._window.window(slot.start))
        self._deeds.do_for(self.finish, self.show_refusal, done, *wish, zone=self._zone, **self.despite())


def _for_order(order_id: int, kit: Kit, session: Session, since: datetime, until: datetime) -> tuple[Job, Assistant]:
    return job_of(session, order_id), read(session, since, until, kit.times.zone, now=kit.times.now())
