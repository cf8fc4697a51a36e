"""The best slots for the order or booking that is selected: explained, shown on the board, booked with one key."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton
from sqlalchemy.orm import Session

from app.dispatch.assistant.why import WhyNot
from app.dispatch.board.drag import Cargo, Proposal, of_booking, of_order
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.links import Mood, Notice
from app.shared.slots.asked_bar import AskedBar
from app.shared.slots.finder import Found, SlotFinder
from app.shared.slots.table import SlotRow, columns, rows, told
from app.shared.table import RowTable
from app.shared.throttle import Throttle
from domain.language import tr
from domain.scheduling.assistant.asking import DAY, Job, read
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.edit_values import Edit

MOST = 12
SOON_MS = 150
MINUTE = 60


class SlotsPane(Pane):
    """Looks anew whenever the plan changes, as long as it is in view."""

    key = "slots"
    icon = "sparkles"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._finder = SlotFinder(kit, desk, self)
        self._plan: Plan | None = None
        self._booking: BoardBooking | None = None
        self._order: UnassignedOrder | None = None
        self._found: Found | None = None
        self._shown = False
        self._soon = Throttle(SOON_MS, self._look, self)
        self._heading = label("", "section")
        self.asked = AskedBar()
        self.table: RowTable[SlotRow] = RowTable(columns(kit.times), kit, "dispatch_slots", self.title)
        self.reasons = label("", wrap=True)
        self.why = WhyNot()
        self.book_button = QPushButton(tr("Book this slot"))
        self._arrange()
        self._connect()
        self._tell_nothing()

    @property
    def title(self) -> str:
        return tr("Best slots")

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self.why.offer(plan.technicians)
        self._soon.call()

    def show_selected(self, booking: BoardBooking | None) -> None:
        if booking != self._booking:
            self._booking = booking
            self._begin()

    def show_order(self, order: UnassignedOrder | None) -> None:
        if order != self._order:
            self._order = order
            self._begin()

    def set_shown(self, shown: bool) -> None:
        self._shown = shown
        if shown:
            self._soon.call()
        else:
            self._soon.cancel()
            self._finder.drop()
            self.slot_shown.emit(None)

    def focus_first(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        had = self.table.chosen() is not None
        self.table.clearSelection()
        self.table.selectionModel().clearCurrentIndex()
        return had

    def _arrange(self) -> None:
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.book_button.setProperty("role", "primary")
        self.book_button.setToolTip(tr("Enter on a slot; Ctrl+Enter books the first one"))
        head = column(margins=(12, 8, 12, 8), spacing=6)
        head.addWidget(self._heading)
        head.addWidget(self.asked)
        foot = column(margins=(12, 8, 12, 10), spacing=8)
        foot.addWidget(self.reasons)
        foot.addWidget(self.why)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self.book_button)
        foot.addLayout(buttons)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.setMinimumWidth(300)

    def _connect(self) -> None:
        self._finder.found.connect(self._on_found)
        self._finder.explained.connect(self.why.explain)
        self._finder.failed.connect(self._on_failed)
        self.asked.edited.connect(self._soon.call)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._book)
        self.book_button.clicked.connect(self._on_book)
        self.why.asked.connect(self._on_why)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_book_first)

    @property
    def _cargo(self) -> Cargo | None:
        if self._booking is not None:
            return of_booking(self._booking)
        return None if self._order is None else of_order(self._order)

    def _begin(self) -> None:
        """Something else is selected: what was found for the last one is of no use."""
        self._found = None
        self._tell_nothing()
        if self._shown:
            self.slot_shown.emit(None)
            self._soon.call()

    def _look(self) -> None:
        cargo, plan = self._cargo, self._plan
        if cargo is not None and plan is not None and self._shown:
            minutes = round((cargo.finish - cargo.start) / MINUTE)
            booking = cargo.booking
            job = Job(cargo.need, minutes, booking.id if booking else None, booking.version if booking else None)
            self._finder.look(partial(_from_plan, plan, job, self.kit), self.asked.asked(MOST))

    def _tell_nothing(self) -> None:
        cargo = self._cargo
        self.table.set_rows((), mark=False)
        self._heading.setText(f"{cargo.number} · {cargo.title}" if cargo else "")
        self._heading.setVisible(cargo is not None)
        if cargo is None:
            hint = tr("Choose an order that waits, or a booking; its best times stand here.")
            self.table.set_empty(tr("No order chosen"), hint, self.icon)
        else:
            self.table.set_empty(tr("Looking…"), "", self.icon)
        self._tell(None)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._found = found
        hint = tr("Nobody who may do it has so much time. Look further ahead, or at those who lack a skill.")
        self.table.set_empty(tr("No free slot"), hint, "calendar-clock")
        self.table.set_rows(rows(found.slots), mark=False)
        if found.slots and self.table.chosen() is None:
            self.table.choose(1)
        self._tell(self.table.chosen())
        self.why.forget()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.said.emit(Notice(str(error), Mood.WARNING))

    @Slot(object)
    def _on_chosen(self, chosen: SlotRow | None) -> None:
        self._tell(chosen)

    def _tell(self, chosen: SlotRow | None) -> None:
        found = self._found
        self.book_button.setEnabled(chosen is not None)
        self.why.setEnabled(found is not None)
        self.reasons.setVisible(chosen is not None)
        if chosen is not None and found is not None:
            self.reasons.setText(told(chosen.slot, found.currency, self.kit.times))
        if self._shown:
            self.slot_shown.emit(self._proposal(chosen))

    def _proposal(self, chosen: SlotRow | None) -> Proposal | None:
        cargo, plan = self._cargo, self._plan
        if chosen is None or cargo is None or plan is None:
            return None
        slot = chosen.slot
        technician = next((one for one in plan.technicians if one.id == slot.technician_id), None)
        if technician is None:
            return None
        span = slot.start.timestamp(), slot.finish.timestamp()
        travel = slot.before.minutes if slot.before else 0
        return Proposal(cargo, technician, *span, findings=slot.findings, held=False, travel=travel)

    @Slot()
    def _on_book(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None:
            self._book(chosen)

    @Slot()
    def _on_book_first(self) -> None:
        if self._found is not None and self._found.slots:
            self._book(SlotRow(1, self._found.slots[0]))

    @Slot(object)
    def _book(self, chosen: SlotRow) -> None:
        cargo, found = self._cargo, self._found
        if cargo is None or found is None:
            return
        slot, job = chosen.slot, found.job
        edit = Edit(
            job.booking_id,
            cargo.order_id,
            slot.technician_id,
            slot.start,
            slot.finish,
            version=job.version,
            requirement_id=cargo.requirement_id,
        )
        self.edits_asked.emit((edit,), "")

    @Slot(int)
    def _on_why(self, technician_id: int) -> None:
        if self._found is not None:
            self._finder.ask_why(self._found, technician_id)


def _from_plan(
    plan: Plan, job: Job, kit: Kit, session: Session, since: datetime, until: datetime
) -> tuple[Job, Assistant]:
    """What the board has loaded already, as far as it reaches."""
    if plan.since <= since - DAY and until + DAY <= plan.until:
        return job, Assistant(plan.technicians, plan.bookings, plan.terms, kit.times.zone)
    return job, read(session, since, until, kit.times.zone)
