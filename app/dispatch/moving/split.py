"""Shares a long job out over the working days of a technician, shown part by part before it is done."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.drag import Cargo, Proposal, of_booking
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.preview import Line, PreviewTable
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmSpin
from app.shared.layout import label
from app.shared.moments import MomentInput
from app.shared.times import duration
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.placing.splitting import shared_out

LONGEST = 60 * 24 * 30
STEP = 60


class SplitDialog(MovingDialog):
    """The booking becomes the first part, the others are further bookings of its order."""

    def __init__(self, booking: BoardBooking, technician: BoardTechnician, setting: Setting, parent: QWidget) -> None:
        title = tr("Share {number} out over days", number=booking.number)
        super().__init__(title, f"{booking.title} · {technician.name}", tr("Share out"), setting, parent)
        self._booking, self._technician = booking, technician
        self._start = MomentInput(setting.times, "start")
        self._start.put(booking.start)
        self._minutes = CalmSpin()
        self._minutes.setObjectName("minutes")
        self._minutes.setRange(STEP // 4, LONGEST)
        self._minutes.setSingleStep(STEP)
        self._minutes.setSuffix(tr(" min"))
        self._minutes.setValue(round((booking.finish - booking.start) / timedelta(minutes=1)))
        self._spans: list[Span] = []
        self._short = label("", "wrong", wrap=True)
        self._table = PreviewTable(title, (tr("Day"), tr("From"), tr("To"), tr("Duration")))
        self.form.addRow(label(tr("Start"), "muted"), self._start)
        self.form.addRow(label(tr("Work in all"), "muted"), self._minutes)
        self.middle.addWidget(self._table)
        self.middle.addWidget(self._short)

    def begin(self) -> None:
        self._start.dateTimeChanged.connect(self._reckon)
        self._minutes.valueChanged.connect(self._reckon)
        self._reckon()
        super().begin()

    def proposal(self) -> Proposal | None:
        cargo = of_booking(self._booking)
        found = [self._part(cargo, span, further=bool(at)) for at, span in enumerate(self._spans)]
        return self.setting.together(found) if found else None

    @Slot()
    def _reckon(self) -> None:
        wanted = timedelta(minutes=self._minutes.value())
        start, minutes = self._start.moment, self._minutes.value()
        self._spans = shared_out(self._technician, self.setting.rows, start, minutes, except_id=self._booking.id)
        lacking = wanted - sum((finish - start for start, finish in self._spans), timedelta())
        self._short.setText(
            tr("For {length} there is no free time in what is loaded.", length=duration(lacking)) if lacking else ""
        )
        self._short.setVisible(bool(lacking))
        self._table.show_lines(self._lines())
        self.check()

    def _part(self, cargo: Cargo, span: Span, *, further: bool) -> Proposal:
        start, finish = (moment.timestamp() for moment in span)
        return Proposal(cargo, self._technician, start, finish, copied=further)

    def _lines(self) -> Iterator[Line]:
        times = self.setting.times
        for start, finish in self._spans:
            yield Line((times.day(start), times.clock_time(start), times.clock_time(finish), duration(finish - start)))
