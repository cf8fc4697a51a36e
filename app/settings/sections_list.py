"""The names of the sections, under each other at the left."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.settings.section import Section
from app.shared.kit import Kit
from domain.language import tr

WIDTH = 196
ROW = 30
ICON = 18


class SectionsList(QListWidget):
    """Says which section is wanted."""

    section_asked = Signal(int)

    def __init__(self, kit: Kit, sections: Sequence[Section[Any]]) -> None:
        super().__init__()
        self._kit = kit
        self._icons = [section.icon for section in sections]
        self.setAccessibleName(tr("Sections of the settings"))
        self.setFixedWidth(WIDTH)
        self.setSpacing(1)
        self.setIconSize(QSize(ICON, ICON))
        for section in sections:
            item = QListWidgetItem(section.title)
            item.setToolTip(section.hint)
            item.setSizeHint(QSize(0, ROW))
            self.addItem(item)
        self._restyle()
        kit.theme.changed.connect(self._restyle)
        self.currentRowChanged.connect(self.section_asked)

    @Slot()
    def _restyle(self) -> None:
        colour = self._kit.theme.current().text_muted
        for at, name in enumerate(self._icons):
            self.item(at).setIcon(self._kit.theme.icon(name, colour))
