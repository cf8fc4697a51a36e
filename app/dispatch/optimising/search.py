"""One search for a better plan, on a thread: reads the board, lets children search, keeps what was found."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from threading import Event

from app.dispatch.optimising.values import Progress
from app.dispatch.wishes.deciding import once_decided
from app.shared.desk import Desk
from app.shared.times import Times
from domain.optimising.running.ending import Ending
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from domain.planning.proposals import store_proposal
from domain.planning.proposing import Task, Wanted, found, read, started

#: How often it looks whether it shall end, and tells how far it is.
STEP_S = 0.1


class Search:
    """`find` takes long and belongs on a thread; the window says `stop` and `cancel` from its own."""

    def __init__(
        self,
        desk: Desk,
        is_awaited: Callable[[], bool],
        wanted: Wanted,
        times: Times,
        tell: Callable[["Search", Progress], None],
    ) -> None:
        """`is_awaited` and `tell` are called on the thread of the search."""
        self._desk, self._is_awaited = desk, is_awaited
        self._wanted, self._times, self._tell = wanted, times, tell
        self._stirred = Event()
        self._stopped = self._cancelled = False

    def stop(self) -> None:
        """End soon with the best plan so far."""
        self._stopped = True
        self._stirred.set()

    def cancel(self) -> None:
        """End at once, with nothing."""
        self._cancelled = True
        self._stirred.set()

    def find(self) -> int | None:
        """The id of the proposal that was kept; None where it was cancelled. Raises Refusal where it cannot be."""
        zone = self._times.zone
        wanted, now = self._wanted, self._desk.store.clock.now()
        wanted = replace(wanted, scope=once_decided(wanted.scope, now, wanted.seconds))
        task = read(self._desk.store, wanted, zone)
        ending = None if task.is_empty else self._searched(task)
        if self._unwanted:
            return None
        made = found(task, ending, self._is_wanted)
        return None if self._unwanted else self._desk.do(store_proposal, made, zone)

    def _searched(self, task: Task) -> Ending:
        """Children are there only while there is something to search."""
        with closing(Workers()) as workers:
            return self._followed(started(task, workers))

    def _followed(self, run: Run) -> Ending:
        stopping = False
        while run.running:
            self._stirred.wait(STEP_S)
            self._stirred.clear()
            if self._unwanted:
                run.kill()
            elif self._stopped and not stopping:
                stopping = True
                run.cancel()
            self._report(run)
        self._report(run, reasons=True)
        return run.wait()

    @property
    def _unwanted(self) -> bool:
        """Whether nobody waits for it: it was cancelled, or its window was closed."""
        return self._cancelled or not self._is_awaited()

    def _is_wanted(self) -> bool:
        return not self._unwanted

    def _report(self, run: Run, *, reasons: bool = False) -> None:
        progress = run.progress
        if not self._unwanted:
            self._tell(self, Progress(progress.elapsed, round(self._wanted.seconds), progress.curve, reasons))
