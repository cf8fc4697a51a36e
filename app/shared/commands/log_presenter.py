"""Reads which commands were sent and what came of them, as long as somebody looks."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.language import tr
from domain.monitoring.command_queries import SentCommand, Which, sent_commands
from domain.monitoring.command_service import withdraw


class CommandLogPresenter(QObject):
    """Loads commands, follows them, withdraws one that waits."""

    loaded = Signal(object)
    """A tuple of `SentCommand`."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._which: Which | None = None
        self._visible = False
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, ("command", "command type"), self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._visible = visible
        self._follower.set_visible(visible)
        self._load()

    def look_at(self, which: Which | None) -> None:
        """These commands from now on."""
        self._which = which
        self._load()

    def withdraw(self, command: SentCommand) -> None:
        """Take a command back that was not sent yet."""
        done = partial(self._on_withdrawn, command.label)
        self._kit.tasks.run(partial(self._desk.do, withdraw, command.id), done, self._on_failed, owner=self)

    def _load(self) -> None:
        self._loading.drop()
        if self._visible and self._which is not None:
            self._loading.run(partial(self._read, self._which), self.loaded.emit, self._on_failed)

    def _read(self, which: Which) -> tuple[SentCommand, ...]:
        with self._desk.store.read() as session:
            return sent_commands(session, which)

    def _on_touched(self, _touched: Touched) -> None:
        self._load()

    @Slot(str, object)
    def _on_withdrawn(self, label: str, _result: None) -> None:
        self.told.emit(Notice(tr("“{command}” is withdrawn; no device has heard of it.", command=label)))
        self._load()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))
