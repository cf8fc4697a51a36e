"""Lets what changed elsewhere catch the eye once: a tint that fades away, without blinking."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

LASTS_MS = 900
FRAME_MS = 40


class Fading(QObject):
    """Writes into `strengths` how fresh each booking is, 1 to 0, and has the fresh ones painted anew."""

    def __init__(self, strengths: dict[int, float], repaint: Callable[[Iterable[int]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._strengths = strengths
        self._repaint = repaint
        self._begun: dict[int, int] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._step)

    def begin(self, ids: Iterable[int]) -> None:
        """These have just changed."""
        for booking_id in ids:
            self._begun[booking_id] = self._clock.elapsed()
            self._strengths[booking_id] = 1.0
        if self._begun:
            self._timer.start()

    @Slot()
    def _step(self) -> None:
        now = self._clock.elapsed()
        shown = list(self._begun)
        for booking_id, begun in list(self._begun.items()):
            left = 1.0 - (now - begun) / LASTS_MS
            if left > 0:
                self._strengths[booking_id] = left * left
            else:
                del self._begun[booking_id], self._strengths[booking_id]
        if not self._begun:
            self._timer.stop()
        self._repaint(shown)
