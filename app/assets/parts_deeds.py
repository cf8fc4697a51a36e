"""What can be done with the parts of an asset, each through a form of its own."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, entered, saved
from app.shared.fields import ChoiceField, TextField
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.parts import forms
from app.shared.parts.dialog import PartDialog
from app.shared.parts.replacing import PartReplacing, choices_for
from app.shared.search_choice import SearchChoiceField
from domain.errors import Refusal
from domain.language import tr
from domain.parts.choices import Choice, PartChoices, agreements_for
from domain.parts.model import PartKind
from domain.parts.queries import PartRow, PartsSheet
from domain.parts.service import add_part, begin_from_template, change_part, move_to_agreement, remove_part
from domain.parts.template_queries import TemplateRow, templates
from domain.parts.template_sources import template_from_asset

Values = dict[str, Any]


class PartsDeeds(QObject):
    """Opens the forms about parts; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self.entry = Entry(kit, desk, pane)
        self._replacing = PartReplacing(self.entry, kit)
        self.entry.told.connect(self.told)

    def add(self, asset_id: int, beside: PartRow | None) -> None:
        """A part in the assembly that is chosen, or beside the part that is."""
        self.entry.read(partial(choices_for, asset_id), partial(self._ask_new, beside))

    def change(self, asset_id: int, part: PartRow) -> None:
        self.entry.read(partial(choices_for, asset_id), partial(self._ask_change, part))

    def replace(self, asset_id: int, part: PartRow) -> None:
        self._replacing.begin(asset_id, part_id=part.id)

    def remove(self, part: PartRow) -> None:
        """Take it out, with a word about why."""
        title, said = tr("Take out {name}?", name=part.text), tr("What is in an assembly goes with it.")
        fields, submit = (TextField("note", tr("Why")),), partial(self._remove, part)
        self.entry.ask("part", title, fields, tr("Take the part out"), submit, said=said)

    def begin(self, sheet: PartsSheet) -> None:
        """Take the parts of a template over."""
        self.entry.read(_offered, partial(self._ask_template, sheet))

    def move(self, sheet: PartsSheet) -> None:
        """Carry the list to another agreement."""
        today = self._kit.times.now().date()
        self.entry.read(partial(_agreements, sheet.asset_id, today), partial(self._ask_agreement, sheet))

    def keep_as_template(self, sheet: PartsSheet) -> None:
        """Make a template from what is in it now."""
        fields = (TextField("name", tr("Name")),)
        said = tr("Templates are changed in the settings; parts of assets begin with them.")
        submit = partial(self._keep_template, sheet)
        self.entry.ask("template", tr("New parts template"), fields, tr("Make the template"), submit, said=said)

    def _ask_new(self, beside: PartRow | None, choices: PartChoices) -> None:
        values = forms.part_values(None, _holder(beside))
        self._ask(tr("New part of {name}", name=choices.asset), choices, None, values, tr("Put the part in"))

    def _ask_change(self, part: PartRow, choices: PartChoices) -> None:
        values = forms.part_values(part)
        self._ask(tr("Change {name}", name=part.text), choices, part, values, tr("Save"))

    def _ask(self, title: str, choices: PartChoices, part: PartRow | None, values: Values, verb: str) -> None:
        fields = forms.part_fields(choices, part)
        submit = partial(self._add, choices.asset_id) if part is None else partial(self._change, part)
        dialog = self.entry.ask("part", title, fields, verb, submit, kind=PartDialog)
        assert isinstance(dialog, PartDialog), "asked for above"
        dialog.offer(choices, values)

    def _add(self, asset_id: int, dialog: FormDialog, values: Values) -> None:
        made = forms.entry(values)
        name = made.text or dialog.form.fields["kind"].value().label
        self.entry.keep(dialog, partial(entered, name), add_part, asset_id, made, forms.on_order(values))

    def _change(self, part: PartRow, dialog: FormDialog, values: Values) -> None:
        self.entry.keep(dialog, partial(saved, part.text), change_part, part.id, part.version, forms.entry(values))

    def _remove(self, part: PartRow, dialog: FormDialog, values: Values) -> None:
        done = partial(_said, Notice(tr("{name} is taken out.", name=part.text)))
        self.entry.keep(dialog, done, remove_part, part.id, part.version, values["note"])

    def _ask_template(self, sheet: PartsSheet, found: tuple[TemplateRow, ...]) -> None:
        own = [row for row in found if row.asset_model_id == sheet.asset_model_id]
        other = [row for row in found if row.asset_model_id != sheet.asset_model_id]
        choices = [(row.id, " · ".join(filter(None, (row.name, row.asset_model)))) for row in (*own, *other)]
        fields = (SearchChoiceField("template_id", tr("Template"), choices),)
        said = tr("Its lines become the parts of this asset, and stay as they are in the template from then on.")
        values = {"template_id": choices[0][0] if choices else None}
        submit, verb = partial(self._begin, sheet), tr("Begin with these parts")
        self.entry.ask("template", tr("Begin from a template"), fields, verb, submit, values, said)

    def _begin(self, sheet: PartsSheet, dialog: FormDialog, values: Values) -> None:
        if values["template_id"] is None:
            raise Refusal(tr("Choose a template; they are made in the settings."), field="template_id")
        done = partial(_said, Notice(tr("The parts are begun.")))
        self.entry.keep(dialog, done, begin_from_template, sheet.asset_id, values["template_id"])

    def _ask_agreement(self, sheet: PartsSheet, found: tuple[Choice, ...]) -> None:
        fields = (ChoiceField("agreement_id", tr("Agreement"), found),)
        said = tr("The parts go there with their whole history.")
        values = {"agreement_id": sheet.agreement_id}
        submit, verb = partial(self._move, sheet), tr("Move the parts")
        self.entry.ask("agreement", tr("Move to another agreement"), fields, verb, submit, values, said)

    def _move(self, sheet: PartsSheet, dialog: FormDialog, values: Values) -> None:
        if values["agreement_id"] is None:
            raise Refusal(tr("Choose an agreement of this customer."), field="agreement_id")
        done = partial(_said, Notice(tr("The parts stand under the other agreement.")))
        self.entry.keep(dialog, done, move_to_agreement, sheet.list_id, sheet.version, values["agreement_id"])

    def _keep_template(self, sheet: PartsSheet, dialog: FormDialog, values: Values) -> None:
        self.entry.keep(dialog, partial(entered, values["name"]), template_from_asset, sheet.asset_id, values["name"])


def _holder(beside: PartRow | None) -> int | None:
    if beside is None:
        return None
    return beside.id if beside.kind is PartKind.ASSEMBLY else beside.parent_id


def _offered(session: Session) -> tuple[TemplateRow, ...]:
    return templates(session, with_inactive=False)


def _agreements(asset_id: int, today: date, session: Session) -> tuple[Choice, ...]:
    return agreements_for(session, asset_id, today)


def _said(done: Notice, _result: object) -> Notice:
    return done
