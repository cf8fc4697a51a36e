"""The lines of a template that is frozen: to be read, not to be changed."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from app.shared.fields import Field
from app.shared.layout import label
from app.shared.numbers import written
from domain.parts.drafts import PartDraft

INSIDE = "      "


class FrozenLinesField(Field):
    """The value is the tuple of `PartDraft` that it was given."""

    def __init__(self, name: str, title: str) -> None:
        self._label = label("", wrap=True)
        super().__init__(name, title, self._label)
        self._lines: tuple[PartDraft, ...] = ()
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def value(self) -> tuple[PartDraft, ...]:
        return self._lines

    def set_value(self, value: Any) -> None:
        self._lines = tuple(value or ())
        self._label.setText("\n".join(map(_words, self._lines)))


def _words(line: PartDraft) -> str:
    amount = f"{written(Decimal(line.quantity))} {line.unit}".strip()
    return f"{INSIDE * line.level}{amount}  {line.text}"
