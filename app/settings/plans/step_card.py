"""One step of a plan as a card: its number, what it does in words, and where it can be moved."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame

from app.shared.buttons import IconButton
from app.shared.layout import column, label, row
from app.shared.theme import Theme
from domain.language import tr

ALT_KEYS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Insert: "add",
    Qt.Key.Key_Delete: "remove",
}
PLAIN_KEYS = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "open",
    Qt.Key.Key_Up: "before",
    Qt.Key.Key_Down: "after",
}
HEAD = 20
INSET = 6


class StepCard(QFrame):
    """Asks for what shall be done with its step: open, up, down, add, remove, or the card before or after it."""

    asked = Signal(object, str)
    """This card, and what is asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "step")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = label("", "muted")
        self.words = label("", wrap=True)
        self.up_button = IconButton("arrow-up", tr("Move up  (Alt+Up)"), theme)
        self.down_button = IconButton("arrow-down", tr("Move down  (Alt+Down)"), theme)
        self.remove_button = IconButton("x", tr("Remove this step  (Alt+Del)"), theme)
        self._number = label("", "strong")
        self._number.setFixedWidth(HEAD)
        self._number.setContentsMargins(0, INSET, 0, 0)
        said = column(margins=(0, INSET, 0, INSET), spacing=0)
        said.addWidget(self.words)
        said.addWidget(self._name)
        said.addStretch(1)
        line = row(self, margins=(10, 4, 4, 4), spacing=6)
        line.addWidget(self._number, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(said, 1)
        for button in (self.up_button, self.down_button, self.remove_button):
            line.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self._connect()

    def show_step(self, number: int, words: str, name: str) -> None:
        """Tell what the step does."""
        self._number.setText(str(number))
        self.words.setText(words)
        self._name.setText(tr("called “{name}”", name=name))
        self._name.setVisible(bool(name))
        self.setAccessibleName(tr("Step {number}: {words}", number=number, words=words))

    def mark(self, *, chosen: bool) -> None:
        """Whether the form of its step stands below it."""
        if bool(self.property("chosen")) != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = ALT_KEYS if event.modifiers() & Qt.KeyboardModifier.AltModifier else PLAIN_KEYS
        deed = keys.get(Qt.Key(event.key()))
        if deed is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(self, deed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else whatever is below would get the release

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self, "open")

    def _connect(self) -> None:
        self.up_button.clicked.connect(self._on_up)
        self.down_button.clicked.connect(self._on_down)
        self.remove_button.clicked.connect(self._on_remove)

    @Slot()
    def _on_up(self) -> None:
        self.asked.emit(self, "up")

    @Slot()
    def _on_down(self) -> None:
        self.asked.emit(self, "down")

    @Slot()
    def _on_remove(self) -> None:
        self.asked.emit(self, "remove")
