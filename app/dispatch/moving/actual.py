"""When somebody really set out, arrived and left, entered at the desk."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.shared.dialog import FormDialog
from app.shared.fields import Field
from app.shared.layout import row
from app.shared.moments import MomentInput
from app.shared.times import Times as Clock
from domain.errors import Refusal
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.progress.progress import Times, check_known, check_times


class KnownMoment(Field):
    """A moment that is known or not."""

    def __init__(self, name: str, title: str, clock: Clock, otherwise: datetime) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._box = QCheckBox()
        self._box.setAccessibleName(title)
        self._moment = MomentInput(clock, f"moment_{name}")
        self._moment.put(otherwise)
        self._moment.setEnabled(False)
        beside = row(whole, spacing=8)
        beside.addWidget(self._box)
        beside.addWidget(self._moment, 1)
        whole.setFocusProxy(self._box)
        self._box.toggled.connect(self._moment.setEnabled)
        self._box.toggled.connect(self._on_edited)
        self._moment.dateTimeChanged.connect(self._on_edited)

    def value(self) -> datetime | None:
        return self._moment.moment if self._box.isChecked() else None

    def set_value(self, value: Any) -> None:
        self._box.setChecked(isinstance(value, datetime))
        if isinstance(value, datetime):
            self._moment.put(value.astimezone(UTC))


class ActualTimesDialog(FormDialog):
    """Asks for the three moments of one booking."""

    entered = Signal(object)
    """The `Times`."""

    def __init__(self, booking: BoardBooking, clock: Clock, parent: QWidget) -> None:
        title = tr("Actual times of {number}", number=booking.number)
        fields = [
            KnownMoment("travelling", tr("Set out"), clock, booking.start),
            KnownMoment("arrived", tr("Arrived on site"), clock, booking.start),
            KnownMoment("left", tr("Left the site"), clock, booking.finish),
        ]
        super().__init__(title, fields, tr("Enter times"), parent, booking.title)
        self._booking = booking
        self._clock = clock
        self.submitted.connect(self._on_submitted)

    def ask(self) -> None:
        """Show what is known."""
        one = self._booking
        self.begin({"travelling": one.travelling, "arrived": one.arrived, "left": one.left})

    @Slot(object)
    def _on_submitted(self, values: dict[str, datetime | None]) -> None:
        times = Times(values["travelling"], values["arrived"], values["left"])
        try:
            check_times(times, self._clock.now())
            check_known(times, self._booking.status)
        except Refusal as refusal:
            self.show_refusal(refusal)
            return
        self.entered.emit(times)
        self.finish()
