"""A strip that says that something goes on beside all other work."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from app.shared.layout import label, row
from domain.language import tr

BAR_WIDTH = 160


class ProgressStrip(QWidget):
    """Shown while open orders are reckoned anew."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "muted")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(BAR_WIDTH)
        bar.setAccessibleName(tr("Open orders are being promised anew"))
        line = row(self, margins=(16, 6, 16, 6), spacing=12)
        line.addWidget(bar)
        line.addWidget(self.words, 1)
        self.hide()

    @Slot(bool)
    def show_running(self, running: bool) -> None:
        if running:
            self.show_changed(0)
        self.setVisible(running)

    @Slot(int)
    def show_changed(self, changed: int) -> None:
        self.words.setText(tr("Open orders are being promised anew; changed so far: {count}", count=changed))
