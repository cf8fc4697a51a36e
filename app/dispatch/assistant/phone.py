"""A customer is on the phone and has no order yet: site, work and skills are asked, slots told, all booked in one."""

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.fields import NumberField, TextField
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.search_choice import SearchChoiceField
from app.shared.skills_field import SkillsField
from app.shared.slots.chooser import SlotChooser
from app.shared.slots.dialog import SlotDialog
from app.shared.slots.table import columns
from app.shared.slots.window_field import WindowField
from app.shared.throttle import Throttle
from domain.language import tr
from domain.orders.model import Origin
from domain.orders.service import OrderDraft
from domain.scheduling.assistant.asking import Job, draft_need, read
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.placing.promising import Booked, open_and_book
from domain.scheduling.travel.queries import site_choices
from domain.words import Priority
from domain.workforce.queries import skill_rows

FEW = 4
WIDE, TALL = 480, 460
USUAL_MINUTES, LEAST_MINUTES, MOST_MINUTES = 60, 15, 10 * 60
SOON_MS = 250

Choices = list[tuple[int, str]]


class PhoneDialog(SlotDialog):
    """Looks anew with every answer."""

    booked = Signal(int)
    """The id of the order that was opened."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget) -> None:
        self._kit = kit
        self._desk = desk
        self.site = SearchChoiceField("site_id", tr("Site"))
        self.title = TextField("title", tr("Title"), tr("What is to be done"))
        self.minutes = NumberField(
            "minutes", tr("Expected work"), least=LEAST_MINUTES, most=MOST_MINUTES, unit=tr("min")
        )
        self.skills = SkillsField()
        self._window = WindowField()
        fields = (self.site, self.title, self.minutes, self.skills, self._window)
        chooser = SlotChooser(kit, desk, "phone_slots", columns(kit.times), FEW)
        chooser.setMinimumSize(WIDE, TALL)
        title, verb = tr("When could somebody come?"), tr("Open and book")
        super().__init__(title, fields, verb, chooser, kit.memory, parent, beside=True)
        self.setObjectName("dialog_phone")
        self._names: dict[int, str] = {}
        self._soon = Throttle(SOON_MS, self._look, self)
        self.chooser.edited.connect(self._soon.call)
        self.form.edited.connect(self._on_asked)
        self.submitted.connect(self._on_submitted)

    def start(self) -> None:
        """Read what can be chosen, then show it."""
        self._kit.tasks.run(self._choices, self._on_choices, owner=self)

    def _choices(self) -> tuple[Choices, Choices]:
        with self._desk.store.read() as session:
            return site_choices(session), [(row.id, row.name) for row in skill_rows(session)]

    def _on_choices(self, found: tuple[Choices, Choices]) -> None:
        sites, skills = found
        self._names = dict(skills)
        self.site.offer(sites)
        self.skills.offer(skills)
        self.begin({"site_id": None, "title": "", "minutes": USUAL_MINUTES, "window": self._window.usual})
        self.chooser.forget(tr("No site chosen"), tr("Choose where the work is; the times stand here."))

    @Slot()
    def _look(self) -> None:
        site_id, minutes = self.site.value(), int(self.minutes.value() or 0)
        if site_id is None or minutes < LEAST_MINUTES:
            return
        names = frozenset(self._names[skill_id] for skill_id in self.skills.value())
        self.chooser.look(partial(_for_site, site_id, names, minutes, self._kit))

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        if name in ("site_id", "minutes", "skills"):
            self._soon.call()

    @Slot(object)
    def _on_submitted(self, values: dict[str, Any]) -> None:
        slot = self.chooser.slot
        if slot is None:
            return
        draft = OrderDraft(
            title=values["title"],
            priority=Priority.NORMAL,
            origin=Origin.HAND,
            minutes=int(values["minutes"]),
            site_id=values["site_id"],
            skill_ids=values["skills"],
        )
        booked = partial(
            self._desk.do,
            open_and_book,
            draft,
            slot.technician_id,
            slot.start,
            self._window.window(slot.start),
            zone=self._kit.times.zone,
            **self.despite(),
        )
        self._kit.tasks.run(booked, self._on_booked, self.show_refusal, owner=self)

    def _on_booked(self, booked: Booked) -> None:
        self.finish()
        self.told.emit(Notice(tr("{number} is booked.", number=booked.number)))
        self.booked.emit(booked.order_id)


def _for_site(
    site_id: int, skills: frozenset[str], minutes: int, kit: Kit, session: Session, since: datetime, until: datetime
) -> tuple[Job, Assistant]:
    assistant = read(session, since, until, kit.times.zone, now=kit.times.now())
    return Job(draft_need(session, site_id, skills), minutes), assistant
