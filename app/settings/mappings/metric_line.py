"""The inputs of one value that becomes a metric."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.shared.calm import CalmCombo
from app.shared.layout import column, label, row
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.monitoring.mappings.definition import MappedMetric, ValueType

NARROW = 64


class MetricLine(Line):
    """Where the value stands and what it becomes; below, what is rarely needed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.path = self._line(tr("Path"), tr("Path, such as oil.t"))
        self.name = self._line(tr("Name"), tr("Name of the metric"))
        self.label = self._line(tr("Label"), tr("Label"))
        self.named_by = self._line(tr("Named by"), tr("named by"))
        self.given = self._line(tr("Unit as it comes"), tr("comes in"), NARROW)
        self.unit = self._line(tr("Unit of the metric"), tr("shown in"), NARROW)
        self.scale = self._line(tr("Factor"), "1", NARROW)
        self.offset = self._line(tr("Offset"), "0", NARROW)
        self.type: QComboBox = CalmCombo()
        self.type.setAccessibleName(tr("Type"))
        self.type.addItems([each.label for each in ValueType])
        self.type.currentIndexChanged.connect(self.tell)
        self._arrange()

    def value(self) -> MappedMetric:
        return MappedMetric(
            path=self.path.text().strip(),
            name=self.name.text().strip(),
            label=self.label.text().strip(),
            type=list(ValueType)[max(0, self.type.currentIndex())],
            given=self.given.text().strip(),
            unit=self.unit.text().strip(),
            scale=_number(self.scale.text(), 1.0),
            offset=_number(self.offset.text(), 0.0),
            named_by=self.named_by.text().strip(),
        )

    def set_value(self, value: Any) -> None:
        if not isinstance(value, MappedMetric) or value == self.value():
            return
        for line, text in (
            (self.path, value.path),
            (self.name, value.name),
            (self.label, value.label),
            (self.given, value.given),
            (self.unit, value.unit),
            (self.named_by, value.named_by),
            (self.scale, "" if value.scale == 1 else f"{value.scale:g}"),
            (self.offset, "" if value.offset == 0 else f"{value.offset:g}"),
        ):
            line.setText(text)
        self.type.setCurrentIndex(list(ValueType).index(value.type))

    def _line(self, name: str, hint: str, width: int = 0) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setPlaceholderText(hint)
        if width:
            made.setFixedWidth(width)
        made.textChanged.connect(self.tell)
        return made

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


def _number(text: str, otherwise: float) -> float:
    """What was typed; what is no number is refused when it is kept, for nothing else is endless."""
    if not text.strip():
        return otherwise
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return float("nan")
