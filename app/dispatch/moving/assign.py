"""Assigns an order, or moves a booking, by exact entry: who, from when, until when, and live what speaks against it."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QSignalBlocker, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.drag import Cargo, Proposal, of_booking, of_order
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.setting import Setting
from app.shared.calm import CalmCombo, CalmSpin
from app.shared.layout import label
from app.shared.moments import MomentInput
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.placing.free_times import quarter_up, ranked
from domain.scheduling.rules.findings import Level

LONGEST = 7 * 24 * 60
QUARTER = 15


class PlaceDialog(MovingDialog):
    """Asks for technician, start, and duration or finish."""

    def __init__(
        self, cargo: Cargo, detail: str, title: str, verb: str, after: datetime, setting: Setting, parent: QWidget
    ) -> None:
        super().__init__(title, detail, verb, setting, parent)
        self._cargo = cargo
        self._after = after
        minutes = round((cargo.finish - cargo.start) / 60)
        self._ranked = ranked(setting.people, setting.rows, cargo.need.skills, minutes, after)
        self._technician = CalmCombo()
        self._technician.setObjectName("technician")
        self._start = MomentInput(setting.times, "start")
        self._finish = MomentInput(setting.times, "finish")
        self._minutes = CalmSpin()
        self._minutes.setObjectName("minutes")
        self._minutes.setRange(QUARTER // 3, LONGEST)
        self._minutes.setSingleStep(QUARTER)
        self._minutes.setSuffix(tr(" min"))
        for words, widget in (
            (tr("Technician"), self._technician),
            (tr("Start"), self._start),
            (tr("Duration"), self._minutes),
            (tr("Finish"), self._finish),
        ):
            self.form.addRow(label(words, "muted"), widget)
        self._offer()
        self._minutes.setValue(minutes)

    def proposal(self) -> Proposal:
        start = self._start.moment
        finish = start + timedelta(minutes=self._minutes.value())
        if self._is_loaded():
            return self.setting.proposal(self._cargo, self.technician, start, finish)
        return Proposal(self._cargo, self.technician, start.timestamp(), finish.timestamp())

    @Slot()
    def check(self) -> None:
        super().check()
        if not self._is_loaded():
            words = tr("That time is not loaded. What speaks against it is told before anything is booked.")
            self._findings.setText(words)

    def _is_loaded(self) -> bool:
        """Whether the plan tells of the time that is entered; what it does not tell of is judged when it is placed."""
        start, plan = self._start.moment, self.setting.plan
        return plan.since <= start and start + timedelta(minutes=self._minutes.value()) <= plan.until

    @property
    def technician(self) -> BoardTechnician:
        return self._ranked[self._technician.currentIndex()][0]

    @property
    def free(self) -> datetime:
        """When the chosen one could begin."""
        return self._ranked[self._technician.currentIndex()][1] or quarter_up(self._after)

    def put(self, technician_id: int | None, start: datetime | None) -> None:
        """Begin with this technician and start, else with who could come first."""
        places = {one.id: place for place, (one, _) in enumerate(self._ranked)}
        self._technician.setCurrentIndex(places[technician_id] if technician_id in places else self._first_possible())
        self._start.put(start or self.free)

    def _first_possible(self) -> int:
        """The place of the first who could do it when free."""
        length = timedelta(seconds=self._cargo.finish - self._cargo.start)
        for place, (technician, free) in enumerate(self._ranked):
            if free is None:
                continue
            found = self.setting.proposal(self._cargo, technician, free, free + length).findings
            if all(finding.level is not Level.REFUSAL for finding in found):
                return place
        return 0

    def begin(self) -> None:
        self._follow()
        self._technician.currentIndexChanged.connect(self.on_technician)
        self._start.dateTimeChanged.connect(self._follow)
        self._minutes.valueChanged.connect(self._follow)
        self._finish.dateTimeChanged.connect(self._on_finish)
        super().begin()

    @Slot()
    def on_technician(self) -> None:
        """Somebody else was chosen."""
        self.check()

    @Slot()
    def _follow(self) -> None:
        with QSignalBlocker(self._finish):
            self._finish.put(self._start.moment + timedelta(minutes=self._minutes.value()))
        self.check()

    @Slot(QDateTime)
    def _on_finish(self, _at: QDateTime) -> None:
        minutes = round((self._finish.moment - self._start.moment) / timedelta(minutes=1))
        with QSignalBlocker(self._minutes):
            self._minutes.setValue(minutes)
        if minutes == self._minutes.value():
            self.check()
        else:
            self._follow()

    def _offer(self) -> None:
        for technician, free in self._ranked:
            words = () if technician.id == self._present else (self._fit(technician, free),)
            self._technician.addItem(" · ".join((technician.name, *words)))

    def _fit(self, technician: BoardTechnician, free: datetime | None) -> str:
        lacking = self._cargo.need.skills - technician.skills
        if lacking:
            return tr("lacks {skills}", skills=", ".join(sorted(lacking)))
        return tr("free from {when}", when=self.setting.times.short(free)) if free else tr("not free")

    @property
    def _present(self) -> int | None:
        """Whose it is already."""
        return None if self._cargo.booking is None else self._cargo.booking.technician_id


class AssignDialog(PlaceDialog):
    """An order that waits: begins with who could come first, and follows with the start."""

    def __init__(self, order: UnassignedOrder, after: datetime, setting: Setting, parent: QWidget) -> None:
        detail = " · ".join(part for part in (order.title, order.customer, order.site, order.asset) if part)
        title = tr("Assign {number}", number=order.number)
        super().__init__(of_order(order), detail, title, tr("Assign"), after, setting, parent)
        self.verb.setObjectName("assign")
        self.put(None, None)
        self._name()

    @Slot()
    def on_technician(self) -> None:
        self._name()
        self._start.put(self.free)
        self.check()

    def _name(self) -> None:
        self.verb.setText(tr("Assign to {name}", name=self.technician.name))


class MoveToDialog(PlaceDialog):
    """A booking: begins where it is."""

    def __init__(self, booking: BoardBooking, setting: Setting, parent: QWidget) -> None:
        detail = " · ".join(part for part in (booking.title, booking.customer, booking.site, booking.asset) if part)
        title = tr("Move {number} to…", number=booking.number)
        super().__init__(of_booking(booking), detail, title, tr("Move"), booking.start, setting, parent)
        self.put(booking.technician_id, booking.start)
