"""The form in which a visit gets another day, which says when nobody works on it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.date_fields import DateField
from app.shared.days import short_day
from app.shared.dialog import FormDialog
from domain.language import tr
from domain.visits.made_queries import MadeRow
from domain.visits.window import OpenDay


class MoveDialog(FormDialog):
    """Asks for the day; a closed one can be kept, once it was read that it is."""

    def __init__(self, visit: MadeRow, is_open: OpenDay, parent: QWidget) -> None:
        super().__init__(tr("Move the visit?"), (DateField("day", tr("New day")),), tr("Move"), parent)
        self._visit, self._is_open = visit, is_open
        self.form.edited.connect(self._follow)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        super().begin(values)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        day = self.form.values()["day"]
        said = tr(
            "{order} stands on {day}. All its visits move, and what is promised of it counts from the new day.",
            order=self._visit.order,
            day=short_day(self._visit.day),
        )
        closed = "" if self._is_open(day) else tr("Nobody works on {day}: it is a closed day.", day=short_day(day))
        self.set_said("\n".join(part for part in (said, closed) if part))
