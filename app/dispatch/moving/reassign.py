"""Gives everything that is selected to somebody else at the same times: those whom it fits best first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.dispatch.board.drag import Cargo, Proposal, of_booking
from app.dispatch.board.judging import weight
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmCombo
from app.shared.layout import label
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.findings import Level

RANKS = {None: 0, Level.WARNING: 1, Level.REFUSAL: 2}


class ReassignDialog(MovingDialog):
    """A choice of technicians, each with how well it fits."""

    def __init__(self, bookings: Sequence[BoardBooking], setting: Setting, parent: QWidget) -> None:
        detail = ", ".join(dict.fromkeys(one.number for one in bookings))
        super().__init__(tr("Reassign to…"), detail, tr("Reassign"), setting, parent)
        self._cargo = [of_booking(one) for one in bookings]
        self._ranked = self._rank()
        self._technician = CalmCombo()
        self._technician.setObjectName("technician")
        for rank, technician in self._ranked:
            self._technician.addItem(tr("{name} · {fit}", name=technician.name, fit=_fit(rank)))
        self.form.addRow(label(tr("Technician"), "muted"), self._technician)

    def begin(self) -> None:
        self._technician.currentIndexChanged.connect(self.check)
        super().begin()
        self._technician.setFocus()

    def proposal(self) -> Proposal | None:
        if not self._ranked or not self._cargo:
            return None
        technician = self._ranked[self._technician.currentIndex()][1]
        return self.setting.together([_given(cargo, technician) for cargo in self._cargo])

    def _rank(self) -> list[tuple[int, BoardTechnician]]:
        present = {cargo.booking.technician_id for cargo in self._cargo if cargo.booking is not None}
        others = (one for one in self.setting.people if present != {one.id})
        found = [(max(self._weight(cargo, one) for cargo in self._cargo), one) for one in others]
        return sorted(found, key=lambda pair: (pair[0], pair[1].name, pair[1].id))

    def _weight(self, cargo: Cargo, technician: BoardTechnician) -> int:
        return RANKS[weight(_given(cargo, technician), self.setting.grounds)]


def _given(cargo: Cargo, technician: BoardTechnician) -> Proposal:
    return Proposal(cargo, technician, cargo.start, cargo.finish)


def _fit(rank: int) -> str:
    return (tr("fits"), tr("with warnings"), tr("not possible"))[rank]
