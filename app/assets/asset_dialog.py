"""The form of an asset: what it can be a part of follows its site, and a serial number is asked about twice."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.assets.forms import wholes_at
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, Field
from domain.assets.entry_queries import AssetChoices
from domain.errors import Refusal

SAME_SERIAL = "same_serial"


class AssetDialog(FormDialog):
    """Asks what an asset is, where it stands, or both."""

    def __init__(self, title: str, fields: Sequence[Field], verb: str, parent: QWidget, said: str = "") -> None:
        super().__init__(title, fields, verb, parent, said)
        self._choices = AssetChoices((), (), (), ())
        self._asset_id: int | None = None
        self.form.edited.connect(self._on_edited)

    def offer(self, choices: AssetChoices, asset_id: int | None, values: Mapping[str, Any]) -> None:
        """Know what there is; the asset itself, if it is there already, cannot be a part of itself."""
        self._choices, self._asset_id = choices, asset_id
        if SAME_SERIAL in self.form.fields:
            self.form.show_field(SAME_SERIAL, False)
        if "parent_id" in self.form.fields:
            self._offer_wholes()
            self.form.fill(values)

    def show_refusal(self, error: Exception) -> None:
        if isinstance(error, Refusal) and error.field == SAME_SERIAL:
            self.form.show_field(SAME_SERIAL, True)
        super().show_refusal(error)

    def _offer_wholes(self) -> None:
        field = self.form.fields["parent_id"]
        if isinstance(field, ChoiceField):
            with self.form.filling():
                field.offer(wholes_at(self._choices, self.form.fields["site_id"].value(), self._asset_id))
                if field.value() is None:
                    field.set_value(None)

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == "site_id":
            self._offer_wholes()
