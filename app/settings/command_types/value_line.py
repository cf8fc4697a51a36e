"""The inputs of one value that a command takes."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.settings.line_input import LineInput
from app.shared.calm import CalmCombo
from app.shared.layout import column, row
from app.shared.numbers import measured
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.monitoring.command_fields import Field, FieldKind

NARROW = 76
DELIMITER = ";"
NUMBERS = (FieldKind.NUMBER, FieldKind.WHOLE)


class ValueLine(Line):
    """Its name, kind and label; below, what bounds it, by its kind."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.name = LineInput(tr("Name"), tr("as devices know it"))
        self.label = LineInput(tr("Label"), tr("as people read it"))
        self.unit = LineInput(tr("Unit"), tr("unit"), NARROW)
        self.low = LineInput(tr("At least"), tr("from"), NARROW)
        self.high = LineInput(tr("At most"), tr("to"), NARROW)
        self.choices = LineInput(tr("Choices"), tr("eco; normal; full"))
        for line in (self.name, self.label, self.unit, self.low, self.high, self.choices):
            line.textChanged.connect(self.tell)
        self.required = QCheckBox(tr("needed"))
        self.kind: QComboBox = CalmCombo()
        self.kind.setAccessibleName(tr("Kind"))
        self.kind.addItems([each.label for each in FieldKind])
        self.required.setChecked(True)
        self.required.toggled.connect(self.tell)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._arrange()
        self._show_parts()

    def value(self) -> Field:
        kind = self._kind()
        counts = kind in NUMBERS
        return Field(
            name=self.name.text().strip(),
            kind=kind,
            label=self.label.text().strip(),
            unit=self.unit.text().strip() if counts else "",
            low=self.low.number() if counts else None,
            high=self.high.number() if counts else None,
            choices=_words(self.choices.text()) if kind is FieldKind.CHOICE else (),
            required=self.required.isChecked(),
        )

    def set_value(self, value: Any) -> None:
        if not isinstance(value, Field) or repr(value) == repr(self.value()):
            return
        self.kind.setCurrentIndex(list(FieldKind).index(value.kind))
        for line, text in (
            (self.name, value.name),
            (self.label, value.label),
            (self.unit, value.unit),
            (self.low, measured(value.low)),
            (self.high, measured(value.high)),
            (self.choices, f"{DELIMITER} ".join(value.choices)),
        ):
            line.setText(text)
        self.required.setChecked(value.required)

    def _kind(self) -> FieldKind:
        return list(FieldKind)[max(0, self.kind.currentIndex())]

    @Slot()
    def _on_kind(self) -> None:
        self._show_parts()
        self.tell()

    def _show_parts(self) -> None:
        """Only what bounds a value of this kind is asked for."""
        for each in (self.low, self.high, self.unit):
            each.setVisible(self._kind() in NUMBERS)
        self.choices.setVisible(self._kind() is FieldKind.CHOICE)

    def _arrange(self) -> None:
        rows = column(spacing=4)
        first, second = row(spacing=6), row(spacing=6)
        first.addWidget(self.name, 2)
        first.addWidget(self.label, 3)
        second.addWidget(self.kind)
        bounds: tuple[tuple[QWidget, int], ...] = ((self.low, 0), (self.high, 0), (self.unit, 0), (self.choices, 1))
        for widget, stretch in bounds:
            second.addWidget(widget, stretch)
        second.addWidget(self.required)
        second.addStretch(1)
        rows.addLayout(first)
        rows.addLayout(second)
        rows.setContentsMargins(0, 0, 0, 8)
        self.inputs.addLayout(rows, 1)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(DELIMITER) if word.strip())
