"""One run that begins by itself, from the board to what came of it."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from threading import Event

from domain.errors import Gone, Overtaken, Refusal
from domain.optimising.running.ending import Ending, How
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from domain.planning.automatic.afterwards import Unexplained, tell_reasons
from domain.planning.automatic.concluding import Begun, conclude, tell_failure
from domain.planning.automatic.delays import as_expected
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow
from domain.planning.automatic.scoping import scope_of, zone_of
from domain.planning.automatic.waking import OPTIMISER
from domain.planning.changes import Found
from domain.planning.proposing import Task, Wanted, as_it_is, found, read, started
from domain.store.store import Store

log = logging.getLogger(__name__)

#: How often it looks whether it shall end.
STEP_S = 0.02
#: So long at most a repair waits for that answer: on a slow machine a late one is better than none.
FIRST_S = 60.0
#: For less than this a repair does not look for better than what it put in at once.
LEAST_S = 0.1
#: What a repair keeps of its time for waking up and for a child to end, and for storing as long as that took before.
RESERVE_S = 0.5
STORING_S = 0.3


class Automatic:
    """Does one run after the other with children that are kept; whatever is under way ends once `stop` is set.

    A repair leaves as much time for storing as the one before it took.
    """

    def __init__(self, store: Store, workers: Workers, stop: Event) -> None:
        self.workers = workers
        self._store, self._stop = store, stop
        self._storing = STORING_S
        self._unexplained: dict[int, Unexplained] = {}

    def run(self, row: RunRow) -> None:
        """Search, and keep or apply what was found; a standing run takes its seconds for all of that together.

        Raises Overtaken where others changed the board so much meanwhile that it has to look once more.
        """
        began, at = time.monotonic(), self._store.clock.now()
        begun = Begun(row.id, row.next_at, zone_of(row.draft))
        try:
            task = self._read(row)
            ending = None if task.is_empty else self._searched(row, task, began)
            if not self._stop.is_set():
                searched = time.monotonic()
                told = self._store.run(OPTIMISER, conclude, begun, self._made(row, task, ending))
                self._storing = max(STORING_S, time.monotonic() - searched)
                log.info("“%s” took %.2f s: %s", row.draft.name, time.monotonic() - began, told)
                self._explain_later(row, task, ending, at)
        except Overtaken:
            raise
        except Refusal as refusal:
            self.give_up(row, str(refusal))

    def explain(self, quiet: Callable[[], bool]) -> None:
        """Tell why repairs left out what they did as long as it is `quiet`; what is left then is told another time."""
        while self._unexplained and quiet():
            run_id, each = self._unexplained.popitem()
            changes = found(each.task, each.ending, quiet).changes
            if quiet():
                self._store.run(OPTIMISER, tell_reasons, run_id, each.at, changes)
            else:
                self._unexplained[run_id] = each

    def give_up(self, row: RunRow, sentence: str) -> None:
        """Tell why a run came to nothing; where it is gone nobody asks."""
        log.info("“%s” came to nothing: %s", row.draft.name, sentence)
        with suppress(Gone):
            self._store.run(OPTIMISER, tell_failure, Begun(row.id, row.next_at), sentence)

    def _explain_later(self, row: RunRow, task: Task, ending: Ending | None, at: datetime) -> None:
        """There was no time for reasons where somebody waits for the board."""
        self._unexplained.pop(row.id, None)
        if ending is not None and row.draft.begins is Trigger.STANDING:
            self._unexplained[row.id] = Unexplained(at, task, ending)

    def _read(self, row: RunRow) -> Task:
        draft = row.draft
        with self._store.read() as session:
            scope = scope_of(session, draft, self._store.clock.now())
        seen = as_expected if draft.after_delays else as_it_is
        return read(self._store, Wanted(scope, draft.profile_id, draft.seconds), zone_of(draft), seen)

    def _searched(self, row: RunRow, task: Task, began: float) -> Ending:
        """A repair first puts in what waits, at once, so that whatever becomes of the rest, it has an answer."""
        if row.draft.begins is Trigger.SCHEDULE:
            return self._search(task)
        patience = max(FIRST_S, row.draft.seconds)
        first = self._search(replace(task, wanted=replace(task.wanted, engines=("greedy",), seconds=patience)))
        left = row.draft.seconds - RESERVE_S - self._storing - (time.monotonic() - began)
        if first.how is not How.FINISHED or left < LEAST_S:
            return first
        wanted = replace(task.wanted, seconds=left)
        further = replace(task, wanted=wanted, translated=replace(task.translated, present=first.plan))
        better = self._search(further)
        return first if better.how is How.FAILED else replace(better, before=first.before)

    def _search(self, task: Task) -> Ending:
        return followed(started(task, self.workers), self._stop)

    def _made(self, row: RunRow, task: Task, ending: Ending | None) -> Found:
        hurried = row.draft.begins is Trigger.STANDING
        return replace(found(task, ending, lambda: not (hurried or self._stop.is_set())), planning_run_id=row.id)


def followed(run: Run, stop: Event) -> Ending:
    """What comes of a search; it ends at once where it shall."""
    while run.running:
        if stop.wait(STEP_S):
            run.kill()
            break
    return run.wait()
