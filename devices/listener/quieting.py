"""Decides anew on alerts that nobody needed to look at, once maintenance or visit is over.

One process watches a database at a time; the others stand by for the moment it is gone.
"""

import logging
from datetime import datetime, timedelta

from devices.listener.standby import Standby
from domain.errors import Overtaken, Refusal
from domain.monitoring.maintenance_queries import next_end
from domain.monitoring.occurrences import LISTENER
from domain.monitoring.succession import look_again
from domain.monitoring.suppression import needed_again
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

NAME = "quiet alerts"
#: Without any news it looks this often, for a clock may have been set.
LOOK = timedelta(seconds=30)
#: What decides whether anybody must look at an alert.
_FOLLOWED = frozenset({"maintenance", "booking"})


class Quieting(Standby):
    """The watch over the alerts of one store that nobody need look at, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, NAME)

    def begin(self) -> None:
        """There is nothing to remember from before."""

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.subject in _FOLLOWED for fact in facts):
            self._news.set()

    def turn(self) -> float:
        """Look again at what is out of sight; returns for how many seconds there is nothing to do."""
        now = self._store.clock.now()
        with self._store.read() as session:
            alerts, end = needed_again(session, now), next_end(session, now)
        for alert_id in alerts:
            if self._stop.is_set():
                return 0.0
            self._look(alert_id)
        return self._pause(end)

    def _look(self, alert_id: int) -> None:
        try:
            self._store.run(LISTENER, look_again, alert_id)
        except Overtaken:
            return  # somebody is at it just now; the next look is soon
        except Refusal as error:
            log.info("Alert %s stays out of sight: %s", alert_id, error)

    def _pause(self, end: datetime | None) -> float:
        now = self._store.clock.now()
        until = now + LOOK if end is None else min(end, now + LOOK)
        return max(0.0, (until - now).total_seconds())
