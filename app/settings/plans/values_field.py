"""The values of the command that a step sends, as a field of the form."""

from typing import Any

from app.shared.commands.values import CommandValues
from app.shared.fields import Field
from domain.errors import Refusal
from domain.monitoring.command_fields import Fields


class ValuesField(Field):
    """What was given, fitting or not, by the names of the values."""

    def __init__(self, name: str, title: str) -> None:
        self.inputs = CommandValues()
        super().__init__(name, title, self.inputs)
        self.inputs.edited.connect(self._on_edited)

    def ask_for(self, fields: Fields) -> None:
        """Ask for these values."""
        self.inputs.show_fields(fields)

    def value(self) -> dict[str, Any]:
        return self.inputs.given()

    def set_value(self, value: Any) -> None:
        self.inputs.set_values(value or {})

    def show_refusal(self, refusal: Refusal) -> None:
        """Say it beside its input."""
        self.inputs.show_refusal(refusal)
