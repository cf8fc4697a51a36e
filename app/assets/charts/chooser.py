"""A button that opens a list in which records are ticked; each tick counts at once."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton

from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.tick_list import Choices, TickList

SIZE = (420, 340)


class Chooser(QPushButton):
    """Says how many are ticked; a click or Space opens the list, Esc closes it."""

    changed = Signal()

    def __init__(self, kit: Kit, name: str, title: str, nothing: str, icon: str) -> None:
        super().__init__(title)
        self._title = title
        self.setObjectName(name)
        kit.theme.dress(self, icon)
        self.dialog = QDialog(self)
        self.dialog.setWindowTitle(title)
        self.list = TickList(title, nothing)
        column(self.dialog, margins=(10, 10, 10, 10)).addWidget(self.list)
        self.dialog.resize(*SIZE)
        self.clicked.connect(self._open)
        self.list.changed.connect(self._on_changed)

    def offer(self, choices: Choices, ticked: Collection[int]) -> None:
        """Offer these, some of them ticked."""
        self.list.blockSignals(True)
        self.list.offer(choices, ticked=ticked)
        self.list.blockSignals(False)
        self._label()

    def chosen(self) -> tuple[int, ...]:
        """What is ticked."""
        return tuple(key for key, _ in self.list.chosen())

    def _label(self) -> None:
        count = len(self.chosen())
        self.setText(f"{self._title} ({count})" if count else self._title)

    @Slot()
    def _open(self) -> None:
        self.dialog.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.dialog.open()
        self.list.words.setFocus()

    @Slot()
    def _on_changed(self) -> None:
        self._label()
        self.changed.emit()
