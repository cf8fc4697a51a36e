"""“When could somebody come?”: four slots to tell the customer; the one chosen is promised and booked."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.orders.deeds import OrderDeeds
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from app.shared.kit import Kit
from app.shared.layout import label
from app.shared.links import Notice
from app.shared.slots.asked_bar import AskedBar
from app.shared.slots.finder import Found, SlotFinder
from app.shared.slots.table import SlotRow, rows, told, wide_columns
from app.shared.table import RowTable
from domain.language import tr, trn
from domain.reporting.order_detail import OrderDetail
from domain.scheduling.assistant.asking import Job, job_of, read
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.checks import NeedsConfirmation
from domain.scheduling.edit_values import Edit
from domain.scheduling.promising import promise_and_book

FEW = 4
WIDE, LIST_HEIGHT, WORDS_HEIGHT = 560, 150, 170
USUAL_HOURS = 2
HOURS = (1, 2, 4)


class ComingDialog(FormDialog):
    """Looks while one talks; Enter promises and books what is chosen."""

    def __init__(self, kit: Kit, desk: Desk, deeds: OrderDeeds, order: OrderDetail, parent: QWidget) -> None:
        self._kit = kit
        self._deeds = deeds
        self._order = order
        self._override = False
        self._found: Found | None = None
        widths = [(hours, trn("within {count} hour", "within {count} hours", hours)) for hours in HOURS]
        window = ChoiceField("window", tr("Promise the arrival"), [*widths, (0, tr("not at all"))])
        super().__init__(
            tr("When could somebody come for {number}?", number=order.number),
            (window,),
            tr("Book"),
            parent,
            order.title,
        )
        self.setObjectName("dialog_coming")
        self._finder = SlotFinder(kit, desk, self)
        self._read = partial(_for_order, order.id, kit)
        self.asked = AskedBar()
        self.table: RowTable[SlotRow] = RowTable(wide_columns(kit.times), kit, "order_slots", tr("Slots"))
        self.reasons = label("", "muted", wrap=True)
        self._lay_out()
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self.show_refusal)
        self.asked.edited.connect(self._look)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self.submit)
        self.form.edited.connect(self._on_edited)
        self.submitted.connect(self._on_submitted)

    def start(self) -> None:
        """Show it and look."""
        self.begin({"window": USUAL_HOURS})
        self._look()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.setMinimumWidth(WIDE)
        self.table.setMinimumHeight(LIST_HEIGHT)
        self.reasons.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setMinimumHeight(WORDS_HEIGHT)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.middle.setContentsMargins(16, 0, 16, 0)
        self.middle.setSpacing(8)
        for widget in (self.asked, self.table, self.reasons):
            self.middle.addWidget(widget)
        self.submit_button.setEnabled(False)

    @Slot()
    def _look(self) -> None:
        self.table.set_empty(tr("Looking…"), "", "sparkles")
        self._finder.look(self._read, self.asked.asked(FEW))

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._found = found
        hint = tr("Nobody who may do it has so much time. Look further ahead, or at those who lack a skill.")
        self.table.set_empty(tr("No free slot"), hint, "calendar-clock")
        self.table.set_rows(rows(found.slots), mark=False)
        if found.slots:
            self.table.choose(1)
        self._on_chosen(self.table.chosen())

    @Slot(object)
    def _on_chosen(self, chosen: SlotRow | None) -> None:
        self._on_edited()
        self.submit_button.setEnabled(chosen is not None)
        found = self._found
        self.reasons.setText(told(chosen.slot, found.currency, self._kit.times) if chosen and found else "")

    @Slot()
    def _on_edited(self) -> None:
        self._override = False
        self.submit_button.setText(tr("Book"))

    @Slot(object)
    def _on_submitted(self, values: dict[str, Any]) -> None:
        chosen, found = self.table.chosen(), self._found
        if chosen is None or found is None:
            return
        slot, job = chosen.slot, found.job
        edit = Edit(job.booking_id, self._order.id, slot.technician_id, slot.start, slot.finish, version=job.version)
        window = _window(slot.start, values["window"])
        done = Notice(tr("{number} is booked.", number=self._order.number))
        wish = (promise_and_book, edit, window)
        self._deeds.do_for(self.finish, self.show_refusal, done, *wish, override=self._override, reason=None)

    def show_refusal(self, error: Exception) -> None:
        """What only has to be confirmed can be, with the same button."""
        super().show_refusal(error)
        if isinstance(error, NeedsConfirmation):
            self._override = True
            self.submit_button.setText(tr("Book all the same"))


def _window(start: datetime, hours: int) -> tuple[datetime, datetime] | None:
    return (start, start + timedelta(hours=hours)) if hours else None


def _for_order(order_id: int, kit: Kit, session: Session, since: datetime, until: datetime) -> tuple[Job, Assistant]:
    return job_of(session, order_id), read(session, since, until, kit.times.zone)
