"""Inputs of a condition: each holds one plain value, and says when it was changed."""

import csv
from collections.abc import Mapping, Sequence
from math import isnan, nan
from typing import Any, Protocol

from PySide6.QtCore import QRegularExpression, Signal, SignalInstance, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.shared.calm import CalmCombo, CalmSpin
from app.shared.layout import row
from domain.language import tr

NUMBER_WIDTH = 76
MOST_TIMES = 10_000
SECOND, MINUTE, HOUR, DAY = 1, 60, 3600, 86400
UNITS = (SECOND, MINUTE, HOUR, DAY)
DELIMITER = ";"


class Input(Protocol):
    """Something that holds a value; `details` are shown only to those who want more."""

    @property
    def details(self) -> Sequence[QWidget]: ...

    @property
    def edited(self) -> SignalInstance: ...

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...


class NumberInput(QLineEdit):
    """A number of any size; nothing typed is no number."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(NUMBER_WIDTH)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"-?\d*[.,]?\d*(e-?\d+)?"), self))
        self.textEdited.connect(self.edited)

    def value(self) -> float:
        try:
            return float(self.text().replace(",", "."))
        except ValueError:
            return nan

    def set_value(self, value: Any) -> None:
        number = nan if value is None else float(value)
        if repr(number) != repr(self.value()):
            self.setText("" if isnan(number) else f"{number:.12g}".replace(".", tr(".")))


class SpanInput(QWidget):
    """A length of time in seconds, typed in the unit that suits."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.number = NumberInput(name)
        self.unit = CalmCombo()
        self.unit.addItems([tr("seconds"), tr("minutes"), tr("hours"), tr("days")])
        self.unit.setCurrentIndex(UNITS.index(MINUTE))
        self.unit.setAccessibleName(tr("Unit of time"))
        beside = row(self, spacing=4)
        beside.addWidget(self.number)
        beside.addWidget(self.unit)
        beside.addStretch(1)
        self.setFocusProxy(self.number)
        self.number.edited.connect(self.edited)
        self.unit.activated.connect(self._on_unit)

    def value(self) -> float:
        return self.number.value() * UNITS[self.unit.currentIndex()]

    def set_value(self, value: Any) -> None:
        seconds = float(value)
        if repr(seconds) == repr(self.value()):
            return
        units = [unit for unit in UNITS if seconds and seconds % unit == 0] or [MINUTE if seconds == 0 else SECOND]
        self.unit.setCurrentIndex(UNITS.index(units[-1]))
        self.number.set_value(seconds / units[-1])

    @Slot()
    def _on_unit(self) -> None:
        self.edited.emit()


class ChoiceInput(CalmCombo):
    """One of a few values, each with its word."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str, words: Mapping[Any, str]) -> None:
        super().__init__()
        self._values = tuple(words)
        self.addItems(list(words.values()))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.activated.connect(self._on_activated)

    def value(self) -> Any:
        return self._values[self.currentIndex()]

    def set_value(self, value: Any) -> None:
        self.setCurrentIndex(self._values.index(value))

    @Slot()
    def _on_activated(self) -> None:
        self.edited.emit()


class CountInput(CalmSpin):
    """How many."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, MOST_TIMES)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.valueChanged.connect(self._on_changed)

    def set_value(self, value: Any) -> None:
        self.setValue(int(value))

    @Slot()
    def _on_changed(self) -> None:
        self.edited.emit()


class WordsInput(QLineEdit):
    """Texts, parted by semicolons; one that holds a semicolon stands in quotes."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(tr("fault; alarm"))
        self.textEdited.connect(self.edited)

    def value(self) -> tuple[str, ...]:
        found = next(csv.reader([self.text()], delimiter=DELIMITER, skipinitialspace=True), [])
        return tuple(word.strip() for word in found if word.strip())

    def set_value(self, value: Any) -> None:
        if tuple(value) != self.value():
            self.setText(f"{DELIMITER} ".join(_quoted(word) for word in value))


class FlagInput(QCheckBox):
    """Yes or no."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.clicked.connect(self.edited)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if DELIMITER in word or '"' in word else word
