"""What stands where there is nothing yet: what would be here, and how to get it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.shared.actions import BoundAction
from app.shared.layout import label
from app.shared.theme import Theme

ICON = 32


class EmptyState(QWidget):
    """An icon, a sentence, a hint and perhaps a button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = "inbox"
        self._icon = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._title, self._hint = label("", "empty-title", wrap=True), label("", "hint", wrap=True)
        for words in (self._title, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton(self)
        self._bound: BoundAction | None = None
        self._arrange()
        self._restyle()
        theme.changed.connect(self._restyle)

    def tell(self, title: str, hint: str = "", icon: str = "inbox") -> None:
        self._icon_name = icon
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._restyle()

    def offer(self, bound: BoundAction) -> None:
        """Show a button that does `bound`."""
        self._bound = bound
        self._button.setText(bound.text())
        self._button.clicked.connect(bound.trigger)
        self._button.show()

    def _arrange(self) -> None:
        self._hint.hide()
        self._button.hide()
        self._button.setProperty("role", "primary")
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addSpacing(6)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    @Slot()
    def _restyle(self) -> None:
        icon = self._theme.icon(self._icon_name, self._theme.current().text_faint)
        self._icon.setPixmap(icon.pixmap(ICON, ICON))
