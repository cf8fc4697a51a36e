"""Inputs of a form, all read and written the same way."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QDateTime, QObject, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.shared.calm import CalmCombo, CalmDoubleSpin, CalmMoment
from domain.language import tr

LONG_TEXT_HEIGHT = 88


class Field(QObject):
    """One input: `value()` and `set_value()` speak plain Python, `edited` comes with every change."""

    edited = Signal()
    says_title = False
    """Whether the input shows its title itself, so that none is written above it."""

    def __init__(self, name: str, title: str, widget: QWidget) -> None:
        super().__init__(widget)
        self.name = name
        self.title = title
        self.widget = widget
        widget.setObjectName(f"field_{name}")
        widget.setAccessibleName(title)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def misread(self) -> str:
        """Why what was typed cannot be read; empty where it can."""
        return ""

    def part_of(self, _sentence: str) -> QWidget:
        """The input that a refusal speaks of, which is framed."""
        return self.widget

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()


class TextField(Field):
    """One line of text, stripped."""

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        self._line = QLineEdit()
        super().__init__(name, title, self._line)
        self._line.setPlaceholderText(hint)
        self._line.textChanged.connect(self._on_edited)

    def value(self) -> str:
        return self._line.text().strip()

    def set_value(self, value: Any) -> None:
        self._line.setText("" if value is None else str(value))


class LongTextField(Field):
    """Several lines of text."""

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        self._edit = QPlainTextEdit()
        super().__init__(name, title, self._edit)
        self._edit.setPlaceholderText(hint)
        self._edit.setFixedHeight(LONG_TEXT_HEIGHT)
        self._edit.setTabChangesFocus(True)
        self._edit.textChanged.connect(self._on_edited)

    def value(self) -> str:
        return self._edit.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._edit.setPlainText("" if value is None else str(value))


class ChoiceField(Field):
    """One of a few values, each with its word.

    With `keeps`, a record that is offered no more stays chosen, else a change to another field would lose it.
    """

    def __init__(self, name: str, title: str, choices: Sequence[tuple[Any, str]] = (), *, keeps: bool = False) -> None:
        self._keeps = keeps
        self._combo = self._made()
        self._offered: list[tuple[Any, str]] | None = None
        super().__init__(name, title, self._combo)
        self.offer(choices)
        self._combo.currentIndexChanged.connect(self._on_edited)

    def _made(self) -> QComboBox:
        return CalmCombo()

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the choices; the value stays if it is still among them."""
        if list(choices) == self._offered:
            return
        self._offered = list(choices)
        kept = self.value()
        self._combo.blockSignals(True)
        self._combo.clear()
        self._values = [value for value, _ in choices]
        self._combo.addItems([word for _, word in choices])
        self._combo.setCurrentIndex(self._place_of(kept))
        self._combo.blockSignals(False)

    def word(self, value: Any) -> str:
        """What stands for a value; empty for one that is not offered."""
        return self._combo.itemText(self._values.index(value)) if value in self._values else ""

    def value(self) -> Any:
        at = self._combo.currentIndex()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Any) -> None:
        if self._keeps and value is not None and self._place_of(value) < 0:
            self._values.append(value)
            self._combo.addItem(tr("Archived"))
        self._combo.setCurrentIndex(self._place_of(value))

    def _place_of(self, value: Any) -> int:
        return self._values.index(value) if value in self._values else -1


class NumberField(Field):
    """A number within bounds, with its unit."""

    def __init__(
        self, name: str, title: str, *, least: float = 0, most: float = 1e9, decimals: int = 0, unit: str = ""
    ) -> None:
        self._spin = CalmDoubleSpin()
        super().__init__(name, title, self._spin)
        self._spin.setRange(least, most)
        self._spin.setDecimals(decimals)
        self._spin.setSuffix(f" {unit}" if unit else "")
        self._spin.valueChanged.connect(self._on_edited)

    def value(self) -> float:
        return self._spin.value()

    def set_value(self, value: Any) -> None:
        self._spin.setValue(float(value or 0))


class MomentField(Field):
    """A date and time, local on screen, aware UTC in and out."""

    def __init__(self, name: str, title: str) -> None:
        self._edit = CalmMoment()
        super().__init__(name, title, self._edit)
        self._edit.setCalendarPopup(True)
        self._edit.dateTimeChanged.connect(self._on_edited)

    def value(self) -> datetime:
        return datetime.fromtimestamp(self._edit.dateTime().toSecsSinceEpoch(), UTC)

    def set_value(self, value: Any) -> None:
        if isinstance(value, datetime):
            self._edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(value.timestamp())))


class CheckField(Field):
    """Yes or no."""

    says_title = True

    def __init__(self, name: str, title: str) -> None:
        self._box = QCheckBox(title)
        super().__init__(name, title, self._box)
        self._box.toggled.connect(self._on_edited)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))
