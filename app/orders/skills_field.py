"""The skills that an order takes, ticked side by side."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.shared.fields import Field
from domain.language import tr

IN_A_ROW = 3


class SkillsField(Field):
    """Its value is the set of ids of the ticked skills."""

    def __init__(self) -> None:
        self._box = QWidget()
        super().__init__("skills", tr("Skills needed"), self._box)
        self._boxes: dict[int, QCheckBox] = {}
        self._offered: tuple[tuple[int, str], ...] = ()
        self._wanted: frozenset[int] = frozenset()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)

    def offer(self, skills: Sequence[tuple[int, str]]) -> None:
        """Replace what can be ticked; what is ticked stays where it can."""
        if tuple(skills) == self._offered:
            return
        kept = self.value() if self._boxes else self._wanted
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self._offered = tuple(skills)
        self._boxes = {}
        for at, (key, name) in enumerate(skills):
            box = QCheckBox(name)
            box.toggled.connect(self._on_edited)
            self._grid.addWidget(box, at // IN_A_ROW, at % IN_A_ROW)
            self._boxes[key] = box
        self.set_value(kept)

    def value(self) -> frozenset[int]:
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        self._wanted = frozenset(value or ())
        for key, box in self._boxes.items():
            box.setChecked(key in self._wanted)
