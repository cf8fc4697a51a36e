"""Tries rules in a process of its own, so that the window never waits for the interpreter; keeps what it has read."""

import signal
import weakref
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from typing import Protocol

import resources
from app.shared.trials.past import Past, Progress
from app.shared.trials.values import Found, Limits, Question
from domain.errors import CalloutError, Refusal, Unavailable
from domain.language import speak, spoken, tr
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

LOCALES = Path(resources.__file__).parent / "locale"
TRY, LIMITS = "try", "limits"
STOP = None


class Tries(Protocol):
    """Who tries what is asked, on any thread; None where it was not wanted any more. Raises CalloutError."""

    def try_out(self, question: Question, progress: Progress) -> Found | None:
        """Try all versions."""
        ...

    def limits(self, question: Question, progress: Progress) -> Limits | None:
        """What each limit of the last version would be worth."""
        ...

    def close(self) -> None:
        """Nobody asks any more for now."""
        ...


class TryingChild:
    """Asks the child one question after the other; it is started with the first, and ends with this object."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._turn = Lock()
        self._closed = 0
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._end: weakref.finalize[..., TryingChild] | None = None

    def try_out(self, question: Question, progress: Progress) -> Found | None:
        """Try all versions."""
        found = self._ask(TRY, question, progress)
        return found if isinstance(found, Found) else None

    def limits(self, question: Question, progress: Progress) -> Limits | None:
        """What each limit of the last version would be worth."""
        found = self._ask(LIMITS, question, progress)
        return found if isinstance(found, Limits) else None

    def close(self) -> None:
        """End the child, whatever it does; a question that follows starts another."""
        self._closed += 1
        self._end_child()

    def _end_child(self) -> None:
        end, self._end, self._running = self._end, None, None
        if end is not None:
            end()

    def _ask(self, what: str, question: Question, progress: Progress) -> Found | Limits | None:
        before = self._closed
        with self._turn:
            if self._closed != before:  # closed while another question was being answered
                return None
            try:
                ours = self._connection()
                ours.send((what, question))
                found = _heard(ours, progress)
                if self._closed != before:  # closed while the child was being started
                    self._end_child()
            except (EOFError, OSError) as error:
                self._end_child()
                raise Unavailable(tr("The try was broken off; try again.")) from error
            return found

    def _connection(self) -> Connection:
        if self._running is None:
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, self._database, spoken()), daemon=True)
            process.start()
            theirs.close()
            self._running = process, ours
            self._end = weakref.finalize(self, _finish, process)
        return self._running[1]


def _heard(ours: Connection, progress: Progress) -> Found | Limits | None:
    """What the child answers in the end; it is told once that the answer is not wanted any more."""
    wanted = True
    while True:
        answer = ours.recv()
        if isinstance(answer, CalloutError):
            raise answer
        if not isinstance(answer, tuple):
            return answer if wanted and isinstance(answer, Found | Limits) else None
        if wanted and not progress(*answer):
            wanted = False
            ours.send(STOP)


def _finish(process: SpawnProcess) -> None:
    """It only reads, so nothing is lost."""
    process.kill()
    process.join()
    process.close()


def _work(theirs: Connection, database: str, language: str) -> None:
    """What the child does until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speak(language, LOCALES)
    with closing(Store.open(database)) as store, closing(Telemetry.open(database)) as telemetry:
        past, begun = Past(store, telemetry), 0
        while True:
            try:
                asked = theirs.recv()
                if asked is STOP:
                    continue
                what, question = asked
                if question.now != begun:
                    past, begun = Past(store, telemetry), question.now
                theirs.send(_answer(past, what, question, _Telling(theirs)))
            except (EOFError, OSError):
                return


def _answer(past: Past, what: str, question: Question, progress: Progress) -> object:
    work: Callable[[Question, Progress], object] = past.try_out if what == TRY else past.limits
    try:
        return work(question, progress)
    except Refusal as refusal:
        return Refusal(str(refusal), field=refusal.field)
    except CalloutError as error:
        return Unavailable(str(error))


class _Telling:
    """Tells how far it is, until the other side says that it is not wanted any more."""

    def __init__(self, theirs: Connection) -> None:
        self._theirs = theirs

    def __call__(self, done: int, total: int) -> bool:
        if self._theirs.poll():
            return False
        self._theirs.send((done, total))
        return True
