"""Assigns an order without the mouse: who, from when, how long, and live what speaks against it."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.dispatch.plan import Plan
from app.dispatch.records import Place
from app.shared.layout import column, label, row
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import BoardTechnician, UnassignedOrder
from domain.scheduling.checks import Finding, Level, Placement, check, worst
from domain.scheduling.free_times import quarter_up, ranked

LONGEST = 7 * 24 * 60
QUARTER = 15


class AssignDialog(QDialog):
    """Asks for technician and time."""

    decided = Signal(object)
    """The `Place` that the user wants."""

    def __init__(
        self,
        order: UnassignedOrder,
        plan: Plan,
        after: datetime,
        times: Times,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._order = order
        self._plan = plan
        self._after = after
        self._times = times
        self._ranked = ranked(plan.technicians, plan.bookings, order.skills, order.minutes, after)
        self._technician = QComboBox()
        self._start = QDateTimeEdit()
        self._minutes = QSpinBox()
        self._findings = label("", "hint", wrap=True)
        self._assign = QPushButton()
        self._cancel = QPushButton(tr("Cancel"))
        self._arrange()
        self._fill()
        self._technician.currentIndexChanged.connect(self._on_technician)
        self._start.dateTimeChanged.connect(self._check)
        self._minutes.valueChanged.connect(self._check)
        self._assign.clicked.connect(self._decide)
        self._cancel.clicked.connect(self.reject)

    @property
    def place(self) -> Place:
        """What the user decided."""
        start = self._begins()
        finish = start + timedelta(minutes=self._minutes.value())
        return Place(self._order.id, self._chosen().id, start, finish)

    def findings(self) -> tuple[Finding, ...]:
        """All that speaks against it now."""
        place, technician = self.place, self._chosen()
        placement = Placement(technician.id, place.start, place.finish)
        return check(placement, technician, self._plan.bookings, self._order.need, zone=self._times.zone)

    def _arrange(self) -> None:
        self.setWindowTitle(tr("Assign {number}", number=self._order.number))
        self.setMinimumWidth(420)
        self._start.setCalendarPopup(True)
        if self._times.zone is not None:
            self._start.setTimeZone(QTimeZone(str(self._times.zone).encode()))
        self._start.setDisplayFormat("ddd d MMM yyyy, HH:mm")
        self._minutes.setRange(QUARTER // 3, LONGEST)
        self._minutes.setSingleStep(QUARTER)
        self._assign.setDefault(True)
        named = {"technician": self._technician, "start": self._start, "minutes": self._minutes}
        for name, widget in (named | {"assign": self._assign}).items():
            widget.setObjectName(name)
        form = QFormLayout(horizontalSpacing=16, verticalSpacing=10)
        form.addRow(label(tr("Technician"), "muted"), self._technician)
        form.addRow(label(tr("Start"), "muted"), self._start)
        form.addRow(label(tr("Duration"), "muted"), self._minutes)
        self._minutes.setSuffix(tr(" min"))
        self._findings.setMinimumHeight(54)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._assign)
        self._assign.setProperty("role", "primary")
        whole = column(self, margins=(20, 16, 20, 16), spacing=10)
        whole.addWidget(label(f"{self._order.number} · {self._order.title}", "heading", wrap=True))
        place = " · ".join(part for part in (self._order.customer, self._order.site, self._order.asset) if part)
        whole.addWidget(label(place, "muted", wrap=True))
        whole.addSpacing(4)
        whole.addLayout(form)
        whole.addWidget(self._findings)
        whole.addLayout(buttons)

    def _fill(self) -> None:
        # What lies outside of the loaded time could not be checked here.
        self._start.setDateTimeRange(self._local(self._plan.since), self._local(self._plan.until))
        self._minutes.setValue(self._order.minutes)
        for technician, free in self._ranked:
            when = self._times.short(free) if free else tr("not free")
            lacking = self._order.skills - technician.skills
            skill = tr("lacks {skills}", skills=", ".join(sorted(lacking))) if lacking else when
            self._technician.addItem(f"{technician.name} · {skill}")
        self._on_technician()

    def _chosen(self) -> BoardTechnician:
        return self._ranked[self._technician.currentIndex()][0]

    def _begins(self) -> datetime:
        ms = self._start.dateTime().toMSecsSinceEpoch()
        return datetime.fromtimestamp(ms / 1000, self._times.now().tzinfo)

    def _local(self, moment: datetime) -> QDateTime:
        return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000), self._start.timeZone())

    @Slot()
    def _decide(self) -> None:
        self.decided.emit(replace(self.place, warned=bool(self.findings())))
        self.accept()

    @Slot()
    def _on_technician(self) -> None:
        free = self._ranked[self._technician.currentIndex()][1] or quarter_up(self._after)
        self._assign.setText(tr("Assign to {name}", name=self._chosen().name))
        self._start.setDateTime(self._local(free))
        self._check()

    @Slot()
    def _check(self) -> None:
        found = self.findings()
        sentences = [finding.sentence for finding in found] or [tr("Nothing speaks against it.")]
        self._findings.setText("\n".join(sentences))
        self._findings.setProperty("role", "wrong" if found else "hint")
        self._findings.style().unpolish(self._findings)
        self._findings.style().polish(self._findings)
        self._assign.setEnabled(worst(found) is not Level.REFUSAL)
