"""Earns the revenue of invoiced fees once their periods are over, once a day and when something is invoiced.

One process does it for a database at a time; two at once would post each accrual once all the same.
"""

import logging
import threading
from datetime import UTC, datetime, time, timedelta

from devices.listener.standby import Standby
from domain.billing.accruing import AccrualWish, accrue_all
from domain.errors import Overtaken, Refusal
from domain.orders.watch import WATCH
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

NAME = "revenue"
#: Without any news it looks this often, for a clock may have been set.
LOOK_SECONDS = 900.0
RETRY_SECONDS = 2.0
_NEWS = frozenset({"fee.invoiced", "parameter.changed"})
_DAY = timedelta(days=1)


class Earning(Standby):
    """The watch over the revenue of one store, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, NAME)
        self._guard = threading.Lock()
        self._due = True
        self._done_on: datetime | None = None

    def begin(self) -> None:
        """Look at everything, for much may have happened while nobody watched."""
        with self._guard:
            self._due = True

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.kind in _NEWS for fact in facts):
            self.begin()
            self._news.set()

    def turn(self) -> float:
        """Earn what is over, if the day is a new one or there is more to earn."""
        today = _midnight(self._store.clock.now())
        with self._guard:
            due, self._due = self._due or self._done_on != today, False
        if due:
            try:
                self._earn(today)
            except Overtaken:  # somebody is at it just now
                self.begin()
                return RETRY_SECONDS
            except Refusal as error:  # as the settings are; they tell when they change
                log.warning("Revenue is not earned: %s", error)
            self._done_on = today
        return min((today + _DAY - self._store.clock.now()).total_seconds(), LOOK_SECONDS)

    def _earn(self, today: datetime) -> None:
        posted = closed = 0
        for step in accrue_all(self._store, WATCH, AccrualWish(until=today.date() - _DAY)):
            posted, closed = posted + step.posted, closed + step.closed
            if self._stop.is_set():
                break
        if posted or closed:
            log.info("Earned: %s accruals are posted, %s fall on days whose books are closed.", posted, closed)


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date(), time.min, UTC)
