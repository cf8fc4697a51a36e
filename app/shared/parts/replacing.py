"""Replacing a part of an asset, from its page or from an order."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.parts.dialog import PartDialog
from app.shared.parts.forms import on_order, replacement, replacement_fields, replacement_values
from domain.errors import Gone, Refusal
from domain.language import tr
from domain.parts.choices import PartChoices, part_choices
from domain.parts.model import PartKind
from domain.parts.queries import PartRow
from domain.parts.replacing import replace_part


class PartReplacing(QObject):
    """Asks what comes in place of which part, and does it."""

    def __init__(self, entry: Entry, kit: Kit) -> None:
        super().__init__(entry)
        self._entry = entry
        self._times = kit.times

    def begin(self, asset_id: int, *, part_id: int | None = None, order_id: int | None = None) -> None:
        """Ask for the part, unless it is given; `order_id` is the order it is done on."""
        self._entry.read(partial(choices_for, asset_id), partial(self._ask, part_id, order_id))

    def _ask(self, part_id: int | None, order_id: int | None, choices: PartChoices) -> None:
        if not choices.parts:
            words = tr("No parts of {name} are entered; that is done on its page.", name=choices.asset)
            self._entry.told.emit(Notice(words, Mood.WARNING))
            return
        chosen = _chosen(choices.parts, part_id)
        values, fields = replacement_values(chosen, order_id), replacement_fields(choices)
        title, verb = tr("Replace a part of {name}", name=choices.asset), tr("Replace the part")
        said = tr("What is in an assembly goes with it.")
        dialog = self._entry.ask("part", title, fields, verb, self._replace, said=said, kind=PartDialog)
        assert isinstance(dialog, PartDialog), "asked for above"
        dialog.offer(choices, values, self._times.now().date())
        dialog.form.fields["quantity" if part_id else "part_id"].widget.setFocus()

    def _replace(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        old = dialog.replaced if isinstance(dialog, PartDialog) else None
        if old is None:
            raise Refusal(tr("Choose the part that goes."), field="part_id")
        done, new = partial(_replaced, old.text), replacement(values)
        self._entry.keep(dialog, done, replace_part, old.id, old.version, new, on_order(values))


def choices_for(asset_id: int, session: Session) -> PartChoices:
    """What there is for an asset. Raises Gone."""
    found = part_choices(session, asset_id)
    if found is None:
        raise Gone(tr("This asset is not there any more."))
    return found


def _chosen(parts: Sequence[PartRow], part_id: int | None) -> PartRow:
    """The part that is meant, else the first one that is replaced alone."""
    alone = [row for row in parts if row.kind is not PartKind.ASSEMBLY]
    return next((row for row in parts if row.id == part_id), (alone or parts)[0])


def _replaced(name: str, _part_id: int) -> Notice:
    return Notice(tr("“{name}” is replaced.", name=name))
