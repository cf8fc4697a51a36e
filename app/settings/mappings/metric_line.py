"""The inputs of one value that becomes a metric."""

from typing import Any

from PySide6.QtWidgets import QComboBox

from app.settings.line_input import LineInput
from app.shared.calm import CalmCombo
from app.shared.layout import column, label, row
from app.shared.numbers import measured
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.monitoring.mappings.definition import MappedMetric, ValueType

NARROW = 64


class MetricLine(Line):
    """Where the value stands and what it becomes; below, what is rarely needed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.path = LineInput(tr("Path"), tr("Path, such as oil.t"))
        self.name = LineInput(tr("Name"), tr("Name of the metric"))
        self.label = LineInput(tr("Label"), tr("Label"))
        self.named_by = LineInput(tr("Named by"), tr("named by"))
        self.given = LineInput(tr("Unit as it comes"), tr("comes in"), NARROW)
        self.unit = LineInput(tr("Unit of the metric"), tr("shown in"), NARROW)
        self.scale = LineInput(tr("Factor"), "1", NARROW)
        self.offset = LineInput(tr("Offset"), "0", NARROW)
        for line in self._lines():
            line.textChanged.connect(self.tell)
        self.type: QComboBox = CalmCombo()
        self.type.setAccessibleName(tr("Type"))
        self.type.addItems([each.label for each in ValueType])
        self.type.currentIndexChanged.connect(self.tell)
        self._arrange()

    def value(self) -> MappedMetric:
        scale, offset = self.scale.number(), self.offset.number()
        return MappedMetric(
            path=self.path.text().strip(),
            name=self.name.text().strip(),
            label=self.label.text().strip(),
            type=list(ValueType)[max(0, self.type.currentIndex())],
            given=self.given.text().strip(),
            unit=self.unit.text().strip(),
            scale=1.0 if scale is None else scale,
            offset=0.0 if offset is None else offset,
            named_by=self.named_by.text().strip(),
        )

    def set_value(self, value: Any) -> None:
        if not isinstance(value, MappedMetric) or repr(value) == repr(self.value()):
            return
        texts = (
            value.path,
            value.name,
            value.label,
            value.named_by,
            value.given,
            value.unit,
            "" if value.scale == 1 else measured(value.scale),
            "" if value.offset == 0 else measured(value.offset),
        )
        for line, text in zip(self._lines(), texts, strict=True):
            line.setText(text)
        self.type.setCurrentIndex(list(ValueType).index(value.type))

    def _lines(self) -> tuple[LineInput, ...]:
        return (
            self.path,
            self.name,
            self.label,
            self.named_by,
            self.given,
            self.unit,
            self.scale,
            self.offset,
        )

    def _arrange(self) -> None:
        rows = column(spacing=4)
        first, second = row(spacing=6), row(spacing=6)
        for widget, stretch in ((self.path, 3), (self.name, 3), (self.given, 0), (label("→"), 0), (self.unit, 0)):
            first.addWidget(widget, stretch)
        second.addWidget(self.label, 2)
        second.addWidget(self.named_by, 2)
        second.addWidget(self.type, 2)
        for each in (label("×"), self.scale, label("+"), self.offset):
            second.addWidget(each)
        rows.addLayout(first)
        rows.addLayout(second)
        rows.setContentsMargins(0, 0, 0, 8)
        self.inputs.addLayout(rows, 1)
