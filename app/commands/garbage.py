"""Garbage is collected on the window's thread alone: a widget that the collector ends on another one crashes Qt."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000
#: While much comes it is looked more often, so that the young are few each time: what died among them is found, and
#: what lives is not looked at twice.
STEP_MS = 100
MUCH = 5_000
FULL = 2
#: More objects than these are not looked at in one go: it takes about a millisecond for a thousand.
MOST = 20_000


class Garbage(QObject):
    """Collects garbage in place of the interpreter, which does it in whatever thread asks for memory.

    Between `hold` and `settle` nothing is collected, and what stands at `settle` is never looked at again: a full
    collection goes through every module, class and widget of the console, 150 to 250 ms during which no window
    answers, and all of that stays until the end anyway. The same holds for what comes in great numbers at once, as when
    a large board is read: that is data, which goes without being looked for. What dies among it is found by looking
    at the youngest more often meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._on_time)
        self._was_enabled = gc.isenabled()
        self._steps = 0
        #: About how many objects have come since more than the youngest were looked at, and live.
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
        self._steps += 1
        counts = gc.get_count()
        if self._steps * STEP_MS < LOOK_MS and counts[0] <= MUCH:
            return
        self._steps = 0
        due = [count > most for count, most in zip(counts, gc.get_threshold(), strict=True)]
        # As the interpreter does: the oldest generation that is due, and those younger with it.
        oldest = max((generation for generation, is_due in enumerate(due) if is_due), default=None)
        if oldest is not None:
            self._look(oldest, counts[0])

    def _look(self, oldest: int, young: int) -> None:
        """Collect the generations up to this one; where they are too many, no more than the youngest.

        How many they are is reckoned, never asked of `gc.get_objects`: that holds what another thread is making just
        now, and a tuple that is held cannot be finished.
        """
        if young + (self._come if oldest else 0) > MOST:
            if young <= MOST:
                gc.collect(0)
            gc.freeze()
            self._come = 0
            return
        found = gc.collect(oldest)
        if oldest == FULL:
            # What outlived a full look will most likely stay; the next one has only what is new since.
            gc.freeze()
        self._come = 0 if oldest else self._come + max(0, young - found)
