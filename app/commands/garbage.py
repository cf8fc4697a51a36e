"""Garbage is collected on the window's thread alone: a widget that the collector ends on another one crashes Qt."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000
FULL = 2
#: More objects than these are not looked at in one go: it takes about a millisecond for a thousand.
MOST = 30_000


class Garbage(QObject):
    """Collects garbage in place of the interpreter, which does it in whatever thread asks for memory.

    Between `hold` and `settle` nothing is collected, and what stands at `settle` is never looked at again: a full
    collection goes through every module, class and widget of the console, 150 to 250 ms during which no window
    answers, and all of that stays until the end anyway. The same holds for what comes in great numbers at once, as when
    a large board is read: that is data, which goes without being looked for.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_time)
        self._was_enabled = gc.isenabled()
        #: How many objects have come since more than the youngest were looked at.
        self._come = 0

    def hold(self) -> None:
        """Let nothing be collected any more."""
        self._was_enabled = gc.isenabled()
        gc.disable()

    def settle(self) -> None:
        """Leave what is there alone for good, and look after what comes."""
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to the interpreter again."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    def _on_time(self) -> None:
        counts = gc.get_count()
        due = [count > most for count, most in zip(counts, gc.get_threshold(), strict=True)]
        # As the interpreter does: the oldest generation that is due, and those younger with it.
        oldest = max((generation for generation, is_due in enumerate(due) if is_due), default=None)
        if oldest is None:
            return
        self._come += counts[0]
        if (self._come if oldest else counts[0]) > MOST:
            gc.freeze()
        else:
            self._collect(oldest)
        if oldest or counts[0] > MOST:
            self._come = 0

    def _collect(self, oldest: int) -> None:
        gc.collect(oldest)
        if oldest == FULL:
            # What outlived a full look will most likely stay; the next one has only what is new since.
            gc.freeze()
