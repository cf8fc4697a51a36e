"""Makes the fees of a whole group off the window's thread, says how far it is, and can be stopped between two."""

from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.language import tr, trn
from domain.subscriptions.fee_service import create_group_fees
from domain.subscriptions.gaps import Wish


class GroupRun(QObject):
    """One group at a time."""

    running = Signal(bool)
    progressed = Signal(int, int)
    """How many subscriptions are done, of how many."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self._busy = False
        self._stopped = Event()

    @property
    def busy(self) -> bool:
        """Whether fees are being made."""
        return self._busy

    def begin(self, group_id: int, wish: Wish) -> None:
        """Make the fees of a group."""
        self._busy = True
        self._stopped.clear()
        self.running.emit(True)
        self._tasks.run(partial(self._make, group_id, wish), self._on_done, self._on_failed, owner=self)

    @Slot()
    def stop(self) -> None:
        """Make no more; what is made stays, and doing it again goes on from there."""
        self._stopped.set()

    def _make(self, group_id: int, wish: Wish) -> tuple[int, list[str]]:
        made, refused = 0, []
        for step in create_group_fees(self._desk.store, self._desk.user, group_id, wish):
            made += step.fees
            if step.reason:
                refused.append(step.reason)
            if isValid(self):  # the window may be gone; the work goes on to its end
                self.progressed.emit(step.done, step.total)
            if self._stopped.is_set():
                break
        return made, refused

    def _on_done(self, result: tuple[int, list[str]]) -> None:
        made, refused = result
        self._end()
        words = trn("{count} fee is made.", "{count} fees are made.", made)
        if self._stopped.is_set():
            self.told.emit(Notice(tr("Stopped. {words}", words=words), Mood.WARNING))
        elif refused:
            left = trn(
                "{count} subscription got none: {why}",
                "{count} subscriptions got none: {why}",
                len(refused),
                why=refused[0],
            )
            self.told.emit(Notice(f"{words} {left}", Mood.WARNING))
        else:
            self.told.emit(Notice(words))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _end(self) -> None:
        self._busy = False
        self.running.emit(False)
