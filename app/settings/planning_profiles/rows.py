"""Inputs with their words beside them, as a list of prices is written: what it is, and at the right how much."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QWidget

from app.settings.fields import typed_number
from app.shared.calm import CalmSpin
from app.shared.fields import Field
from app.shared.layout import label, row
from app.shared.numbers import measured, written
from domain.language import tr

WIDTH = 620
INPUT = 96
UNIT = 52
#: The numbers that are kept have no more digits than these before or after the point.
MOST_DIGITS = 400
Typed = Decimal | str


class RowField(Field):
    """Words at the left, `inputs` at the right, then the unit."""

    says_title = True

    def __init__(self, name: str, title: str, inputs: Sequence[QWidget], unit: str) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        whole.setMaximumWidth(WIDTH)
        beside = row(whole, spacing=8)
        words, measure = label(title, wrap=True), label(unit, "muted")
        words.setBuddy(inputs[-1])
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        measure.setFixedWidth(UNIT)
        beside.addWidget(words, 1)
        for each in inputs:
            beside.addWidget(each)
        beside.addWidget(measure)
        inputs[-1].setFixedWidth(INPUT)
        whole.setFocusProxy(inputs[-1])


class PriceField(RowField):
    """A price as it is typed. With `never` it may be None, "not for sale"; once it is for sale again, it is `usual`."""

    def __init__(self, name: str, title: str, unit: str, *, never: bool = False, usual: float = 0.0) -> None:
        self.line = price_line(title)
        self.never = never_box(title)
        self._usual = usual
        super().__init__(name, title, (self.never, self.line), unit)
        self.never.setVisible(never)
        self.line.textChanged.connect(self._on_edited)
        self.never.toggled.connect(self._on_never)

    def value(self) -> Typed | None:
        return None if self.never.isChecked() else typed_price(self.line.text())

    def set_value(self, value: Any) -> None:
        self.never.setChecked(value is None)
        self.line.setText(price_words(value))

    def part_of(self, _sentence: str) -> QWidget:
        return self.line

    @Slot(bool)
    def _on_never(self, never: bool) -> None:
        self.line.setEnabled(not never)
        if not never and not self.line.text():
            self.line.setText(measured(self._usual))
        self.edited.emit()


class CountField(RowField):
    """A whole number; `nothing` is what the least says."""

    def __init__(self, name: str, title: str, unit: str, nothing: str, most: int, least: int = 0) -> None:
        self.spin = CalmSpin()
        self.spin.setRange(least, most)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.setSpecialValueText(nothing)
        self.spin.setAccessibleName(title)
        super().__init__(name, title, (self.spin,), unit)
        self.spin.valueChanged.connect(self._on_edited)

    def value(self) -> int:
        return self.spin.value()

    def set_value(self, value: Any) -> None:
        self.spin.setValue(int(value or 0))

    def part_of(self, _sentence: str) -> QWidget:
        return self.spin


def price_line(name: str) -> QLineEdit:
    """Where a price is typed."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def never_box(name: str) -> QCheckBox:
    """A tick that takes something off the market."""
    made = QCheckBox(tr("never"))
    made.setAccessibleName(f"{name}: {made.text()}")
    made.setToolTip(tr("Not for sale: a plan never does this, whatever it would save"))
    return made


def typed_price(text: str) -> Typed:
    """The number that was typed; what is none, or has more digits than any price, stays as it is."""
    found = typed_number(text)
    if isinstance(found, Decimal) and found.is_finite() and abs(found.adjusted()) <= MOST_DIGITS:
        return found
    return text.strip()


def price_words(value: float | Typed | None) -> str:
    """A price as it stands in its input; what was no number stays as it was typed."""
    if isinstance(value, str):
        return value
    return written(value) if isinstance(value, Decimal) else measured(value)
