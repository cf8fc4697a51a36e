"""A strip that says that something goes on beside all other work."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from app.shared.layout import label, row
from domain.language import tr

BAR_WIDTH = 160


class ProgressStrip(QWidget):
    """Shown while long work goes on: `title` says what, then how many of how many, and a way to stop."""

    stop_asked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.words = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_WIDTH)
        self.bar.setAccessibleName(title)
        self.stop_button = QPushButton(tr("Stop"))
        self.stop_button.clicked.connect(self.stop_asked)
        line = row(self, margins=(16, 6, 16, 6), spacing=12)
        line.addWidget(self.bar)
        line.addWidget(self.words, 1)
        line.addWidget(self.stop_button)
        self.hide()

    @Slot(bool)
    def show_running(self, running: bool) -> None:
        if running:
            self.bar.setRange(0, 0)
            self.words.setText(self._title)
        self.setVisible(running)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """How far it is, in a bar and in words."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(words)
