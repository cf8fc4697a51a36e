"""The share of one child in a run."""

import logging
from collections.abc import Callable
from threading import Lock, Thread, Timer

import msgspec

from domain.optimising.running.messages import Begun, Better, Failed, Failure, Found, Search
from domain.optimising.running.worker import Worker
from domain.optimising.running.workers import Workers

log = logging.getLogger(__name__)

End = Found | Failed
#: How many seconds longer than it should a child may take to answer.
PATIENCE = 2.0


class Share:
    """Hands a problem to a child and follows it, on a thread of its own; what it tells goes to `hear`."""

    def __init__(self, workers: Workers, search: Search, hear: Callable[[str, Begun | Better], None]) -> None:
        self.engine = search.engine
        self._workers = workers
        self._search = search
        self._hear = hear
        #: Held while it is decided what becomes of the child, so that nobody ends one that works for another.
        self._lock = Lock()
        self._worker: Worker | None = None
        self._begun = False
        self._unwanted = False
        self._killed = False
        self._why = Failure.DIED
        self._limit: Timer | None = None
        self._end: End = Failed(Failure.DIED)
        self._thread = Thread(target=self._work, name=f"optimising-{search.engine}", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether there is no end yet."""
        return self._thread.is_alive()

    def wait(self) -> End:
        """How it ended, once it has."""
        self._thread.join()
        return self._end

    def cancel(self) -> None:
        """Let the child tell what it has; one that has not begun yet has nothing."""
        with self._lock:
            self._unwanted = True
            if self._worker is not None and self._begun:
                self._worker.stop()
                self._end_in(PATIENCE)
            else:
                self._kill()

    def kill(self) -> None:
        """End the child at once."""
        with self._lock:
            self._unwanted = True
            self._kill()

    def _work(self) -> None:
        try:
            self._follow()
        finally:
            self._forget()

    def _forget(self) -> None:
        """Hold no run that holds this share: they and their problem go as soon as nobody asks them any more."""
        with self._lock:
            self._hear = _unheard
            self._limit = None

    def _follow(self) -> None:
        try:
            worker = self._workers.take()
        except OSError as error:
            log.warning("no child could be started to search: %s", error)
            self._end = Failed(Failure.UNSTARTED, str(error))
            return
        with self._lock:
            self._worker = worker
            unwanted = self._unwanted
        end = None
        try:
            end = None if unwanted else self._heard_out(worker)
        finally:
            self._let_go(worker, end)

    def _let_go(self, worker: Worker, end: End | None) -> None:
        """The child takes the next problem, or is ended where it has not answered or was told to die meanwhile."""
        with self._lock:
            self._worker = None
            if self._limit is not None:
                self._limit.cancel()
        if end is None or end.leaving or self._killed:
            log.info("the child that searched with %s is ended, status %s", self.engine, worker.close())
        else:
            self._workers.give_back(worker)
        self._end = end or Failed(self._why)
        if isinstance(self._end, Failed) and not self._unwanted:
            log.warning("a search with %s came to nothing: %s %s", self.engine, self._end.why, self._end.detail)

    def _heard_out(self, worker: Worker) -> End | None:
        """What the child answers in the end; None where it went away instead."""
        try:
            worker.ask(self._search)
            while not isinstance(answer := worker.answer(), Found | Failed):
                if isinstance(answer, Begun):
                    self._has_begun(worker)
                self._hear(self.engine, answer)
        except TypeError as error:  # something in the problem is no number
            return Failed(Failure.PROBLEM, str(error))
        except (EOFError, OSError, msgspec.DecodeError) as error:
            log.info("the child that searched is gone: %r", error)
            return None
        return answer

    def _has_begun(self, worker: Worker) -> None:
        with self._lock:
            self._begun = True
            self._end_in(self._search.seconds + PATIENCE)
            if self._unwanted:
                worker.stop()

    def _end_in(self, seconds: float) -> None:
        if self._limit is not None:
            self._limit.cancel()
        self._limit = Timer(seconds, self._end_late)
        self._limit.daemon = True
        self._limit.start()

    def _end_late(self) -> None:
        with self._lock:
            if self._worker is not None:
                self._why = Failure.LATE
            self._kill()

    def _kill(self) -> None:
        if self._worker is not None:
            self._killed = True
            self._worker.kill()


def _unheard(_engine: str, _answer: Begun | Better) -> None:
    """Whoever has ended tells nobody anything."""
