"""A run of the optimiser: several children search at once, and the best plan wins."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Self

from domain.optimising.cost import Evaluated
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.ending import Ending, How, Progress
from domain.optimising.running.messages import Begun, Better, Failed, Found, Search
from domain.optimising.running.share import Share
from domain.optimising.running.workers import Workers

log = logging.getLogger(__name__)


class Run:
    """Started once; `told` is called with what is new, on threads of the run.

    Each of `engines` searches in a child of its own, the same one with another seed. The `seconds` begin when a child
    has read the problem. Bounded by `iterations`, a run with the same seed finds the same plan again.
    """

    def __init__(
        self,
        workers: Workers,
        problem: Problem,
        start: Plan,
        *,
        seconds: float,
        engines: Sequence[str] = ("chosen",),
        seed: int = 1,
        iterations: int | None = None,
        told: Callable[[Progress], None] | None = None,
    ) -> None:
        self._start = start
        self._told = told
        self._lock = Lock()
        self._began: float | None = None
        self._before: Evaluated | None = None
        self._progress = Progress()
        self._cancelled = False
        self._shares = [
            Share(workers, Search(problem, start, engine, seconds, seed + number, iterations), self._hear)
            for number, engine in enumerate(engines)
        ]

    def start(self) -> Self:
        """Let the children search; returns at once."""
        for share in self._shares:
            share.start()
        return self

    def cancel(self) -> None:
        """End soon, with the best plan so far."""
        self._cancelled = True
        for share in self._shares:
            share.cancel()

    def kill(self) -> None:
        """End at once; the plan is as it was."""
        self._cancelled = True
        for share in self._shares:
            share.kill()

    @property
    def progress(self) -> Progress:
        """How far it is at this moment."""
        with self._lock:
            return self._present()

    @property
    def running(self) -> bool:
        """Whether it has no ending yet."""
        return any(share.running for share in self._shares)

    def wait(self) -> Ending:
        """What came of it, once all children have answered."""
        ends = [(share.engine, share.wait()) for share in self._shares]
        found = [(engine, end) for engine, end in ends if isinstance(end, Found)]
        how = How.CANCELLED if self._cancelled else How.FINISHED
        curve = self._progress.curve
        if found:
            memory = sum(end.memory for _, end in found)
            engine, best = min(found, key=_cost)
            return Ending(how, best.plan, self._before, best.evaluated, engine, curve, memory)
        if self._cancelled:
            return Ending(how, self._start, self._before, self._before, curve=curve)
        failure = next(end.why for _, end in ends if isinstance(end, Failed))
        return Ending(How.FAILED, self._start, self._before, self._before, curve=curve, failure=failure)

    def _hear(self, engine: str, answer: Begun | Better) -> None:
        with self._lock:
            if not self._take(engine, answer):
                return
            progress = self._present()
        self._tell(progress)

    def _tell(self, progress: Progress) -> None:
        told = self._told
        if told is None:
            return
        try:
            told(progress)
        except Exception:  # a mistake of whoever follows must not cost the search its plan
            log.exception("whoever follows a search failed and is told nothing more")
            self._told = None

    def _take(self, engine: str, answer: Begun | Better) -> bool:
        """Whether it is news."""
        present = self._progress
        if isinstance(answer, Begun):
            if self._began is not None:
                return False
            self._began, self._before = time.monotonic(), answer.before
            cost = None if answer.before.broken else answer.before.cost.total
            self._progress = Progress(before=cost, cost=cost, curve=() if cost is None else ((0.0, cost),))
            return True
        if present.cost is not None and answer.cost >= present.cost:
            return False
        curve = (*present.curve, (answer.seconds, answer.cost))
        self._progress = replace(present, elapsed=answer.seconds, cost=answer.cost, engine=engine, curve=curve)
        return True

    def _present(self) -> Progress:
        if self._began is None or not self.running:
            return self._progress
        return replace(self._progress, elapsed=time.monotonic() - self._began)


def _cost(end: tuple[str, Found]) -> float:
    return end[1].evaluated.cost.total
