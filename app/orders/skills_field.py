"""The skills that an order takes, ticked in a short list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.shared.fields import Field
from domain.language import tr

HEIGHT = 92


class SkillsField(Field):
    """Its value is the set of ids of the ticked skills."""

    def __init__(self) -> None:
        self._list = QListWidget()
        super().__init__("skills", tr("Skills needed"), self._list)
        self._ids: tuple[int, ...] = ()
        self._list.setFixedHeight(HEIGHT)
        self._list.setTabKeyNavigation(False)
        self._list.itemChanged.connect(self._on_edited)

    def offer(self, skills: Sequence[tuple[int, str]]) -> None:
        """Replace what can be ticked; what is ticked stays where it can."""
        kept = self.value()
        self._list.blockSignals(True)
        self._list.clear()
        self._ids = tuple(key for key, _ in skills)
        for _, name in skills:
            item = QListWidgetItem(name, self._list)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self.set_value(kept)

    def value(self) -> frozenset[int]:
        ticked = (self._list.item(at).checkState() is Qt.CheckState.Checked for at in range(self._list.count()))
        return frozenset(key for key, on in zip(self._ids, ticked, strict=True) if on)

    def set_value(self, value: Any) -> None:
        wanted = value or frozenset()
        for at, key in enumerate(self._ids):
            on = key in wanted
            self._list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
