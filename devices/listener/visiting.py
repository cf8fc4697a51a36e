"""Keeps visits going: orders made ahead once a day, what became of them noted at once.

One process does it for a database at a time; two at once would make each visit once all the same.
"""

import logging
import threading
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from devices.listener.standby import Standby
from domain.errors import Overtaken, Refusal
from domain.orders.watch import WATCH
from domain.store.journal import FactRow
from domain.store.store import Store
from domain.visits import ahead
from domain.visits.lapsing import lapse_troubles
from domain.visits.moving import follow_bookings
from domain.visits.settling import settle_visits

log = logging.getLogger(__name__)

NAME = "visits"
#: Without any news it looks this often, for a clock may have been set.
LOOK = timedelta(minutes=15)
RETRY_SECONDS = 2.0
_BOOKED = frozenset({"booking.placed", "booking.moved"})
#: What decides whether a visit that could not be made is still wanted, or how far orders are made ahead.
_PLANS = frozenset({"agreement", "agreement line", "service interval", "visit plan", "visit planning", "parameter"})


class Visiting(Standby):
    """The watch over the visits of one store, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, NAME)
        self._guard = threading.Lock()
        self._booked: set[int] | None = None
        self._closed: set[int] | None = None
        self._changed = True
        self._next_look = store.clock.now()

    def begin(self) -> None:
        """Look at everything, for much may have happened while nobody watched."""
        with self._guard:
            self._booked = self._closed = None
            self._changed = True

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        with self._guard:
            for fact in facts:
                if fact.kind in _BOOKED and self._booked is not None:
                    self._booked.add(fact.after["order_id"])
                if fact.kind == "order.stage_changed" and self._closed is not None:
                    self._closed.add(fact.subject_id)
                self._changed = self._changed or (fact.subject in _PLANS and fact.kind != ahead.MADE_AHEAD)
            news = self._booked or self._closed or self._changed
        if news:
            self._news.set()

    def turn(self) -> float:
        """Note what became of visits, and make orders ahead if that is due."""
        with self._guard:
            booked, closed, changed = self._booked, self._closed, self._changed
            self._booked, self._closed, self._changed = set(), set(), False
        try:
            self._follow(booked, closed)
            if changed:
                self._store.run(WATCH, lapse_troubles)
        except Overtaken:  # somebody is at it just now
            self.begin()
            return RETRY_SECONDS
        now = self._store.clock.now()
        if changed or now >= self._next_look:
            self._make_ahead(now.date())
            self._next_look = min(_midnight_after(now), now + LOOK)
        return (self._next_look - now).total_seconds()

    def _follow(self, booked: Collection[int] | None, closed: Collection[int] | None) -> None:
        """Let visits follow the orders that were booked and those in another stage; None for all."""
        if booked is None or booked:
            self._store.run(WATCH, follow_bookings, booked)
        if closed is None or closed:
            self._store.run(WATCH, settle_visits, closed)

    def _make_ahead(self, today: date) -> None:
        with self._store.read() as session:
            if not ahead.is_late(session, today):
                return
            wanted = ahead.wanted(session, today)
        try:
            made = ahead.make_ahead(self._store, wanted, today, self._proceed)
        except Refusal as error:
            log.warning("Orders are not made ahead: %s", error)
        else:
            log.info("Made ahead: %s visits on %s orders; %s not.", made.visits, made.orders, made.troubles)

    def _proceed(self) -> bool:
        return not self._stop.is_set()


def _midnight_after(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time.min, UTC)
