"""Keeps arrivals watched: tells the desk of every booking to which nobody has come in time, once.

One process watches a database at a time; the others stand by for the moment it is gone.
"""

import logging
from datetime import datetime, timedelta

from devices.listener.standby import Standby
from domain.errors import Overtaken, Refusal
from domain.orders.watch import WATCH
from domain.scheduling.progress.lateness import LATE, next_overdue, overdue, tell_late
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

NAME = "arrivals"
#: Without any news it looks this often, for a clock may have been set.
LOOK = timedelta(seconds=15)
#: What decides whether somebody comes too late.
_FOLLOWED = frozenset({"booking", "order", "parameter"})


class Arrivals(Standby):
    """The watch over the arrivals of one store, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, NAME)
        self._refused: set[int] = set()

    def begin(self) -> None:
        """Look at everything, for much may have happened while nobody watched."""
        self._refused.clear()

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.subject in _FOLLOWED and fact.kind != LATE for fact in facts):
            self._news.set()

    def turn(self) -> float:
        """Tell of what is overdue; returns for how many seconds there is nothing to do."""
        now = self._store.clock.now()
        with self._store.read() as session:
            late, coming = overdue(session, now, leave_out=self._refused), next_overdue(session, now)
        for booking_id in late:
            if self._stop.is_set():
                return 0.0
            self._tell(booking_id)
        return 0.0 if late else self._pause(coming)

    def _tell(self, booking_id: int) -> None:
        try:
            self._store.run(WATCH, tell_late, booking_id)
        except Overtaken:
            return  # somebody is at it just now; the next look is soon
        except Refusal as error:
            self._refused.add(booking_id)
            log.info("Nobody is told of booking %s: %s", booking_id, error)

    def _pause(self, coming: datetime | None) -> float:
        now = self._store.clock.now()
        until = now + LOOK if coming is None else min(coming, now + LOOK)
        return max(0.0, (until - now).total_seconds())
