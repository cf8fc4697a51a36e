"""Keeps what comes too often from flickering."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Throttle(QObject):
    """Calls at once, then at most once per interval; the last call of a burst is never lost."""

    def __init__(self, interval_ms: int, action: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._again = False
        self._timer = QTimer(self, interval=interval_ms, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    def call(self) -> None:
        if self._timer.isActive():
            self._again = True
            return
        self._timer.start()
        self._action()

    def cancel(self) -> None:
        """Forget a call that is waiting."""
        self._again = False
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        if self._again:
            self._again = False
            self.call()
