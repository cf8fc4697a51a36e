"""The form of a part: articles follow its kind, and what concerns an order is asked once there is one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from app.shared.parts.forms import ON_ORDER, articles_for, replacement_values
from domain.parts.choices import PartChoices
from domain.parts.model import PartKind
from domain.parts.queries import PartRow


class PartDialog(FormDialog):
    """Asks for a part, or for what comes in place of one."""

    _choices: PartChoices | None = None

    def offer(self, choices: PartChoices, values: Mapping[str, Any]) -> None:
        """Know what there is, and begin with `values`."""
        self._choices = choices
        self._follow(values.get("kind") or self._kind_of(values.get("part_id")))
        self.form.fill(values)
        self._show_order()
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

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == "kind":
            self._follow(self.form.fields["kind"].value())
        elif name == "order_id":
            self._show_order()
        elif name == "part_id" and (part := self.replaced) is not None:
            self._follow(part.kind)
            self.form.fill(replacement_values(part, self.form.fields["order_id"].value()))
