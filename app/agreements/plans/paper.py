"""The plan of visits as a paper for the customer: asks for which days, then shows it."""

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.shared.date_fields import DateField
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.fields import CheckField
from app.shared.kit import Kit
from app.shared.papers.preview import PreviewDialog, open_preview
from domain.documents.sheets import Sheet, visit_sheet
from domain.language import tr

YEAR = timedelta(days=364)


class PlanPaper(Entry):
    """The question, and the paper that follows from it."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(kit, desk, pane)
        self.paper: PreviewDialog | None = None

    def ask_days(self, agreement_id: int) -> None:
        """Ask from when until when; a year from today on unless something else is said."""
        today = self._kit.times.local(self._kit.times.now()).date()
        fields = (
            DateField("first", tr("From")),
            DateField("last", tr("Until")),
            CheckField("technicians", tr("Tell who comes")),
        )
        values = {"first": today, "last": today + YEAR, "technicians": True}
        submit = partial(self._lay_out, agreement_id)
        self.ask("plan_paper", tr("Plan of visits"), fields, tr("Preview"), submit, values)

    def _lay_out(self, agreement_id: int, dialog: FormDialog, values: dict[str, Any]) -> None:
        work = partial(self._sheet, agreement_id, values)
        self._kit.tasks.run(work, partial(self._on_made, dialog), partial(self._on_refused, dialog), owner=self)

    def _sheet(self, agreement_id: int, values: dict[str, Any]) -> Sheet:
        with self._desk.store.read() as session:
            first, last, technicians = values["first"], values["last"], values["technicians"]
            return visit_sheet(session, agreement_id, first, last, technicians=technicians)

    def _on_made(self, dialog: FormDialog, sheet: Sheet) -> None:
        dialog.finish()
        self.paper = open_preview(self._pane, self._kit, sheet)
