"""Moves everything that is selected by so many days and minutes, later or earlier."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.dispatch.board.drag import Proposal, of_booking
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmSpin
from app.shared.layout import label
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking

MOST_DAYS = 365
MOST_MINUTES = 24 * 60
QUARTER = 15


class MoveByDialog(MovingDialog):
    """Days are those of the calendar: what begins at eight begins at eight, also after the clocks change."""

    def __init__(self, bookings: Sequence[BoardBooking], title: str, setting: Setting, parent: QWidget) -> None:
        detail = ", ".join(dict.fromkeys(one.number for one in bookings))
        super().__init__(title, detail, tr("Move"), setting, parent)
        self._bookings = bookings
        self._days = _spin("days", MOST_DAYS, 1, tr(" d"))
        self._minutes = _spin("minutes", MOST_MINUTES, QUARTER, tr(" min"))
        self.form.addRow(label(tr("Days"), "muted"), self._days)
        self.form.addRow(label(tr("Minutes"), "muted"), self._minutes)
        self.form.addRow(label(tr("Numbers below zero move earlier."), "hint"))

    def begin(self) -> None:
        self._days.valueChanged.connect(self.check)
        self._minutes.valueChanged.connect(self.check)
        super().begin()
        self._minutes.selectAll()
        self._minutes.setFocus()

    def proposal(self) -> Proposal | None:
        found = [self._moved(each) for each in self._bookings]
        moved = [each for each in found if each is not None]
        return self.setting.together(moved) if moved else None

    def _moved(self, booking: BoardBooking) -> Proposal | None:
        technician = self.setting.technician(booking.technician_id)
        if technician is None:
            return None
        cargo = of_booking(booking)
        local = booking.start.astimezone(self.setting.times.zone)
        start = (local + timedelta(days=self._days.value())).timestamp() + 60.0 * self._minutes.value()
        return Proposal(cargo, technician, start, start + cargo.finish - cargo.start)


def _spin(name: str, most: int, step: int, suffix: str) -> CalmSpin:
    made = CalmSpin()
    made.setObjectName(name)
    made.setRange(-most, most)
    made.setSingleStep(step)
    made.setSuffix(suffix)
    return made
