"""Garbage is collected on the window's thread alone: a widget that the collector ends on another one crashes Qt."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000
FULL = 2


class Garbage(QObject):
    """Collects garbage in place of the interpreter, which does it in whatever thread asks for memory.

    Between `hold` and `settle` nothing is collected, and what stands at `settle` is never looked at again: a full
    collection goes through every module, class and widget of the console, 150 to 250 ms during which no window
    answers, and all of that stays until the end anyway.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_time)
        self._was_enabled = gc.isenabled()

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
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        # As the interpreter does: the oldest generation that is due, and those younger with it.
        oldest = max((generation for generation, is_due in enumerate(due) if is_due), default=None)
        if oldest is None:
            return
        gc.collect(oldest)
        if oldest == FULL:
            # What outlived a full look will most likely stay; the next one has only what is new since.
            gc.freeze()
