"""What can be done with visits: generated once the numbers were seen, moved, tried again, dismissed."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.shared.days import short_day
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.visits.generation import Generation
from app.visits.move_dialog import MoveDialog
from app.visits.question import Question
from domain.language import tr, trn
from domain.visits.made_queries import MadeRow
from domain.visits.making import Generated
from domain.visits.moving import move_order
from domain.visits.outlook import Outlook
from domain.visits.queries import TroubleRow
from domain.visits.trouble_service import dismiss, try_again
from domain.visits.window import OpenDay
from domain.visits.working_days import working_days


class VisitDeeds(QObject):
    """Asks once more before many orders are made; says what came of the rest."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._desk, self._pane = kit, desk, pane
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)
        self.generation = Generation(kit, desk, self)

    def generate(self, question: Question, found: Outlook) -> None:
        """Ask whether what was previewed is to be made."""
        number, total, period = self._kit.times.number, found.total, question.period
        said = tr(
            "{visits} of {agreements}, due from {first} until {last}, are made in up to {orders}.",
            visits=trn("{count} visit", "{count} visits", total.visits),
            agreements=trn("{count} agreement", "{count} agreements", found.agreements),
            orders=trn("{count} order", "{count} orders", total.orders),
            first=short_day(period.first),
            last=short_day(period.last),
        )
        closed = tr("On closed days: {count}.", count=number(total.conflicts)) if total.conflicts else ""
        title, submit = tr("Generate the visits?"), partial(self._generate, question)
        self._entry.ask("generate", title, (), tr("Generate"), submit, said=f"{said} {closed}".strip())

    def move(self, visit: MadeRow) -> None:
        """Ask for the day on which the order of a visit is to be."""
        self._entry.read(partial(working_days, visit_id=visit.id), partial(self._ask_day, visit))

    def try_again(self, trouble: TroubleRow) -> None:
        work = partial(self._desk.do, try_again, trouble.id)
        self._kit.tasks.run(work, self._on_tried, self._on_failed, owner=self)

    def dismiss(self, trouble: TroubleRow) -> None:
        words = tr("Taken off the list: {line}, due on {day}.", line=trouble.line, day=short_day(trouble.due))
        self._entry.act(Notice(words), dismiss, trouble.id)

    def _generate(self, question: Question, dialog: FormDialog, _values: dict[str, Any]) -> None:
        dialog.finish()
        self.generation.start(question)

    def _ask_day(self, visit: MadeRow, is_open: OpenDay) -> None:
        dialog = MoveDialog(visit, is_open, self._pane)
        self._entry.show("move", dialog, partial(self._move, visit), {"day": visit.day})

    def _move(self, visit: MadeRow, dialog: FormDialog, values: dict[str, Any]) -> None:
        done = partial(_moved, visit, values["day"])
        self._entry.keep(dialog, done, move_order, visit.order_id, visit.day, values["day"])

    def _on_tried(self, made: Generated) -> None:
        if made.visits:
            self.told.emit(Notice(tr("It is made now.")))
        elif made.troubles:
            self.told.emit(Notice(tr("It still cannot be made; the reason stands beside it."), Mood.WARNING))
        else:
            self.told.emit(Notice(tr("It is due no longer."), Mood.INFO))

    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))


def _moved(visit: MadeRow, day: date, _result: None) -> Notice:
    return Notice(tr("{order} stands on {day} now.", order=visit.order, day=short_day(day)))
