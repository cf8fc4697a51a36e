"""The best slots for the order or booking that is selected: explained, shown on the board, booked with one key."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton
from sqlalchemy.orm import Session

from app.dispatch.assistant.combining import Combining
from app.dispatch.assistant.phone import PhoneDialog
from app.dispatch.assistant.why import WhyNot
from app.dispatch.board.drag import Cargo, Proposal, of_booking, of_order
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.links import Mood, Notice
from app.shared.slots.chooser import SlotChooser
from app.shared.slots.table import columns
from app.shared.throttle import Throttle
from domain.language import tr
from domain.scheduling.assistant.asking import DAY, Job, read
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.assistant.values import Slot as FreeSlot
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.progress.progress import AHEAD

MOST = 12
SOON_MS = 150
MINUTE = 60


class SlotsPane(Pane):
    """Looks anew whenever the plan changes, as long as it is in view."""

    key = "slots"
    icon = "sparkles"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._plan: Plan | None = None
        self._booking: BoardBooking | None = None
        self._order: UnassignedOrder | None = None
        self._selected: int | None = None
        self._shown = False
        self._soon = Throttle(SOON_MS, self._look, self)
        self._heading = label("", "section")
        self.chooser = SlotChooser(kit, desk, "dispatch_slots", columns(kit.times), MOST)
        self.why = WhyNot()
        self.phone_button = QPushButton(tr("On the phone…"))
        self.together_button = QPushButton(tr("All together…"))
        self.book_button = QPushButton(tr("Book this slot"))
        self._combining = Combining(kit, desk, self)
        self._arrange()
        self._connect()
        self._begin()

    @property
    def title(self) -> str:
        return tr("Best slots")

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self.why.offer(plan.technicians)
        self._soon.call()

    def show_selected(self, booking: BoardBooking | None) -> None:
        """Look at it, unless it was selected already when an order was chosen."""
        selected = booking.id if booking is not None else None
        if booking != self._booking and (self._booking is not None or selected != self._selected):
            self._booking = booking
            self._begin()
        self._selected = selected

    def show_order(self, order: UnassignedOrder | None) -> None:
        """What was chosen last is looked at: an order, though a booking is selected still."""
        if order != self._order:
            self._order = order
            self._booking = self._booking if order is None else None
            self._begin()

    def set_shown(self, shown: bool) -> None:
        self._shown = shown
        if shown:
            self._soon.call()
        else:
            self._soon.cancel()
            self.chooser.finder.drop()
            self.slot_shown.emit(None, False)

    def focus_first(self) -> None:
        self.chooser.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        return self.chooser.let_go()

    def _arrange(self) -> None:
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setContentsMargins(12, 8, 12, 6)
        self.kit.theme.dress(self.phone_button, "phone")
        self.phone_button.setToolTip(tr("Find a time for a customer who has no order yet"))
        self.book_button.setProperty("role", "primary")
        self.book_button.setToolTip(tr("Enter on a slot; Ctrl+Enter books the first one"))
        foot = column(margins=(12, 8, 12, 10), spacing=8)
        self.together_button.setToolTip(tr("When can all begin whom this order needs?"))
        foot.addWidget(self.why)
        foot.addWidget(self.together_button)
        buttons = row(spacing=6)
        buttons.addWidget(self.phone_button)
        buttons.addStretch(1)
        buttons.addWidget(self.book_button)
        foot.addLayout(buttons)
        whole = column(self)
        whole.addWidget(self._heading)
        whole.addWidget(self.chooser, 1)
        whole.addLayout(foot)
        self.setMinimumWidth(300)

    def _connect(self) -> None:
        chooser = self.chooser
        chooser.finder.found.connect(self.why.forget)
        chooser.finder.explained.connect(self.why.explain)
        chooser.failed.connect(self._on_failed)
        chooser.edited.connect(self._soon.call)
        chooser.chosen.connect(self._on_chosen)
        chooser.opened.connect(self._book)
        self.book_button.clicked.connect(self._on_book)
        self.phone_button.clicked.connect(self._on_phone)
        self.together_button.clicked.connect(self._on_together)
        self._combining.edits_asked.connect(self.edits_asked)
        self._combining.said.connect(self.said)
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
        cargo = self._cargo
        several = cargo is not None and cargo.booking is None and cargo.requirement_id is not None
        self.together_button.setVisible(several)
        self._heading.setText(f"{cargo.number} · {cargo.title}" if cargo else "")
        if cargo is None:
            hint = tr("Choose an order that waits, or a booking; its best times stand here.")
            self.chooser.forget(tr("No order chosen"), hint)
        elif self._is_settled:
            self.chooser.forget(tr("Nothing to look for"), tr("The work has begun, or is over; it stays where it is."))
        else:
            self.chooser.forget(tr("Looking…"))
        if self._shown:
            self._soon.call()

    @property
    def _is_settled(self) -> bool:
        """Whether somebody is at it already, or was."""
        return self._booking is not None and self._booking.status not in AHEAD

    def _look(self) -> None:
        cargo, plan = self._cargo, self._plan
        if cargo is not None and plan is not None and self._shown and not self._is_settled:
            minutes = round((cargo.finish - cargo.start) / MINUTE)
            booking, asked = cargo.booking, cargo.requirement_id
            job = Job(cargo.need, minutes, requirement_id=asked)
            if booking is not None:
                job = Job(cargo.need, minutes, booking.id, booking.version, asked)
            self.chooser.look(partial(_from_plan, plan, job, self.kit))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.said.emit(Notice(str(error), Mood.WARNING))

    @Slot(object)
    def _on_chosen(self, slot: FreeSlot | None) -> None:
        self.book_button.setEnabled(slot is not None)
        self.why.setEnabled(self.chooser.found is not None)
        if self._shown:
            self.slot_shown.emit(self._proposal(slot), self.chooser.table.hasFocus())

    def _proposal(self, slot: FreeSlot | None) -> Proposal | None:
        cargo, plan = self._cargo, self._plan
        if slot is None or cargo is None or plan is None:
            return None
        technician = next((one for one in plan.technicians if one.id == slot.technician_id), None)
        if technician is None:
            return None
        span = slot.start.timestamp(), slot.finish.timestamp()
        travel = slot.before.minutes if slot.before else 0
        return Proposal(cargo, technician, *span, findings=slot.findings, held=False, travel=travel)

    @Slot()
    def _on_book(self) -> None:
        if self.chooser.slot is not None:
            self._book(self.chooser.slot)

    @Slot()
    def _on_book_first(self) -> None:
        if self.chooser.found is not None and self.chooser.found.slots:
            self._book(self.chooser.found.slots[0])

    @Slot(object)
    def _book(self, slot: FreeSlot) -> None:
        cargo, found = self._cargo, self.chooser.found
        if cargo is None or found is None:
            return
        job, who = found.job, slot.technician_id
        edit = Edit(job.booking_id, cargo.order_id, who, slot.start, slot.finish, job.version, job.requirement_id)
        self.edits_asked.emit((edit,), "")

    @Slot(int)
    def _on_why(self, technician_id: int) -> None:
        if self.chooser.found is not None:
            self.chooser.finder.ask_why(self.chooser.found, technician_id)

    @Slot()
    def _on_together(self) -> None:
        if self._order is not None:
            self._combining.begin(self._order.id, self._order.number)

    @Slot()
    def _on_phone(self) -> None:
        dialog = PhoneDialog(self.kit, self._desk, self)
        dialog.booked.connect(self.order_chosen)
        dialog.told.connect(self.said)
        dialog.start()


def _from_plan(
    plan: Plan, job: Job, kit: Kit, session: Session, since: datetime, until: datetime
) -> tuple[Job, Assistant]:
    """What the board has loaded already, as far as it reaches."""
    now = kit.times.now()
    if plan.since <= since - DAY and until + DAY <= plan.until:
        return job, Assistant(plan.technicians, plan.bookings, plan.terms.at(now), kit.times.zone)
    return job, read(session, since, until, kit.times.zone, now=now)
