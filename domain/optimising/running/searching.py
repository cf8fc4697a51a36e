"""One search in the child: it remembers the best plan, so that whenever it has to end there is an answer."""

import time
from collections.abc import Callable
from threading import Event, Lock, Timer
from typing import Protocol

from domain.optimising.cost import Evaluated
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.memory import peak
from domain.optimising.running.messages import Answer, Begun, Better, Failed, Failure, Found, Search


class Judge(Protocol):
    """Says what plans of one problem cost."""

    def evaluate(self, plan: Plan) -> Evaluated:
        """The plan's cost, and what it breaks."""
        ...


#: How long an engine may take to notice that it has to end; then the best plan is told without it.
GRACE = 0.2
#: Better plans are told no more often than this, in seconds.
PAUSE = 0.05


class Searching:
    """A search under way; it answers once, and never with a plan that is worse than the one in force."""

    def __init__(
        self,
        search: Search,
        judging: Callable[[Problem], Judge],
        tell: Callable[[Answer], None],
        leave: Callable[[], None],
    ) -> None:
        self._search = search
        self._tell = tell
        self._leave = leave
        self._unwanted = Event()
        self._answering = Lock()
        self._answered = False
        reckoning = time.monotonic()
        self._judge = judging(search.problem)
        self._before = self._judge.evaluate(search.start)
        self._began = time.monotonic()
        #: What is left to search, so that the last reckoning fits in.
        self.seconds = max(0.0, search.seconds - (self._began - reckoning))
        self._best = search.start, float("inf") if self._before.broken else self._before.cost.total
        self._told_at = -PAUSE
        self._limit = Timer(self.seconds + GRACE, self._give_up)

    def begin(self) -> None:
        """From here on it may be stopped, and the time counts."""
        self._began = time.monotonic()
        self._start(self._limit)
        self._tell(Begun(self._before))

    def told(self, _seconds: float, plan: Plan, cost: float) -> bool:
        """What an engine calls with better plans and now and then; whether it shall go on."""
        if cost < self._best[1]:
            self._best = plan, cost
            now = time.monotonic() - self._began
            if now - self._told_at >= PAUSE:
                self._told_at = now
                self._tell(Better(now, cost))
        return not self._unwanted.is_set()

    def stop(self) -> None:
        """End soon; an engine that does not is left behind."""
        self._unwanted.set()
        self._start(Timer(GRACE, self._give_up))

    def finish(self, plan: Plan) -> None:
        """The engine has ended by itself with this plan."""
        self._limit.cancel()
        with self._answering:
            self._answered = True
            self._tell(self._answer(plan, leaving=False))

    def fail(self, failed: Failed) -> None:
        """The engine has come to nothing."""
        self._limit.cancel()
        with self._answering:
            self._answered = True
            self._tell(failed)

    def _start(self, timer: Timer) -> None:
        timer.daemon = True
        timer.start()

    def _give_up(self) -> None:
        with self._answering:
            if not self._answered:
                self._tell(self._answer(self._best[0], leaving=True))
                self._leave()

    def _answer(self, plan: Plan, *, leaving: bool) -> Found | Failed:
        found = self._judge.evaluate(plan)
        if found.broken:
            return Failed(Failure.BROKEN, "; ".join(found.broken), leaving)
        if not self._before.broken and found.cost.total >= self._before.cost.total:
            plan, found = self._search.start, self._before
        return Found(time.monotonic() - self._began, plan, found, peak(), leaving)
