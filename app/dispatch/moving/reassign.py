"""Gives everything that is selected to somebody else at the same times: those whom it fits best first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.dispatch.board.drag import Proposal, of_booking
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.fitting import fits
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmCombo
from app.shared.layout import label
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking


class ReassignDialog(MovingDialog):
    """A choice of technicians, each with how well it fits."""

    def __init__(self, bookings: Sequence[BoardBooking], setting: Setting, parent: QWidget) -> None:
        detail = ", ".join(dict.fromkeys(one.number for one in bookings))
        super().__init__(tr("Reassign to…"), detail, tr("Reassign"), setting, parent)
        self._cargo = [of_booking(one) for one in bookings]
        present = {one.technician_id for one in bookings}
        self._fits = fits(self._cargo, (one for one in setting.people if present != {one.id}), setting)
        self._technician = CalmCombo()
        self._technician.setObjectName("technician")
        self._technician.setPlaceholderText(tr("Choose a technician"))
        self._technician.addItems([fit.words for fit in self._fits])
        self._technician.setCurrentIndex(self._begin_with())
        self.form.addRow(label(tr("Technician"), "muted"), self._technician)

    def begin(self) -> None:
        self._technician.currentIndexChanged.connect(self.check)
        super().begin()
        self._technician.setFocus()

    def proposal(self) -> Proposal | None:
        place = self._technician.currentIndex()
        if place < 0 or not self._cargo:
            return None
        who = self._fits[place].technician
        return self.setting.together([Proposal(each, who, each.start, each.finish) for each in self._cargo])

    def _begin_with(self) -> int:
        """The best one whom it fits; nobody while all of them have warnings, so that one has to choose."""
        return 0 if self._fits and self._fits[0].possible and not self._fits[0].warnings else -1
