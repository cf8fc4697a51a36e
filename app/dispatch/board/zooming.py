"""Lets the board come closer in a few frames, so that the eye can follow."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

LASTS_MS = 120
FRAME_MS = 16
FIRST = 0.2
"""How much of the way the first frame goes: the wheel is answered at once."""


class Zooming(QObject):
    """Turns one factor into many small ones about the same place; what is asked meanwhile is added."""

    def __init__(
        self, rescale: Callable[[float, float, float], None], rest: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rescale = rescale
        self._rest = rest
        self._left = 1.0
        self._x = self._seconds = 0.0
        self._clock = QElapsedTimer()
        self._until = 0
        self._clock.start()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._step)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def begin(self, factor: float, x: float, seconds: float) -> None:
        """Go `factor` times closer to the moment that lies at `x`."""
        self._left *= factor
        if not self.running or x != self._x:  # else the moment is the one it was: rounding does not add up
            self._x, self._seconds = x, seconds
        self._until = self._clock.elapsed() + LASTS_MS
        self._timer.start()
        self._go(FIRST)

    def finish(self) -> None:
        """Be there at once."""
        if self.running:
            self._timer.stop()
            self._go(1.0)
            self._rest()

    @Slot()
    def _step(self) -> None:
        remaining = self._until - self._clock.elapsed()
        if remaining <= FRAME_MS:
            self.finish()
        else:
            self._go(FRAME_MS / remaining)

    def _go(self, share: float) -> None:
        factor = self._left**share
        self._left /= factor
        self._rescale(factor, self._x, self._seconds)
