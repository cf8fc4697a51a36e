"""What a delay does to the rest of the day, shown before it is done: who moves, whose promise breaks, what is left."""

from collections.abc import Iterator
from datetime import timedelta
from enum import Enum, auto

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.dispatch.board.drag import Proposal, of_booking
from app.dispatch.moving.consequences import day_summary, summary, what_breaks
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.fates import Fate, begin_with, fates
from app.dispatch.moving.preview import Line, Pick, PreviewTable
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmSpin
from app.shared.layout import label
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.placing.cascade import Cascade, Moved, cascade, push_day

MOST = 24 * 60
STEP = 15
BEGINS = 30
WIDTH = 760
TO = 2


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
        self._fates: dict[int, tuple[Fate, ...]] = {}
        self._chosen: dict[int, Fate] = {}
        self._table = PreviewTable(title, (tr("Order"), tr("From"), tr("To"), tr("What breaks")))
        self._summary = label("", wrap=True)
        self._summary.setObjectName("summary")
        self.middle.addWidget(self._table)
        self.middle.addWidget(self._summary)

    def begin(self) -> None:
        self._minutes.valueChanged.connect(self._reckon)
        self._close.toggled.connect(self._reckon)
        self._table.changed.connect(self._tell)
        self._table.picked.connect(self._on_picked)
        self._reckon()
        super().begin()
        self._minutes.selectAll()
        self._minutes.setFocus()

    def proposal(self) -> Proposal | None:
        given = [fate.given for fate in self._chosen.values() if fate.given is not None]
        found = [*map(self._proposed, self._taken()), *given]
        return self.setting.together(found, {row.id for row in self.taken_off()}) if found else None

    def taken_off(self) -> tuple[BoardBooking, ...]:
        return tuple(row for row in self._found.left_over if self._chosen[row.id].off)

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
        self._choose()
        self._table.show_lines(self._lines(), left)
        self._tell()

    def _choose(self) -> None:
        """What was chosen before stays chosen, if it is offered still."""
        before = {key: fate.key for key, fate in self._chosen.items()}
        self._chosen = {}
        for row in (*self._found.left_over, *self._found.missed):
            if row.id not in self._fates:
                self._fates[row.id] = fates(row, self.setting, movable=row in self._found.left_over)
            offered = self._fates[row.id]
            taken = {fate.key for fate in self._chosen.values()}
            kept = next((fate for fate in offered if fate.key == before.get(row.id)), None)
            begun = begin_with(offered, taken) if row in self._found.left_over else offered[0]
            self._chosen[row.id] = kept or begun

    @Slot(int, int)
    def _on_picked(self, booking_id: int, place: int) -> None:
        self._chosen[booking_id] = self._fates[booking_id][place]
        self._tell()

    @Slot()
    def _tell(self) -> None:
        moved, fates_chosen = self._taken(), tuple(self._chosen.values())
        words = summary(moved, fates_chosen)
        away = frozenset(key for key, fate in self._chosen.items() if fate.off or fate.given is not None)
        done = day_summary(self._technician, self.setting.plan.bookings, moved, away, self.setting.times)
        open_rows = [row for row in self._found.left_over if row.id not in away]
        choose = tr("Choose in the row of what does not fit what becomes of it.") if open_rows else ""
        self._summary.setText(" ".join(part for part in (words, done, choose) if part))
        self.check()

    def _taken(self) -> list[Moved]:
        taken = self._table.taken()
        return [each for each in self._found.moved if each.booking.id in taken]

    def _proposed(self, moved: Moved) -> Proposal:
        return Proposal(of_booking(moved.booking), self._technician, moved.start.timestamp(), moved.finish.timestamp())

    def _lines(self) -> Iterator[Line]:
        for each in self._found.moved:
            broken = what_breaks(each, self._technician, self.setting.times)
            words = (each.booking.number, self._span(each.booking), self._span(each), broken)
            yield Line(words, each.booking.id, each.booking.title)
        for row in self._found.left_over:
            yield self._left(row, tr("Has no room any more that day"))
        for row in self._found.missed:
            yield self._left(row, tr("Cannot be reached in time"))

    def _left(self, row: BoardBooking, why: str) -> Line:
        offered = self._fates[row.id]
        title = tr("What becomes of {number}", number=row.number)
        pick = Pick(row.id, TO, title, tuple(fate.words for fate in offered), offered.index(self._chosen[row.id]))
        return Line((row.number, self._span(row), "", why), None, row.title, pick)

    def _span(self, of: BoardBooking | Moved) -> str:
        clock = self.setting.times.clock_time
        return f"{clock(of.start)}–{clock(of.finish)}"
