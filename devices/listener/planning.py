"""Lets the runs of planning begin by themselves: at their time of day, and standing ones after what happens.

Of each kind one process at a time lets them begin, one after the other, so that a repair waits for no long search. What
searches is a child; it is kept ready as long as there is a standing run.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from devices.listener.standby import Standby
from domain.errors import CalloutError, Overtaken
from domain.language import tr
from domain.optimising.running.workers import Workers
from domain.planning.automatic.delays import behind_time
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow, runs
from domain.planning.automatic.ready import make_ready
from domain.planning.automatic.running import Automatic
from domain.planning.automatic.waking import OPTIMISER, Cause, causes, listens_to
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

_NAMES = {Trigger.SCHEDULE: "scheduled planning", Trigger.STANDING: "standing planning"}
#: Without any news it looks this often, for a clock may have been set.
LOOK_SECONDS = 15.0
#: A standing run begins no more often, whatever happens meanwhile.
PAUSE_SECONDS = 5.0
RETRY_SECONDS = 1.0
#: So often it looks once more where others change the board while it searches.
MOST_TRIES = 3
#: What decides which runs there are and when they begin.
_FOLLOWED = frozenset({"planning run", "planning profile"})
#: What may turn out to be late.
_PROGRESS = frozenset({"booking.travelling", "booking.on_site", "booking.times_set"})


class Planning(Standby):
    """The watch over the runs of one store that begin in one way, between `start` and `stop`."""

    def __init__(self, store: Store, begins: Trigger, *, pause: float = PAUSE_SECONDS) -> None:
        super().__init__(store, _NAMES[begins])
        self._is_standing = begins is Trigger.STANDING
        self._pause_seconds = pause
        self._guard = threading.Lock()
        self._causes: frozenset[Cause] = frozenset()
        self._late: frozenset[int] = frozenset()
        self._awake: set[int] = set()
        self._not_before: dict[int, float] = {}
        self._tries: Counter[int] = Counter()
        self._automatic = Automatic(store, Workers(), self._stop)
        self._is_ready = False

    def stop(self) -> None:
        """End at once, whatever is searched."""
        super().stop()
        self._automatic.workers.close()

    def begin(self) -> None:
        """Let every standing run look, for much may have happened while nobody watched."""
        with self._guard:
            self._causes = frozenset(Cause)

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        found = frozenset(cause for fact in facts for cause in causes(fact))
        with self._guard:
            self._causes |= found
        if found or any(_is_news(fact) for fact in facts):
            self._news.set()

    def turn(self) -> float:
        """Let begin what is due, one after the other; returns for how many seconds there is nothing to do."""
        rows, ran = self._rows(), False
        while (row := self._due(rows)) is not None and not self._stop.is_set():
            self._let_begin(row)
            rows, ran = self._rows(), True
        self._keep_ready(rows, ran=ran)
        self._explain(rows)
        return self._pause(rows)

    def _is_quiet(self, rows: Sequence[RunRow]) -> bool:
        """Whether nobody waits for a run."""
        return not (self._stop.is_set() or self._news.is_set()) and self._due(rows) is None

    def _rows(self) -> Sequence[RunRow]:
        """Those that are switched on; whoever listens to what has happened is awake."""
        with self._guard:
            happened, self._causes = self._causes, frozenset()
        with self._store.read() as session:
            rows = [row for row in runs(session) if row.draft.active and self._is_mine(row)]
            asked = any(Cause.DELAY in listens_to(row.draft) for row in rows)
            late = behind_time(session, self._store.clock.now()) if asked else frozenset[int]()
        if late - self._late:
            happened |= {Cause.DELAY}
        self._late = late
        self._awake |= {row.id for row in rows if listens_to(row.draft) & happened}
        self._awake &= {row.id for row in rows}
        return rows

    def _is_mine(self, row: RunRow) -> bool:
        return (row.draft.begins is Trigger.STANDING) is self._is_standing

    def _due(self, rows: Sequence[RunRow]) -> RunRow | None:
        """The one that has not begun for the longest time, so that none keeps the others waiting."""
        now, moment = time.monotonic(), self._store.clock.now()
        due = [row for row in rows if self._is_wanted(row, moment) and self._moment(row) <= now]
        return min(due, key=self._moment, default=None)

    def _is_wanted(self, row: RunRow, moment: datetime) -> bool:
        return row.id in self._awake or (row.next_at is not None and row.next_at <= moment)

    def _moment(self, row: RunRow) -> float:
        """Before this it does not begin again."""
        return self._not_before.get(row.id, 0.0)

    def _let_begin(self, row: RunRow) -> None:
        """One run; whatever comes of it, the others go on."""
        self._awake.discard(row.id)
        self._not_before[row.id] = time.monotonic() + (self._pause_seconds if self._is_standing else RETRY_SECONDS)
        self._tries[row.id] += 1
        try:
            self._automatic.run(row)
        except Overtaken as overtaken:
            if self._tries[row.id] < MOST_TRIES:
                self._awake.add(row.id)
                self._not_before[row.id] = time.monotonic() + RETRY_SECONDS
                return
            self._automatic.give_up(row, str(overtaken))
        except CalloutError:
            raise
        except Exception:  # a mistake over one board must not keep all other runs from theirs
            log.exception("“%s” came upon an error", row.draft.name)
            self._automatic.give_up(row, tr("It came upon an error; the log says which."))
        del self._tries[row.id]

    def _keep_ready(self, rows: Sequence[RunRow], *, ran: bool) -> None:
        """A child waits for the next standing run; without one nobody needs it."""
        if not (self._is_standing and rows):
            self._automatic.workers.close()
            self._automatic, self._is_ready = Automatic(self._store, Workers(), self._stop), False
        elif ran or not self._is_ready:
            make_ready(self._automatic.workers, self._stop)
            self._is_ready = True

    def _explain(self, rows: Sequence[RunRow]) -> None:
        """Tell why something was left out, as long as nobody waits."""
        try:
            self._automatic.explain(partial(self._is_quiet, rows))
        except CalloutError:
            raise
        except Exception:  # the runs themselves go on without reasons
            log.exception("why something is left out could not be told")

    def _pause(self, rows: Sequence[RunRow]) -> float:
        now, moment = time.monotonic(), self._store.clock.now()
        coming = [self._moment(row) - now for row in rows if self._is_wanted(row, moment)]
        coming += [(row.next_at - moment).total_seconds() for row in rows if row.next_at and row.next_at > moment]
        return max(0.0, min([LOOK_SECONDS, *coming]))


def _is_news(fact: FactRow) -> bool:
    return fact.kind in _PROGRESS or (fact.subject in _FOLLOWED and fact.actor != OPTIMISER)
