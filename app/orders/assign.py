"""Books the order that is shown: who, from when, how long; what speaks against it is said before it is done."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.orders.deeds import OrderDeeds
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, MomentField, NumberField
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.language import tr
from domain.reporting.order_detail import OrderDetail
from domain.scheduling import service as scheduling
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.checks import NeedsConfirmation
from domain.scheduling.free_times import quarter_up, ranked
from domain.scheduling.queries import bookings, technicians

AHEAD = timedelta(days=14)
LEAST_MINUTES, MOST_MINUTES = 5, 60 * 24 * 7

Free = list[tuple[BoardTechnician, datetime | None]]


class Assigning(QObject):
    """The way to a booking without the board."""

    def __init__(self, kit: Kit, desk: Desk, deeds: OrderDeeds, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self._desk = desk
        self._deeds = deeds
        self._pane = pane

    def begin(self, order: OrderDetail, preferred: int | None) -> None:
        """Look who is free, then ask."""
        self._kit.tasks.run(partial(self._free, order), partial(self._ask, order, preferred), owner=self)

    def _free(self, order: OrderDetail) -> Free:
        now = self._kit.times.now()
        with self._desk.store.read() as session:
            staff = technicians(session, now, now + AHEAD)
            taken = bookings(session, now, now + AHEAD)
        return ranked(staff, taken, frozenset(order.skills), order.minutes, now)

    def _ask(self, order: OrderDetail, preferred: int | None, free: Free) -> None:
        if not free:
            self._deeds.told.emit(Notice(tr("There are no technicians yet.")))
            return
        free.sort(key=lambda pair: pair[0].id != preferred)
        _AssignDialog(self._kit, self._deeds, order, free, self._pane).start()


class _AssignDialog(FormDialog):
    """Begins with whoever can come first; a change of technician goes to the first time that one is free."""

    def __init__(self, kit: Kit, deeds: OrderDeeds, order: OrderDetail, free: Free, parent: QWidget) -> None:
        self._kit = kit
        self._deeds = deeds
        self._order = order
        self._free = {technician.id: when for technician, when in free}
        self._override = False
        self.technician = ChoiceField("technician", tr("Technician"), [self._choice(*each) for each in free])
        self.start_field = MomentField("start", tr("Start"))
        least, most = LEAST_MINUTES, MOST_MINUTES
        self.minutes = NumberField("minutes", tr("Duration"), least=least, most=most, unit=tr("min"))
        fields = (self.technician, self.start_field, self.minutes)
        super().__init__(tr("Assign {number}", number=order.number), fields, tr("Assign"), parent, order.title)
        self.setObjectName("dialog_assign")
        self.technician.edited.connect(self._on_technician)
        self.form.edited.connect(self._on_edited)
        self.submitted.connect(self._on_submitted)

    def start(self) -> None:
        """Show it with the first choice."""
        first = next(iter(self._free))
        self.begin({"technician": first, "start": self._when(first), "minutes": float(self._order.minutes)})

    def _choice(self, technician: BoardTechnician, when: datetime | None) -> tuple[int, str]:
        lacking = frozenset(self._order.skills) - technician.skills
        free = self._kit.times.short(when) if when else tr("not free")
        told = tr("lacks {skills}", skills=", ".join(sorted(lacking))) if lacking else free
        return technician.id, f"{technician.name} · {told}"

    def _when(self, technician_id: int) -> datetime:
        return self._free[technician_id] or quarter_up(self._kit.times.now())

    @Slot()
    def _on_technician(self) -> None:
        chosen = self.technician.value()
        if chosen is not None:
            self.start_field.set_value(self._when(chosen))

    @Slot()
    def _on_edited(self) -> None:
        self._override = False
        self.submit_button.setText(tr("Assign"))

    @Slot(object)
    def _on_submitted(self, values: dict[str, Any]) -> None:
        finish = values["start"] + timedelta(minutes=values["minutes"])
        done = Notice(tr("{number} is booked.", number=self._order.number))
        wish = (self._order.id, values["technician"], values["start"], finish)
        self._deeds.do_for(self.finish, self.show_refusal, done, scheduling.place, *wish, override=self._override)

    def show_refusal(self, error: Exception) -> None:
        """What only has to be confirmed can be, with the same button."""
        super().show_refusal(error)
        if isinstance(error, NeedsConfirmation):
            self._override = True
            self.submit_button.setText(tr("Assign all the same"))
