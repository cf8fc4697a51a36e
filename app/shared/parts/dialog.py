"""The form of a part: articles follow its kind, and what concerns an order is asked once there is one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from app.shared.days import short_day
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from app.shared.parts.forms import ON_ORDER, articles_for, replacement_values
from domain.language import tr
from domain.parts.choices import PartChoices
from domain.parts.model import PartKind
from domain.parts.queries import PartRow


class PartDialog(FormDialog):
    """Asks for a part, or for what comes in place of one."""

    _choices: PartChoices | None = None
    _today = date.min

    def offer(self, choices: PartChoices, values: Mapping[str, Any], today: date = date.min) -> None:
        """Know what there is, and begin with `values`; a part whose warranty holds `today` is told of."""
        self._choices, self._today = choices, today
        self._follow(values.get("kind") or self._kind_of(values.get("part_id")))
        self.form.fill(values)
        self._show_order()
        self._tell_warranty()
        self.form.edited.connect(self._on_edited)

    @property
    def replaced(self) -> PartRow | None:
        """The part that goes, where one is chosen."""
        return self._part(self.form.values().get("part_id"))

    def _part(self, part_id: int | None) -> PartRow | None:
        parts = () if self._choices is None else self._choices.parts
        return next((row for row in parts if row.id == part_id), None)

    def _kind_of(self, part_id: int | None) -> PartKind:
        part = self._part(part_id)
        return PartKind.PART if part is None else part.kind

    def _follow(self, kind: PartKind) -> None:
        field = self.form.fields["article_id"]
        if isinstance(field, ChoiceField) and self._choices is not None:
            with self.form.filling():
                field.offer(articles_for(self._choices, kind))
                if field.value() is None:
                    field.set_value(None)

    def _show_order(self) -> None:
        if "order_id" in self.form.fields:
            for name in ON_ORDER:
                self.form.show_field(name, self.form.fields["order_id"].value() is not None)

    def _tell_warranty(self) -> None:
        part = self.replaced
        if part is not None:
            holds = part.warranty_until is not None and part.warranty_until >= self._today
            words = tr("{part} is under warranty until {day}.", part=part.text, day=short_day(part.warranty_until))
            self.set_said(words if holds else tr("What is in an assembly goes with it."))

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == "kind":
            self._follow(self.form.fields["kind"].value())
        elif name == "order_id":
            self._show_order()
        elif name == "part_id" and (part := self.replaced) is not None:
            self._follow(part.kind)
            self.form.fill(replacement_values(part, self.form.fields["order_id"].value()))
            self._tell_warranty()
