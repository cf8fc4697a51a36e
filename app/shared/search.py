"""The search field of a page."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.shared.theme import Theme
from domain.language import tr

PAUSE_MS = 150


class SearchField(QLineEdit):
    """Says what is searched once typing pauses; Enter says it at once."""

    searched = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self.setPlaceholderText(tr("Search"))
        self.setToolTip(tr("Search this page  (/)"))
        self.setAccessibleName(tr("Search this page"))
        self.setClearButtonEnabled(False)
        lens = QAction(self)
        theme.dress(lens, "search", "text_faint")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._timer.timeout.connect(self.tell)
        self.textChanged.connect(self._on_typed)
        self.returnPressed.connect(self.tell)

    def set_pause(self, milliseconds: int) -> None:
        """How long typing must pause; a page whose search is quick need not let anybody wait."""
        self._timer.setInterval(milliseconds)

    @Slot()
    def tell(self) -> None:
        """Say what is searched now, if that is new."""
        self._timer.stop()
        words = self.text().strip()
        if words != self._told:
            self._told = words
            self.searched.emit(words)

    def reset(self) -> bool:
        """Search nothing; says whether anything was searched."""
        had = bool(self.text())
        self.clear()
        self.tell()
        return had

    @Slot()
    def _on_typed(self) -> None:
        self._timer.start()
