"""How a console that is measured lets its window live: for a while, or until nobody wants to know more."""

import sys
import threading

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal


class Leaving(QObject):
    """Tells the window's thread that standard input was closed."""

    asked = Signal()

    def wait(self) -> None:
        """Let the window live until then."""
        loop = QEventLoop()
        self.asked.connect(loop.quit)
        threading.Thread(target=self._read, name="leaving", daemon=True).start()
        loop.exec()

    def _read(self) -> None:
        sys.stdin.read()
        self.asked.emit()


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
