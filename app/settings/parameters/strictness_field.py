"""How strict each rule of placing is, as a row with a choice for each."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.shared.calm import CalmCombo
from app.shared.fields import Field
from app.shared.layout import label
from domain.parameters.placement_rules import ALWAYS, PLACEMENT_RULES, Kind, Strictness


class StrictnessField(Field):
    """All rules of placing at once; what has no sense otherwise stays as it is."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        self._boxes: dict[Kind, QComboBox] = {}
        for at, kind in enumerate(Kind):
            grid.addWidget(label(kind.label), at, 0)
            grid.addWidget(self._box(kind), at, 1)
        whole.setFocusProxy(self._boxes[Kind.KIND])

    def _box(self, kind: Kind) -> QComboBox:
        box = CalmCombo()
        box.setAccessibleName(kind.label)
        for strictness in Strictness:
            box.addItem(strictness.label, strictness)
        box.setEnabled(kind not in ALWAYS)
        box.currentIndexChanged.connect(self._on_edited)
        self._boxes[kind] = box
        return box

    def value(self) -> dict[Kind, Strictness]:
        return {kind: Strictness(box.currentData()) for kind, box in self._boxes.items()}

    def set_value(self, value: Any) -> None:
        rules = {**PLACEMENT_RULES, **(value or {})}
        for kind, box in self._boxes.items():
            box.setCurrentIndex(box.findData(rules[kind]))
