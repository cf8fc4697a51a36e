"""How long the window's thread was deaf at worst."""

from time import perf_counter

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
        self._recent = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._telling = QTimer(self, interval=TELL_MS)
        self._timer.timeout.connect(self._on_beat)
        self._telling.timeout.connect(self._on_tell)
        self._last = perf_counter()

    def start(self) -> None:
        self._last = perf_counter()
        self._timer.start()
        self._telling.start()

    def stop(self) -> None:
        self._timer.stop()
        self._telling.stop()

    def reset(self) -> None:
        """Forget the past, such as the start of the program."""
        self._longest = self._recent = 0.0
        self._last = perf_counter()

    @property
    def longest_ms(self) -> float:
        """The longest block since the start or the last `reset`."""
        return self._longest

    @Slot()
    def _on_beat(self) -> None:
        now = perf_counter()
        late = max(0.0, (now - self._last) * 1000 - BEAT_MS)
        self._last = now
        self._recent = max(self._recent, late)
        self._longest = max(self._longest, late)

    @Slot()
    def _on_tell(self) -> None:
        self.told.emit(self._recent)
        self._recent = 0.0
