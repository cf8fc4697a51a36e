"""Asks the listener to overhear topics while somebody looks, and reads what it overheard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.shared.kit import Kit
from domain.clock import to_ms
from domain.monitoring.telemetry import overhearing
from domain.monitoring.telemetry.overhearing import Overheard
from domain.monitoring.telemetry.store import Telemetry

TICK_MS = 1000
LONGEST_MS = 20_000
"""How long the listener goes on after the last that was heard of us."""


class Looking(QObject):
    """Looks at the topics of a filter between `begin` and `end`."""

    heard = Signal(object)
    """The `Overheard` messages, the newest first."""
    failed = Signal(str)
    """Why nothing could be read."""

    def __init__(self, kit: Kit, telemetry: Telemetry, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._telemetry = telemetry
        self._filter = ""
        self._asking = False
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self, wanted: str) -> None:
        """Look at these topics from now on."""
        self.end()
        self._filter = wanted
        self._timer.start()
        self.tick()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self._filter:
            self._kit.tasks.run(partial(self._look_away, self._filter), self._on_nothing, self._on_failed, owner=self)
        self._filter = ""

    @Slot()
    def tick(self) -> None:
        """Say that we still look, and read."""
        if not self._asking and self._filter:
            self._asking = True
            self._kit.tasks.run(partial(self._read, self._filter), self._on_heard, self._on_failed, owner=self)

    def _read(self, wanted: str) -> Sequence[Overheard]:
        with self._telemetry.write() as connection:
            overhearing.look(connection, wanted, to_ms(self._kit.times.now()) + LONGEST_MS)
        with self._telemetry.read() as connection:
            return overhearing.newest(connection)

    def _look_away(self, wanted: str) -> None:
        with self._telemetry.write() as connection:
            overhearing.look_away(connection, wanted)

    def _on_heard(self, messages: Sequence[Overheard]) -> None:
        self._asking = False
        if self._filter:
            self.heard.emit(messages)

    def _on_nothing(self, _result: None) -> None:
        """Nobody looks any more."""

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        self.failed.emit(str(error))
