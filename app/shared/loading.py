"""Says that something is being loaded, without hiding what was there."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.shared.theme import Theme

PATIENCE_MS = 150
DIM = 0.55


class LoadingVeil(QWidget):
    """Dims the widget it lies over once loading has taken 150 ms."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._timer = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self._appear)
        self.hide()

    def set_loading(self, loading: bool) -> None:
        if not loading:
            self._timer.stop()
            self.hide()
        elif not self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def fit(self) -> None:
        """Cover what it lies over, whose size may have changed."""
        self.setGeometry(self._over.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.current().faded(self._theme.current().surface, DIM))
        painter.end()

    @Slot()
    def _appear(self) -> None:
        self.fit()
        self.raise_()
        self.show()
