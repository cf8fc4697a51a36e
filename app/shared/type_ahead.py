"""A line that searches while one types, and takes what was found with Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

PAUSE_MS = 120
SHOWN = 6
LINE_HEIGHT = 33
LEAST_WIDTH = 320


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found: its value, its name, and what tells it from others."""

    value: Any
    title: str
    below: str = ""


class TypeAhead(QLineEdit):
    """The list of what was found hangs below it, over everything else of the window."""

    searched = Signal(str)
    taken = Signal(object)
    """The `Found` that was chosen."""

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._found: tuple[Found, ...] = ()
        self._answered = ""
        self._eager = False
        self.hits = QListWidget(self)
        self.hits.setObjectName("type_ahead_hits")
        self.hits.setProperty("role", "hits")
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.hide()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._search)
        self.textEdited.connect(self._on_typed)
        self.hits.itemClicked.connect(self._on_clicked)

    def offer(self, words: str, found: Sequence[Found]) -> None:
        """Show what was found for `words`; nothing happens where something else is typed by now."""
        if words != self.text().strip() or not self.isVisible():
            return
        self._answered, self._found = words, tuple(found)
        if self._eager and self._found:
            self._take(0)
            return
        self._eager = False
        self._fill()
        self._place()

    def is_offering(self) -> bool:
        """Whether something that was found can be taken."""
        return not self.hits.isHidden() and bool(self._found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.hits.isHidden():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.hits.setCurrentRow(max(0, min(len(self._found) - 1, self.hits.currentRow() + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_current()
        else:
            super().keyPressEvent(event)

    @Slot()
    def take_current(self) -> None:
        """Take the marked one, or the first as soon as something is found."""
        if self.is_offering() and self._answered == self.text().strip():
            self._take(self.hits.currentRow())
        elif self.text().strip():
            self._eager = True
            self._search()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hits.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hits.hide()
        super().hideEvent(event)

    def _fill(self) -> None:
        self.hits.clear()
        for each in self._found:
            self.hits.addItem(QListWidgetItem(f"{each.title}\n{each.below}" if each.below else each.title))
        if self._found:
            self.hits.setCurrentRow(0)
        else:
            none = QListWidgetItem(self._nothing)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(none)

    def _place(self) -> None:
        window = self.window()
        if self.hits.parentWidget() is not window:
            self.hits.setParent(window)
            self.destroyed.connect(self.hits.deleteLater)
        height = LINE_HEIGHT * max(1, min(SHOWN, len(self._found))) + 10
        width = min(max(LEAST_WIDTH, self.width()), window.width())
        at = self.mapTo(window, QPoint(0, self.height() + 2))
        if at.y() + height > window.height():
            at.setY(max(0, self.mapTo(window, QPoint(0, 0)).y() - height - 2))
        at.setX(max(0, min(at.x(), window.width() - width - 8)))
        self.hits.setGeometry(at.x(), at.y(), width, height)
        self.hits.raise_()
        self.hits.show()

    def _take(self, at: int) -> None:
        self._eager = False
        if 0 <= at < len(self._found):
            self.hits.hide()
            self.taken.emit(self._found[at])

    @Slot()
    def _on_typed(self) -> None:
        self._eager = False
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        words = self.text().strip()
        if words:
            self.searched.emit(words)
        else:
            self.hits.hide()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._take(self.hits.row(item))
