"""The skills that an order takes, ticked side by side."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.shared.fields import Field
from app.shared.flow import FlowLayout
from domain.language import tr


class SkillsField(Field):
    """Its value is the set of ids of the ticked skills."""

    def __init__(self) -> None:
        self._box = QWidget()
        super().__init__("skills", tr("Skills needed"), self._box)
        self._boxes: dict[int, QCheckBox] = {}
        self._offered: tuple[tuple[int, str], ...] = ()
        self._wanted: frozenset[int] = frozenset()
        self._layout = FlowLayout(self._box, 16, 0)

    def offer(self, skills: Sequence[tuple[int, str]]) -> None:
        """Replace what can be ticked; what is ticked stays where it can."""
        if tuple(skills) == self._offered:
            return
        kept = self.value() if self._boxes else self._wanted
        for box in self._boxes.values():
            self._layout.removeWidget(box)
            box.deleteLater()
        self._offered = tuple(skills)
        self._boxes = {}
        for key, name in skills:
            box = QCheckBox(name)
            box.toggled.connect(self._on_edited)
            self._layout.addWidget(box)
            self._boxes[key] = box
        self.set_value(kept)

    def value(self) -> frozenset[int]:
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        self._wanted = frozenset(value or ())
        for key, box in self._boxes.items():
            box.setChecked(key in self._wanted)
