"""Why bookings are cancelled."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.dialog import FormDialog
from app.shared.memory import Memory
from app.shared.reasons import ReasonField
from domain.errors import Refusal
from domain.language import tr, trn


class CancelDialog(FormDialog):
    """Asks for the reason; the bookings stay on record, their orders wait again."""

    entered = Signal(str)

    def __init__(self, count: int, memory: Memory, parent: QWidget) -> None:
        self._field = ReasonField(memory)
        title = trn("Cancel {count} booking", "Cancel {count} bookings", count)
        said = tr("A cancelled booking stays on record; its order waits for a technician again.")
        super().__init__(title, [self._field], tr("Cancel the booking"), parent, said)
        self.cancel_button.setText(tr("Leave it"))
        self.submitted.connect(self._on_submitted)

    @Slot(object)
    def _on_submitted(self, values: dict[str, Any]) -> None:
        if not values["reason"]:
            self.show_refusal(Refusal(tr("Say why the booking is cancelled."), field="reason"))
            return
        self._field.remember()
        self.entered.emit(values["reason"])
        self.finish()
