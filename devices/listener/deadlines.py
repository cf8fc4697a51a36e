"""Keeps promises watched: warns in time, starts what starts by itself, and reckons anew what follows from an edit.

One process watches a database at a time; the others stand by for the moment it is gone.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from devices.listener.standby import Standby
from domain.errors import Overtaken, Refusal
from domain.orders import promises, watch
from domain.orders.watch import WATCH
from domain.scheduling.progress import stage_rules
from domain.store.journal import FactRow
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

NAME = "deadlines"
#: Without any news it looks this often, for a clock may have been set.
LOOK_SECONDS = 15.0
_EVERYTHING = (None, None)
#: What decides whether and where an order may go by itself.
_RULES = ("stage", "parameter")
#: What names an SLA, or a zone that a calendar is meant in; and the columns that do.
_NAMING = frozenset({"customer", "asset", "agreement", "agreement line", "agreement group", "site"})
_NAMES = frozenset({"sla_id", "group_id", "timezone"})
_FOLLOWED = frozenset({"sla_id", "group_id", "parent_id", "timezone"})


class Deadlines(Standby):
    """The watch over the promises of one store, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, NAME)
        self._guard = threading.Lock()
        self._edited: dict[tuple[int | None, int | None], str] = {}
        self._refused: set[int] = set()
        self._bookings_moved = threading.Event()
        self._next_start = store.clock.now()

    def begin(self) -> None:
        """Reckon anew whatever was edited while nobody watched."""
        self._edited[_EVERYTHING] = WATCH

    def turn(self) -> float:
        """Reckon anew what was edited, then warn of and start what is due."""
        self._reckon_anew()
        return self._look()

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        with self._guard:
            for fact in facts:
                if (part := _follows_from(fact)) is not None:
                    self._edited[part] = fact.actor
                if fact.subject in _RULES:
                    self._refused.clear()
                if fact.subject == "order" and fact.subject_id in self._refused:
                    self._refused.discard(fact.subject_id)
                    self._bookings_moved.set()
                if fact.subject in {"booking", *_RULES}:
                    self._bookings_moved.set()
        if self._edited or any(fact.subject in {"order", "booking", *_RULES} for fact in facts):
            self._news.set()

    def _reckon_anew(self) -> None:
        with self._guard:
            edited, self._edited = self._edited, {}
        if _EVERYTHING in edited:
            edited = {_EVERYTHING: edited[_EVERYTHING]}
        for (calendar_id, sla_id), actor in edited.items():
            try:
                for _ in promises.recompute_in_parts(self._store, actor, calendar_id=calendar_id, sla_id=sla_id):
                    if self._stop.is_set():
                        return
            except Overtaken:
                with self._guard:
                    self._edited.setdefault((calendar_id, sla_id), actor)
                self._news.set()
            except Refusal as error:
                log.warning("Promises stay as they were: %s", error)

    def _look(self) -> float:
        """Do what is due; returns for how many seconds there is nothing to do."""
        now = self._store.clock.now()
        with self._store.read() as session:
            due = watch.due(session, now, leave_out=self._left_alone())
            moment = watch.next_moment(session, leave_out=self._left_alone())
        started = self._started(now)
        self._each(watch.act, due)
        self._each(stage_rules.start, started)
        if due or started:
            return 0.0
        until = self._next_start if moment is None else min(moment, self._next_start)
        return max(0.0, (until - self._store.clock.now()).total_seconds())

    def _started(self, now: datetime) -> Sequence[int]:
        """The orders whose first booking has started; asked only when one can have, or as often as one looks anyway."""
        if not self._bookings_moved.is_set() and now < self._next_start:
            return ()
        self._bookings_moved.clear()
        with self._store.read() as session:
            starts = stage_rules.next_start(session, now)
            found = stage_rules.started(session, now, leave_out=self._left_alone())
        latest = now + timedelta(seconds=LOOK_SECONDS)
        self._next_start = latest if starts is None else min(starts, latest)
        return found

    def _each(self, act: Callable[[UnitOfWork, int], None], order_ids: Sequence[int]) -> None:
        for order_id in order_ids:
            if self._stop.is_set():
                return
            try:
                self._store.run(WATCH, act, order_id)
            except Overtaken:
                continue  # somebody is at it just now; the next look is soon
            except Refusal as error:
                with self._guard:
                    self._refused.add(order_id)
                log.info("The watch leaves order %s as it is: %s", order_id, error)

    def _left_alone(self) -> tuple[int, ...]:
        """The orders of which a rule refused something, until something changes about them."""
        with self._guard:
            return tuple(self._refused)


def _follows_from(fact: FactRow) -> tuple[int | None, int | None] | None:
    """The calendar and the SLA whose promises do not hold any more after this fact."""
    if fact.kind == "calendar.changed" and fact.subject == "calendar":
        return fact.subject_id, None
    if fact.kind == "sla.changed" and fact.subject == "sla":
        return None, fact.subject_id
    if fact.subject == "sla" or (fact.subject in _NAMING and _FOLLOWED & fact.before.keys() & fact.after.keys()):
        return _EVERYTHING
    return None
