"""Inputs for what a condition looks at: a metric, what is made of its readings, and the limit for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from app.settings.rules.inputs import ChoiceInput, NumberInput, SpanInput
from app.settings.rules.words import hows, whose
from app.shared.calm import CalmCombo
from app.shared.layout import row
from domain.language import tr
from domain.monitoring.definitions.measure import How, Measure, OfAsset

LETTERS = 13
STRETCH = 600.0


@dataclass(frozen=True, slots=True)
class Known:
    """The metrics that can be chosen (name, label, unit), and the names of limits that assets have."""

    metrics: tuple[tuple[str, str, str], ...] = ()
    limits: tuple[str, ...] = ()

    def label(self, metric: str) -> str:
        """What people call a metric."""
        return next((label for name, label, _ in self.metrics if name == metric), "")

    def unit(self, metric: str) -> str:
        """The unit of a metric; empty where nobody knows it."""
        return next((unit for name, _, unit in self.metrics if name == metric), "")


class MetricInput(CalmCombo):
    """A metric, chosen by its label or typed as devices name it."""

    edited = Signal()
    details: Sequence[QWidget] = ()

    def __init__(self, name: str, known: Known, *, may_be_any: bool = False) -> None:
        super().__init__()
        self._may_be_any = may_be_any
        labels = [label for _, label, _ in known.metrics]
        self._words = {
            metric: label if labels.count(label) == 1 else f"{label} ({metric})" for metric, label, _ in known.metrics
        }
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
        self.addItems(list(self._words.values()))
        self.setAccessibleName(name)
        self.setToolTip(name)
        line, completer = self.lineEdit(), self.completer()
        if line is not None:
            line.setPlaceholderText(tr("any metric") if may_be_any else tr("Metric"))
        if isinstance(completer, QCompleter):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCurrentIndex(-1)
        self.editTextChanged.connect(self._on_typed)

    def value(self) -> str | None:
        typed = self.currentText().strip()
        name = next((metric for metric, word in self._words.items() if word == typed), typed)
        return name or (None if self._may_be_any else "")

    def set_value(self, value: Any) -> None:
        if value != self.value():
            self.setEditText(self._words.get(value, value or ""))

    @Slot()
    def _on_typed(self) -> None:
        self.edited.emit()


class MeasureInput(QWidget):
    """A metric; among the details what is made of its readings, and whose it is."""

    edited = Signal()

    def __init__(self, name: str, known: Known) -> None:
        super().__init__()
        self.chooser = MetricInput(name, known)
        row(self).addWidget(self.chooser)
        self.setFocusProxy(self.chooser)
        self._how = ChoiceInput(tr("What is made of the readings"), hows())
        self._over = SpanInput(tr("Over which time"))
        self._whose = ChoiceInput(tr("Whose metric"), whose())
        self.details: Sequence[QWidget] = (self._how, self._over, self._whose)
        self.chooser.edited.connect(self.edited)
        self._over.edited.connect(self.edited)
        self._whose.edited.connect(self.edited)
        self._how.edited.connect(self._on_how)

    def value(self) -> Measure:
        how = self._how.value()
        metric, owner = self.chooser.value() or "", self._whose.value()
        return Measure(metric, whose=owner) if how is None else Measure(metric, self._over.value(), how, owner)

    def set_value(self, value: Any) -> None:
        self.chooser.set_value(value.metric)
        self._how.set_value(None if value.over == 0 else value.how)
        self._over.set_value(value.over)
        self._whose.set_value(value.whose)
        self._show_over()

    def _show_over(self) -> None:
        self._over.setEnabled(self._how.value() is not None)

    @Slot()
    def _on_how(self) -> None:
        how: How | None = self._how.value()
        self._over.set_value(0.0 if how is None else self._over.value() or STRETCH)
        self._show_over()
        self.edited.emit()


class LimitInput(QWidget):
    """A number; among the details the name of a limit that assets have, which the number then stands in for."""

    edited = Signal()

    def __init__(self, name: str, known: Known) -> None:
        super().__init__()
        self.number = NumberInput(name)
        row(self).addWidget(self.number)
        self.setFocusProxy(self.number)
        self._name = QLineEdit()
        self._name.setPlaceholderText(tr("or a limit of the asset"))
        own = tr("name of the limit that the asset has")
        self._name.setAccessibleName(f"{name}: {own}")
        self._name.setToolTip(tr("A limit that assets have for themselves; the number holds for the others"))
        self._name.setCompleter(QCompleter(list(known.limits), self._name))
        self.details: Sequence[QWidget] = (self._name,)
        self.number.edited.connect(self.edited)
        self._name.textEdited.connect(self.edited)

    def value(self) -> float | OfAsset:
        number, name = self.number.value(), self._name.text().strip()
        if not name:
            return number
        return OfAsset(name, None if isnan(number) else number)

    def set_value(self, value: Any) -> None:
        named = isinstance(value, OfAsset)
        self.number.set_value(value.otherwise if named else value)
        self._name.setText(value.name if named else "")
