"""Tries a rule on the past beside all other work, and tells how far it is; holds no widgets."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from app.shared.trials.around import around
from app.shared.trials.child import Tries
from app.shared.trials.past import Past, Progress
from app.shared.trials.values import Candidate, Found, Happening, Limits, Offer, Question
from domain.errors import CalloutError

T = TypeVar("T")


class TrialPresenter(QObject):
    """One try at a time; a new one takes the place of the one under way."""

    offered = Signal(object)
    """An `Offer`."""
    found = Signal(object)
    """A `Found`."""
    limits_found = Signal(object)
    """The `Limits` of the last version."""
    around_found = Signal(object)
    """What was measured `Around` something that happened."""
    running = Signal(bool)
    progressed = Signal(int, int)
    """How many assets are done, of how many."""
    failed = Signal(str)
    """Why there is nothing to show."""
    limits_failed = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, tries: Tries, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk, self._tries = kit, desk, tries
        self._past = Past(desk.store, desk.telemetry)
        self._label = ""
        self._stopped = Event()
        self._working, self._looking, self._offering = (Latest(kit.tasks, self) for _ in range(3))

    def begin(self, candidate: Candidate) -> None:
        """Look at the past as it is now."""
        self.stop()
        self._past, self._label = Past(self._desk.store, self._desk.telemetry), candidate.label
        self._offering.run(partial(self._past.offer, candidate.versions()), self._on_offered, self._on_failed)

    def try_out(self, question: Question) -> None:
        """Try all versions that the question names."""
        self._run(partial(self._tries.try_out, question), self._on_found, self._on_failed)

    def find_limits(self, question: Question) -> None:
        """What each limit of the last version would be worth."""
        self._run(partial(self._tries.limits, question), self._on_limits, self._on_limits_failed)

    def look_around(self, found: Found, happening: Happening) -> None:
        """What was measured around something that happened."""
        self._looking.run(
            partial(around, self._past, found, happening, self._label), self.around_found.emit, self._on_failed
        )

    @Slot()
    def stop(self) -> None:
        """Leave what is under way."""
        self._stopped.set()
        self._working.drop()
        self.running.emit(False)

    def close(self) -> None:
        """Leave what is under way, and keep nothing."""
        self.stop()
        self._tries.close()

    def _run(
        self,
        work: Callable[[Progress], T | None],
        done: Callable[[T | None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._stopped.set()
        self._stopped = Event()
        self.running.emit(True)
        self._working.run(partial(work, partial(self._tell, self._stopped)), done, failed)

    def _tell(self, stopped: Event, done: int, total: int) -> bool:
        wanted = not stopped.is_set() and self._kit.tasks.open and isValid(self)
        if wanted:
            self.progressed.emit(done, total)
        return wanted

    def _on_offered(self, offer: Offer) -> None:
        self.offered.emit(offer)

    def _on_found(self, found: Found | None) -> None:
        self.running.emit(False)
        if found is not None:
            self.found.emit(found)

    def _on_limits(self, limits: Limits | None) -> None:
        self.running.emit(False)
        if limits is not None:
            self.limits_found.emit(limits)

    def _on_failed(self, error: Exception) -> None:
        self.running.emit(False)
        self.failed.emit(_said(error))

    def _on_limits_failed(self, error: Exception) -> None:
        self.running.emit(False)
        self.limits_failed.emit(_said(error))


def _said(error: Exception) -> str:
    """A sentence; what is no refusal is a mistake of the program, which the window tells of."""
    if not isinstance(error, CalloutError):
        raise error
    return str(error)
