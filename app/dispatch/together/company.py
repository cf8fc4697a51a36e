"""Keeps in touch with the other consoles while the board is in view: says what one does, hears what they do."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.scheduling.boards.guests import Doing, GuestRow, Guests

#: How often it is asked: with others at the board, and alone.
NEAR_MS, FAR_MS = 50, 1_000
#: How often one says that one is still here.
PULSE_MS = 4_000


class Company(QObject):
    """Costs nothing while the page is hidden."""

    guests_changed = Signal(object)
    """The others, as a tuple of `GuestRow`."""

    def __init__(self, kit: Kit, desk: Desk, doing: Callable[[], Doing], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._guests = Guests(desk.store)
        self._user = desk.user
        self._key = uuid4().hex
        self._doing = doing
        self._said: Doing | None = None
        self._pulse = QElapsedTimer()
        self._others: tuple[GuestRow, ...] = ()
        self._visible = False
        self._busy = False
        self._timer = QTimer(self, interval=FAR_MS)
        self._timer.timeout.connect(self._ask)

    def set_visible(self, visible: bool) -> None:
        """The board came into view, or went out of it."""
        if visible == self._visible:
            return
        self._visible = visible
        if visible:
            self._said = None
            self._timer.start()
            self._ask()
        else:
            self._timer.stop()
            self._tasks.run(partial(self._guests.leave, self._key), self._on_left, self._on_failed)
            self._hear(())

    @Slot()
    def _ask(self) -> None:
        if self._busy:
            return
        self._busy = True
        doing = self._doing()
        news = doing if doing != self._said or self._pulse.hasExpired(PULSE_MS) else None
        if news is not None:
            self._said = news
            self._pulse.start()
        work = partial(self._guests.exchange, self._key, self._user, news)
        self._tasks.run(work, self._on_heard, self._on_failed)

    def _hear(self, others: tuple[GuestRow, ...]) -> None:
        self._timer.setInterval(NEAR_MS if others else FAR_MS)
        if others != self._others:
            self._others = others
            self.guests_changed.emit(others)

    def _on_heard(self, others: tuple[GuestRow, ...]) -> None:
        self._busy = False
        if self._visible:
            self._hear(others)

    def _on_left(self, _result: None) -> None:
        """Nobody has to know."""

    def _on_failed(self, _error: Exception) -> None:
        """The database is away: whoever asks it for something that matters is told, and this asks again."""
        self._busy = False
        self._said = None
