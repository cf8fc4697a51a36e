"""Paints a board that is measured, and lets its window live until all is taken in."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea

from bench.watch import Watch


def painted(widget: QAbstractScrollArea) -> None:
    """Paint at once what waits to be painted at the next frame."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.UpdateRequest))


class Finishing(QObject):
    """Turns the window's loop, and paints in each turn, until a board says that it is finished."""

    def __init__(self, area: QAbstractScrollArea, finished: Callable[[], bool]) -> None:
        super().__init__()
        self._area = area
        self._finished = finished
        self._longest = 0.0
        self._turn = Watch()
        self._loop = QEventLoop(self)
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._on_turn)

    def wait(self) -> float:
        """The milliseconds of the longest turn: so long anything else had to wait."""
        self._turn = Watch()
        self._turns.start()
        self._loop.exec()
        return self._longest

    @Slot()
    def _on_turn(self) -> None:
        painted(self._area)
        self._longest = max(self._longest, self._turn.ms)
        self._turn = Watch()
        if self._finished():
            self._turns.stop()
            self._loop.quit()
