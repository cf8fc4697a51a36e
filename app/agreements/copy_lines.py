"""Lines that are taken over from a template or another agreement, with the plans of their visits."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.searched_field import SearchedField
from app.shared.tick_list import TickList
from app.shared.type_ahead import Found
from domain.agreements.detail import AgreementDetail
from domain.agreements.listing import ListedAgreement
from domain.errors import Refusal
from domain.language import tr, trn
from domain.reporting.agreement_choices import Choices, agreements_found, lines_to_copy
from domain.visits.copying import copy_lines

WIDTH = 400
HEIGHT = 360


class CopyLines(QObject):
    """Asks from where, and which lines."""

    def __init__(self, kit: Kit, entry: Entry, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._entry, self._pane = kit, entry, pane

    def ask(self, shown: AgreementDetail) -> None:
        """Open the form over the agreement that gets the lines."""
        source = SearchedField("source", tr("From"), tr("No agreement and no template has this."), tr("Number or name"))
        ticks = TickList(tr("Lines to take over"), tr("Its lines will stand here."))
        ticks.setMinimumSize(WIDTH, HEIGHT)
        said = tr("Their visits are planned as there, from the start of this agreement on.")
        title = tr("Take over lines into {name}", name=shown.number)
        dialog = FormDialog(title, (source,), tr("Take them over"), self._pane, said, beside=ticks)
        source.searched.connect(partial(self._on_searched, source))
        source.edited.connect(partial(self._on_source, shown, source, ticks))
        self._entry.show("copy_lines", dialog, partial(self._copy, shown, ticks), {"source": None})

    def _copy(self, shown: AgreementDetail, ticks: TickList, dialog: FormDialog, values: dict[str, Any]) -> None:
        if values["source"] is None:
            raise Refusal(tr("Choose from where first."), field="source")
        line_ids = [key for key, _ in ticks.chosen()]
        self._entry.keep(dialog, partial(_copied, shown.number), copy_lines, shown.id, line_ids)

    def _on_searched(self, source: SearchedField, words: str) -> None:
        today = self._kit.times.local(self._kit.times.now()).date()
        self._entry.read(partial(agreements_found, words=words, on=today), partial(_offer, source, words))

    def _on_source(self, shown: AgreementDetail, source: SearchedField, ticks: TickList) -> None:
        found = source.value()
        if found is None:
            ticks.offer(())
            return
        read = partial(lines_to_copy, agreement_id=found.value, customer_id=shown.customer_id)
        self._entry.read(read, partial(_offer_lines, ticks))


def _offer(source: SearchedField, words: str, found: tuple[ListedAgreement, ...]) -> None:
    if isValid(source):
        source.line.offer(words, [Found(each.id, f"{each.number}  {each.name}", _below(each)) for each in found])


def _offer_lines(ticks: TickList, lines: Choices) -> None:
    if isValid(ticks):
        ticks.offer(lines, ticked=True)


def _below(each: ListedAgreement) -> str:
    return each.customer or tr("Template in {folder}", folder=each.folder)


def _copied(name: str, count: int) -> Notice:
    return Notice(
        trn("{count} line is taken over into {name}.", "{count} lines are taken over into {name}.", count, name=name)
    )
