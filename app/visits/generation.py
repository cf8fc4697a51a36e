"""Makes the orders of visits beside all other work, agreement by agreement."""

from dataclasses import dataclass
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.visits.question import Question
from domain.visits.choosing import chosen_agreements
from domain.visits.generating import Part, generate
from domain.visits.made_queries import newest_order
from domain.visits.making import Generated

TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; `left` agreements were not reached, since somebody stopped it."""

    made: Generated
    left: int = 0
    newest_order: int | None = None


class Generation(QObject):
    """One run at a time; stopped, it ends between two agreements, and what was made stays."""

    running = Signal(bool)
    progressed = Signal(object)
    """A `Part`."""
    ended = Signal(object)
    """An `Outcome`."""
    failed = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self._stopped = Event()
        self._question: Question | None = None

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._question is not None

    def start(self, question: Question) -> None:
        """Make what a question brings."""
        if self.busy:
            return
        self._question = question
        self._stopped.clear()
        self.running.emit(True)
        self._tasks.run(self._make, self._on_done, self._on_failed, owner=self)

    @Slot()
    def stop(self) -> None:
        """Leave the agreements that were not reached yet."""
        self._stopped.set()

    def _make(self) -> Outcome:
        assert self._question is not None
        question, last, told = self._question, Part(0, 0, Generated()), 0.0
        with self._desk.store.read() as session:
            chosen = chosen_agreements(session, question.choice)
        for last in generate(self._desk.store, self._desk.user, question.period, chosen):
            if monotonic() - told > TELL_SECONDS and isValid(self):
                told = monotonic()
                self.progressed.emit(last)
            if self._stopped.is_set() or not self._tasks.open:
                break
        with self._desk.store.read() as session:
            return Outcome(last.made, last.total - last.done, newest_order(session))

    def _on_done(self, outcome: Outcome) -> None:
        self._end()
        self.ended.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(str(error))

    def _end(self) -> None:
        self._question = None
        self.running.emit(False)
