"""Decides for the tabs: which boards there are, which one is open, and where its settings are kept."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.dispatch.tabs.settings import BoardSettings, settings_of
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.errors import CalloutError, Refusal
from domain.language import tr
from domain.scheduling.board_queries import BoardRow, boards
from domain.scheduling.boards import boards as service

#: The board that everybody has and nobody has made: all technicians, its settings kept with the user's window.
EVERYBODY = 0
OPEN, OF_EVERYBODY = "dispatch/board", "dispatch/board_of_everybody"
QUIET_MS = 1_500


class BoardsPresenter(QObject):
    """Keeps what the user sets on a board as soon as it rests; of others' boards it is kept for the moment only."""

    boards_changed = Signal(object, int)
    """All `BoardRow`s, and the id of the one that is open."""
    settings_changed = Signal(object)
    """The `BoardSettings` of the board that is open now."""
    said = Signal(object)
    """A `Notice`."""
    refused = Signal(object)
    """Why a name was not taken."""
    named = Signal()
    """A name was taken."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = kit.tasks
        self._memory = kit.memory
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, ("board",), self._on_touched, self)
        self._rows: tuple[BoardRow, ...] = ()
        self._open = kit.memory.number(OPEN, EVERYBODY)
        self._drafts: dict[int, BoardSettings] = {}
        self._quiet = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self.keep)
        self.settings = settings_of(kit.memory.data(OF_EVERYBODY)) if self._open == EVERYBODY else BoardSettings()

    @property
    def row(self) -> BoardRow | None:
        """The board that is open; None for that of everybody."""
        return next((row for row in self._rows if row.id == self._open), None)

    def is_own(self, row: BoardRow) -> bool:
        """Whether the user may change it."""
        return row.owner == self._desk.user

    def set_visible(self, visible: bool) -> None:
        """Hidden pages load nothing."""
        self._follower.set_visible(visible)
        if visible:
            self.load()
        else:
            self.keep()

    def load(self) -> None:
        """Read which boards there are."""
        self._loading.run(self._read, self._on_read)

    def open(self, board_id: int) -> None:
        """Show this board."""
        if board_id == self._open:
            return
        self.keep()
        self._open = board_id
        self._memory.keep(OPEN, board_id)
        self._tell()

    def set_settings(self, settings: BoardSettings) -> None:
        """The user has set the open board otherwise."""
        if settings == self.settings:
            return
        self.settings = settings
        self._drafts[self._open] = settings
        self._quiet.start()

    @Slot()
    def keep(self) -> None:
        """Keep what was set, where it may be."""
        self._quiet.stop()
        draft, row = self._drafts.get(self._open), self.row
        if draft is None:
            return
        if self._open == EVERYBODY:
            self._memory.keep_data(OF_EVERYBODY, draft.plain())
            del self._drafts[EVERYBODY]
        elif row is not None and self.is_own(row):
            self._do(self._on_kept, service.keep_settings, row.id, draft.plain())

    def create(self, name: str) -> None:
        """Make a board that shows what is shown now."""
        self._do(self._on_made, service.create, name, self.settings.plain())

    def copy(self, board_id: int) -> None:
        """Make one's own board like that one, as it is seen now."""
        row = next((row for row in self._rows if row.id == board_id), None)
        if row is not None:
            settings = self.settings if board_id == self._open else self._of(row)
            self._do(self._on_made, service.copy, board_id, settings.plain())

    def rename(self, row: BoardRow, name: str) -> None:
        """Call a board otherwise."""
        self._do(self._on_renamed, service.rename, row.id, row.version, name)

    def share(self, row: BoardRow, *, shared: bool) -> None:
        """Let others open it, or no more."""
        self._do(self._on_done, service.share, row.id, shared=shared)

    def reorder(self, board_ids: Sequence[int]) -> None:
        """The tabs were put into another order."""
        self._do(self._on_done, service.reorder, tuple(board_ids))

    def delete(self, row: BoardRow) -> None:
        """Remove a board; the notice brings it back."""
        self._drafts.pop(row.id, None)
        if row.id == self._open:
            self.open(EVERYBODY)
        self._do(partial(self._on_deleted, row), service.delete, row.id)

    def _do(self, done: Callable[[Any], None], deed: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        work = partial(self._desk.do, deed, *args, **kwargs)
        self._tasks.run(work, done, self._on_failed, owner=self)

    def _read(self) -> tuple[BoardRow, ...]:
        with self._desk.store.read() as session:
            return boards(session, self._desk.user)

    def _on_read(self, rows: tuple[BoardRow, ...]) -> None:
        before, self._rows = self.row, rows
        if self._open != EVERYBODY and self.row is None:
            self._open = EVERYBODY
            if before is not None:
                words = tr("The board “{name}” is not there any more; this one shows everybody.", name=before.name)
                self.said.emit(Notice(words, Mood.INFO))
        self._tell()

    def _tell(self) -> None:
        self.boards_changed.emit(self._rows, self._open)
        settings = self._drafts.get(self._open) or self._stored()
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    def _stored(self) -> BoardSettings:
        row = self.row
        return settings_of(self._memory.data(OF_EVERYBODY)) if row is None else self._of(row)

    def _of(self, row: BoardRow) -> BoardSettings:
        return self._drafts.get(row.id) or settings_of(row.settings)

    def _on_touched(self, _touched: Touched) -> None:
        self.load()

    def _on_kept(self, _result: None) -> None:
        row = self.row
        if row is not None and not self._quiet.isActive():
            self._drafts.pop(row.id, None)
        self.load()

    def _on_made(self, board_id: int) -> None:
        self.named.emit()
        self._drafts.pop(self._open, None)
        self._open = board_id
        self._memory.keep(OPEN, board_id)
        self.load()

    def _on_renamed(self, _result: None) -> None:
        self.named.emit()
        self.load()

    def _on_deleted(self, row: BoardRow, _result: None) -> None:
        again = partial(self._do, self._on_made, service.create, row.name, row.settings)
        self.said.emit(Notice(tr("The board “{name}” is deleted.", name=row.name), Mood.DONE, again, tr("Undo")))
        self.load()

    def _on_done(self, _result: None) -> None:
        self.load()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CalloutError):
            self._tasks.failed.emit(error)
        elif isinstance(error, Refusal) and error.field == "name":
            self.refused.emit(error)
        else:
            self.said.emit(Notice(str(error), Mood.WARNING))
        self.load()
