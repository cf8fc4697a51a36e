"""Several who are needed at once: looks when they can begin together, asks which, and books them all."""

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.scheduling.assistant.asking import read
from domain.scheduling.assistant.group_loading import ways_of
from domain.scheduling.assistant.together import Together, together
from domain.scheduling.placing.edit_values import Edit

AHEAD = timedelta(days=14)

Found = tuple[Together, ...]


class Combining(QObject):
    """From an order to the edits that book everybody who is needed."""

    edits_asked = Signal(object, str)
    said = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._kit = kit
        self._desk = desk
        self._owner = owner

    def begin(self, order_id: int, number: str) -> None:
        """Look, then ask."""
        self._kit.tasks.run(partial(self._look, order_id), partial(self._on_found, order_id, number), owner=self)

    def _look(self, order_id: int) -> Found:
        now = self._kit.times.now()
        with self._desk.store.read() as session:
            ways = ways_of(session, order_id, now, now + AHEAD)
            assistant = read(session, now, now + AHEAD, self._kit.times.zone, now=now)
        return together(assistant, ways)

    def _on_found(self, order_id: int, number: str, found: Found) -> None:
        if not found:
            self.said.emit(Notice(tr("Within 14 days all who are needed are never free together."), Mood.WARNING))
            return
        dialog = CombinedDialog(self._kit, order_id, number, found, self._owner)
        dialog.edits_asked.connect(self.edits_asked)
        dialog.begin({"who": 0})


class CombinedDialog(FormDialog):
    """The combinations as choices, the best first."""

    edits_asked = Signal(object, str)

    def __init__(self, kit: Kit, order_id: int, number: str, found: Found, parent: QWidget) -> None:
        self._kit = kit
        self._order_id = order_id
        self._found = found
        who = ChoiceField("who", tr("Who and when"), [(at, self._words(each)) for at, each in enumerate(found)])
        super().__init__(tr("All together for {number}", number=number), (who,), tr("Book"), parent)
        self.setObjectName("dialog_together")
        self.submitted.connect(self._on_submitted)

    def _words(self, each: Together) -> str:
        people = ", ".join(slot.name for _, slot in each.slots)
        return tr("{when}: {people}", when=self._kit.times.short(each.start), people=people)

    @Slot(object)
    def _on_submitted(self, values: dict[str, Any]) -> None:
        chosen = self._found[values["who"]]
        edits = tuple(
            Edit(None, self._order_id, slot.technician_id, slot.start, slot.finish, requirement_id=part.requirement_id)
            for part, slot in chosen.slots
        )
        self.finish()
        self.edits_asked.emit(edits, "")
