"""What a delay does to the rest of the day, shown before it is done: who moves, and whose promise breaks."""

from collections.abc import Iterator
from datetime import timedelta
from enum import Enum, auto

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.dispatch.board.drag import Proposal, of_booking
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.preview import Line, PreviewTable
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmSpin
from app.shared.layout import label
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.cascade import Broken, Cascade, Moved, cascade, push_day

MOST = 24 * 60
STEP = 15
BEGINS = 30
WIDTH = 620


class Delay(Enum):
    """What is late: the end of one booking, or everything from it on."""

    ENDS_LATER = auto()
    ALL_BEGIN_LATER = auto()


class CascadeDialog(MovingDialog):
    """Asks how much later; what is not ticked stays where it is, if it can."""

    def __init__(
        self, booking: BoardBooking, technician: BoardTechnician, delay: Delay, setting: Setting, parent: QWidget
    ) -> None:
        later = delay is Delay.ENDS_LATER
        title = (
            tr("{number} takes longer", number=booking.number)
            if later
            else tr("Push the day from {number} on", number=booking.number)
        )
        verb = tr("Move what is ticked")
        super().__init__(
            title,
            tr("{name}, {day}", name=technician.name, day=setting.times.day(booking.start)),
            verb,
            setting,
            parent,
        )
        self.setMinimumWidth(WIDTH)
        self._booking, self._technician, self._delay = booking, technician, delay
        self._found = Cascade()
        self._minutes = CalmSpin()
        self._minutes.setObjectName("minutes")
        self._minutes.setRange(-MOST, MOST)
        self._minutes.setSingleStep(STEP)
        self._minutes.setSuffix(tr(" min"))
        self._minutes.setValue(BEGINS)
        self._close = QCheckBox(tr("Close gaps that come of it"))
        self._close.setObjectName("close_gaps")
        self._close.setVisible(later)
        self.form.addRow(label(tr("Ends later by") if later else tr("Later by"), "muted"), self._minutes)
        self.form.addRow("", self._close)
        self._table = PreviewTable(title, (tr("Order"), tr("From"), tr("To"), tr("What breaks")))
        self.middle.addWidget(self._table)

    def begin(self) -> None:
        self._minutes.valueChanged.connect(self._reckon)
        self._close.toggled.connect(self._reckon)
        self._table.changed.connect(self.check)
        self._reckon()
        super().begin()
        self._minutes.selectAll()
        self._minutes.setFocus()

    def proposal(self) -> Proposal | None:
        taken = self._table.taken()
        moved = [self._proposed(each) for each in self._found.moved if each.booking.id in taken]
        return self.setting.together(moved) if moved else None

    @Slot()
    def _reckon(self) -> None:
        left = self._table.left()
        minutes = self._minutes.value()
        bookings, terms = self.setting.plan.bookings, self.setting.plan.terms
        one, who = self._booking, self._technician
        if self._delay is Delay.ALL_BEGIN_LATER:
            self._found = push_day(who, bookings, one.start, minutes, terms)
        else:
            finish = max(one.finish + timedelta(minutes=minutes), one.start + timedelta(minutes=STEP))
            self._found = cascade(who, bookings, one.id, finish, terms, close_gaps=self._close.isChecked())
        self._table.show_lines(self._lines(), left)
        self.check()

    def _proposed(self, moved: Moved) -> Proposal:
        return Proposal(of_booking(moved.booking), self._technician, moved.start.timestamp(), moved.finish.timestamp())

    def _lines(self) -> Iterator[Line]:
        for each in self._found.moved:
            broken = ", ".join(_broken(kind) for kind in each.breaks)
            words = (each.booking.number, self._span(each.booking), self._span(each), broken)
            yield Line(words, each.booking.id, each.booking.title)
        for row in self._found.left_over:
            yield Line((row.number, self._span(row), tr("stays"), tr("Has no room any more that day")), None, row.title)
        for row in self._found.missed:
            yield Line((row.number, self._span(row), tr("stays"), tr("Cannot be reached in time")), None, row.title)

    def _span(self, of: BoardBooking | Moved) -> str:
        clock = self.setting.times.clock_time
        return f"{clock(of.start)}–{clock(of.finish)}"


def _broken(kind: Broken) -> str:
    return tr("Promised arrival") if kind is Broken.WINDOW else tr("Due time")
