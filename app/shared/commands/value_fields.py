"""The input for one value of a command, by its kind; what is left empty is None."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.shared.fields import ChoiceField, Field
from app.shared.numbers import measured
from domain.language import figure, tr
from domain.monitoring.command_fields import DIGITS, LONGEST_TEXT, FieldKind
from domain.monitoring.command_fields import Field as Wanted


def value_field(wanted: Wanted) -> Field:
    """The input for a value."""
    title = titled(wanted)
    match wanted.kind:
        case FieldKind.NUMBER | FieldKind.WHOLE:
            return NumberLine(wanted.name, title)
        case FieldKind.SWITCH:
            return ChoiceField(wanted.name, title, _choices(wanted, [(True, tr("on")), (False, tr("off"))]))
        case FieldKind.CHOICE:
            return ChoiceField(wanted.name, title, _choices(wanted, [(each, each) for each in wanted.choices]))
        case FieldKind.TEXT:
            return TextLine(wanted.name, title)


def titled(wanted: Wanted) -> str:
    """What a value is called, with its range and unit, and whether it may be left out."""
    about = [span_of(wanted)] if wanted.kind in {FieldKind.NUMBER, FieldKind.WHOLE} else []
    if not wanted.required:
        about.append(tr("optional"))
    said = ", ".join(filter(None, about))
    name = wanted.label or wanted.name
    return tr("{name} ({about})", name=name, about=said) if said else name


def span_of(wanted: Wanted) -> str:
    """Between which numbers a value lies, with the unit; the unit alone where nothing bounds it."""
    low, high = ("" if each is None else figure(each, DIGITS) for each in (wanted.low, wanted.high))
    if low and high:
        words = tr("{low} to {high}", low=low, high=high)
    elif low:
        words = tr("at least {low}", low=low)
    else:
        words = tr("at most {high}", high=high) if high else ""
    return f"{words} {wanted.unit}".strip()


class NumberLine(Field):
    """A number, typed with point or comma; what is none stays what was typed, to be refused as such."""

    def __init__(self, name: str, title: str) -> None:
        self._line = QLineEdit()
        super().__init__(name, title, self._line)
        self._line.textChanged.connect(self._on_edited)

    def value(self) -> float | str | None:
        typed = self._line.text().strip()
        try:
            return float(typed.replace(",", ".")) if typed else None
        except ValueError:
            return typed

    def set_value(self, value: Any) -> None:
        if isinstance(value, int | float):
            self._line.setText(measured(value))
        else:
            self._line.setText("" if value is None else str(value))


class TextLine(Field):
    """A text, as it was typed."""

    def __init__(self, name: str, title: str) -> None:
        self._line = QLineEdit()
        super().__init__(name, title, self._line)
        self._line.setMaxLength(LONGEST_TEXT)
        self._line.textChanged.connect(self._on_edited)

    def value(self) -> str | None:
        return self._line.text() or None

    def set_value(self, value: Any) -> None:
        self._line.setText("" if value is None else str(value))


def _choices(wanted: Wanted, choices: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Nothing is chosen beforehand; what may be left out can be left out again."""
    return choices if wanted.required else [(None, tr("leave it out")), *choices]
