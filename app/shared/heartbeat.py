"""How long the window's thread was deaf at worst."""

from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

BEAT_MS = 20
TELL_MS = 1000


class Heartbeat(QObject):
    """Beats on the GUI thread; a beat that comes late tells how long something blocked."""

    told = Signal(float)
    """Once a second: the longest block of that second, in milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._longest = 0.0
        self._hardest = 0.0
        self._recent = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._telling = QTimer(self, interval=TELL_MS)
        self._timer.timeout.connect(self._on_beat)
        self._telling.timeout.connect(self._on_tell)
        self._last = perf_counter()
        self._worked = thread_time()

    def start(self) -> None:
        self._last = perf_counter()
        self._worked = thread_time()
        self._timer.start()
        self._telling.start()

    def stop(self) -> None:
        self._timer.stop()
        self._telling.stop()

    def reset(self) -> None:
        """Forget the past, such as the start of the program."""
        self._longest = self._hardest = self._recent = 0.0
        self._last = perf_counter()
        self._worked = thread_time()

    @property
    def longest_ms(self) -> float:
        """The longest block since the start or the last `reset`."""
        return self._longest

    @property
    def hardest_ms(self) -> float:
        """The most processor time that this thread took between two beats: a block without what other programs took."""
        return self._hardest

    @Slot()
    def _on_beat(self) -> None:
        now = perf_counter()
        late = max(0.0, (now - self._last) * 1000 - BEAT_MS)
        self._last = now
        worked, self._worked = thread_time() - self._worked, thread_time()
        self._hardest = max(self._hardest, worked * 1000)
        self._recent = max(self._recent, late)
        self._longest = max(self._longest, late)

    @Slot()
    def _on_tell(self) -> None:
        self.told.emit(self._recent)
        self._recent = 0.0
