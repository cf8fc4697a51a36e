"""Books the order that is shown: who, from when, how long; what speaks against it is said before it is done."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.orders.coming import ComingDialog
from app.orders.deeds import OrderDeeds
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, MomentField, NumberField
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.errors import Refusal
from domain.language import tr
from domain.reporting.order_detail import OrderDetail
from domain.scheduling.assistant.asking import Job, job_of, read
from domain.scheduling.assistant.values import Search
from domain.scheduling.assistant.values import Slot as FreeSlot
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.placing import service as scheduling
from domain.scheduling.placing.free_times import quarter_up
from domain.scheduling.rules.checks import NeedsConfirmation

AHEAD = timedelta(days=14)
LEAST_MINUTES, MOST_MINUTES = 5, 60 * 24 * 7

Free = list[tuple[BoardTechnician, FreeSlot | None]]
"""Technicians with the best slot of each, the best first; None where there is none."""


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
        asked = partial(self._ask, order, preferred)
        self._kit.tasks.run(partial(self._free, order), asked, self._on_failed, owner=self)

    def when_coming(self, order: OrderDetail) -> None:
        """Tell a customer on the phone when somebody could come."""
        ComingDialog(self._kit, self._desk, self._deeds, order, self._pane).start()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._deeds.told.emit(Notice(str(error), Mood.WARNING))

    def _free(self, order: OrderDetail) -> tuple[Job, Free]:
        now = self._kit.times.now()
        with self._desk.store.read() as session:
            job = job_of(session, order.id)
            assistant = read(session, now, now + AHEAD, self._kit.times.zone, now=now)
        people = [one for one in assistant.technicians if one.active]
        search = Search(job.need, job.minutes, now, now + AHEAD, lacking=True, most=len(people), most_each=1)
        best = {slot.technician_id: slot for slot in assistant.slots(search)}
        places = {technician_id: place for place, technician_id in enumerate(best)}
        people.sort(key=lambda one: (len(job.need.skills - one.skills), places.get(one.id, len(people)), one.name))
        return job, [(one, best.get(one.id)) for one in people]

    def _ask(self, order: OrderDetail, preferred: int | None, found: tuple[Job, Free]) -> None:
        job, free = found
        if not free:
            self._deeds.told.emit(Notice(tr("There are no technicians yet.")))
            return
        free.sort(key=lambda pair: pair[0].id != preferred)
        _AssignDialog(self._kit, self._deeds, order, job, free, self._pane).start()


class _AssignDialog(FormDialog):
    """Begins with whoever can come first; a change of technician goes to the first time that one is free."""

    def __init__(self, kit: Kit, deeds: OrderDeeds, order: OrderDetail, job: Job, free: Free, parent: QWidget) -> None:
        self._kit = kit
        self._job = job
        self._deeds = deeds
        self._order = order
        self._free = {technician.id: slot for technician, slot in free}
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
        self.begin({"technician": first, "start": self._when(first), "minutes": float(self._job.minutes)})

    def _choice(self, technician: BoardTechnician, slot: FreeSlot | None) -> tuple[int, str]:
        lacking = self._job.need.skills - technician.skills
        if lacking:
            told = tr("lacks {skills}", skills=", ".join(sorted(lacking)))
        elif slot is None:
            told = tr("not free")
        else:
            told = tr("{when}, {minutes} min of travel", when=self._kit.times.short(slot.start), minutes=slot.extra)
        return technician.id, f"{technician.name} · {told}"

    def _when(self, technician_id: int) -> datetime:
        slot = self._free[technician_id]
        return slot.start if slot is not None else quarter_up(self._kit.times.now())

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
        how = {"override": self._override, "zone": self._kit.times.zone}
        self._deeds.do_for(self.finish, self.show_refusal, done, scheduling.place, *wish, **how)

    def show_refusal(self, error: Exception) -> None:
        """What only has to be confirmed can be, with the same button."""
        super().show_refusal(error)
        if isinstance(error, NeedsConfirmation):
            self._override = True
            self.submit_button.setText(tr("Assign all the same"))
