"""Does one thing for many off the window's thread, says how far it is, and can be stopped between two."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.errors import Refusal
from domain.language import tr


class Step(Protocol):
    """How far it is."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...


Steps = Callable[[], Iterator[Step]]
Tell = Callable[[Sequence[Any]], Notice]


class LongRun(QObject):
    """One at a time; the steps are done as they are asked for, and each stays done."""

    running = Signal(bool)
    progressed = Signal(int, int)
    """How many are done, of how many."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._busy = False
        self._stopped = Event()

    def check_free(self, field: str) -> None:
        """Refuse a second one beside the first, at its field."""
        if self._busy:
            raise Refusal(tr("Something is being done for a group already: wait, or stop that."), field=field)

    def begin(self, steps: Steps, tell: Tell) -> None:
        """Do all steps; `tell` says what came of those that were done."""
        self._busy = True
        self._stopped.clear()
        self.running.emit(True)
        self._tasks.run(partial(self._work, steps), partial(self._on_done, tell), self._on_failed, owner=self)

    @Slot()
    def stop(self) -> None:
        """Do no more; what is done stays, and doing it again goes on from there."""
        self._stopped.set()

    def _work(self, steps: Steps) -> Sequence[Step]:
        done = []
        for step in steps():
            done.append(step)
            if isValid(self):
                self.progressed.emit(step.done, step.total)
            if self._stopped.is_set() or not self._tasks.open:
                break
        return done

    def _on_done(self, tell: Tell, steps: Sequence[Step]) -> None:
        self._end()
        notice = tell(steps)
        if self._stopped.is_set():
            notice = Notice(tr("Stopped. {words}", words=notice.text), Mood.WARNING)
        self.told.emit(notice)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _end(self) -> None:
        self._busy = False
        self.running.emit(False)
