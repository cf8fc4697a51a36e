"""Tells the status line once a second how database, listener and traffic stand."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot

from app.dashboard.live import listener_sentence
from app.shared.desk import Desk
from app.shared.tasks import Tasks
from app.shell.status import State, Status
from domain.clock import to_ms
from domain.errors import CalloutError
from domain.language import tr, trn
from domain.monitoring.telemetry.history import Pulse, pulses

SECOND_MS = 1000
#: How far back a listener is looked for.
LOOK_BACK_MS = 10 * SECOND_MS


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found: the database by name, and the newest pulses of the listeners."""

    database: str
    pulses: tuple[Pulse, ...]


class VitalSigns(QObject):
    """Looks at the stores each second, off the window's thread."""

    def __init__(self, tasks: Tasks, desk: Desk, status: Status, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk = desk
        self._status = status
        self._looking = False
        self._timer = QTimer(self, interval=SECOND_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._look()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        # A database that hangs must not pile up looks.
        if not self._looking:
            self._looking = True
            self._tasks.run(self._find, self._on_found, self._on_failed)

    def _find(self) -> Signs:
        store = self._desk.store
        with self._desk.telemetry.read() as connection:
            newest = pulses(connection, to_ms(store.clock.now()) - LOOK_BACK_MS)
        name = store.url.database or ""
        backend = "SQLite" if store.engine.dialect.name == "sqlite" else f"PostgreSQL {store.url.host or ''}".strip()
        return Signs(f"{backend}: {name}", tuple(newest))

    def _on_found(self, signs: Signs) -> None:
        self._looking = False
        self._status.tell("database", State(tr("Database"), "good", signs.database))
        sentence = listener_sentence(signs.pulses, self._desk.store.clock.now())
        self._status.tell("listener", State(tr("Listener"), sentence.tone, sentence.text))
        if not signs.pulses:
            self._status.tell("traffic", State(tr("0 messages/s")))
            return
        whole = signs.pulses[-2] if len(signs.pulses) > 1 else signs.pulses[-1]
        text = trn("{count} message/s", "{count} messages/s", whole.messages)
        tip = trn("{count} message waits in the listener", "{count} messages wait in the listener", whole.waiting)
        self._status.tell("traffic", State(text, "", tip))

    def _on_failed(self, error: Exception) -> None:
        self._looking = False
        sentence = str(error) if isinstance(error, CalloutError) else type(error).__name__
        self._status.tell("database", State(tr("Database"), "critical", sentence))
