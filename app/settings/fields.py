"""Inputs that several sections need beside those that every form has."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.shared.fields import Field
from app.shared.layout import column
from domain.language import tr


class DecimalField(Field):
    """An exact number, typed as the language writes it; empty is None, and what is no number stays what was typed."""

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        self._line = QLineEdit()
        super().__init__(name, title, self._line)
        self._line.setPlaceholderText(hint)
        self._line.textChanged.connect(self._on_edited)

    def value(self) -> Decimal | str | None:
        return typed_number(self._line.text())

    def set_value(self, value: Any) -> None:
        self._line.setText(written(value) if isinstance(value, Decimal) else str(value or ""))


class ChecksField(Field):
    """Several yes or no under each other; the value is the set of those that are ticked."""

    def __init__(self, name: str, title: str, choices: Sequence[tuple[Any, str]] = ()) -> None:
        whole = QWidget()
        self._layout = column(whole, spacing=2)
        self._boxes: dict[Any, QCheckBox] = {}
        super().__init__(name, title, whole)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the choices; what is ticked stays so where it can."""
        if [(value, box.text()) for value, box in self._boxes.items()] == list(choices):
            return
        kept = self.value()
        for box in self._boxes.values():
            self._layout.removeWidget(box)
            box.deleteLater()
        self._boxes = {value: QCheckBox(word) for value, word in choices}
        for box in self._boxes.values():
            self._layout.addWidget(box)
        for first in list(self._boxes.values())[:1]:
            self.widget.setFocusProxy(first)
        self.set_value(kept)
        for box in self._boxes.values():
            box.toggled.connect(self._on_edited)

    def value(self) -> frozenset[Any]:
        return frozenset(value for value, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        for each, box in self._boxes.items():
            box.setChecked(each in (value or ()))


def typed_number(text: str) -> Decimal | str | None:
    """The number that was typed; what is none stays as it is, and nothing is None."""
    typed = text.strip()
    if not typed:
        return None
    try:
        return Decimal(typed.replace(tr("."), "."))
    except InvalidOperation:
        return typed


def written(value: Decimal) -> str:
    """A number as the language writes it, without zeros at its end."""
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", tr("."))
