"""A limit as a field: any number, however small."""

from typing import Any

from app.settings.rules.inputs import NumberInput
from app.shared.fields import Field


class LimitField(Field):
    """A number; not a number while nothing is typed."""

    def __init__(self, name: str, title: str) -> None:
        self.input = NumberInput(title)
        super().__init__(name, title, self.input)
        self.input.edited.connect(self._on_edited)

    def value(self) -> float:
        return self.input.value()

    def set_value(self, value: Any) -> None:
        self.input.set_value(value)
