"""Lets what costs much wait until what leads to it has rested."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer


class Rest(QObject):
    """Calls when nothing came for `rest_ms`; where it never rests, `most_ms` after the first that came."""

    def __init__(self, rest_ms: int, most_ms: int, action: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest_ms = rest_ms
        self._most_ms = most_ms
        self._waiting = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(action)

    def call(self) -> None:
        if not self._timer.isActive():
            self._waiting.start()
        left = self._most_ms - self._waiting.elapsed()
        self._timer.start(max(0, min(self._rest_ms, left)))
