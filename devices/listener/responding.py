"""Keeps response plans going: each step as soon as its time has come, or something has happened to its alert."""

import logging
import threading
from datetime import timedelta

from devices.listener.standby import Standby
from domain.errors import Overtaken, Refusal
from domain.monitoring import plan_runs
from domain.monitoring.command_senders import PLANS
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

NAME = "plans"
#: Without any news it looks this often, for a clock may have been set.
LOOK = timedelta(seconds=15)
_FOLLOWED = frozenset({"alert", "plan run", "command", "calendar"})


class Responding(Standby):
    """The watch over the plans of one store, between `start` and `stop`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, NAME)
        self._guard = threading.Lock()
        self._alerts: set[int] = set()
        self._everything = threading.Event()

    def begin(self) -> None:
        """Look at every plan, for much may have happened while nobody watched."""
        self._everything.set()

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        news = [fact for fact in facts if fact.subject in _FOLLOWED]
        with self._guard:
            self._alerts |= {alert for fact in news if (alert := _alert_of(fact)) is not None}
        if any(fact.subject == "calendar" for fact in news):
            self._everything.set()
        if news:
            self._news.set()

    def turn(self) -> float:
        """Go on with what is due; returns for how many seconds there is nothing to do."""
        alerts = self._take_news()
        with self._store.read() as session:
            runs = plan_runs.due(session, self._store.clock.now(), alerts)
        for run_id in runs:
            if self._stop.is_set():
                return 0.0
            self._go_on(run_id)
        return self._pause()

    def _take_news(self) -> list[int]:
        with self._guard:
            alerts, self._alerts = self._alerts, set()
        if self._everything.is_set():
            self._everything.clear()
            with self._store.read() as session:
                alerts |= set(plan_runs.running(session))
        return sorted(alerts)

    def _go_on(self, run_id: int) -> None:
        try:
            while self._store.run(PLANS, plan_runs.advance, run_id) and not self._stop.is_set():
                pass
        except Overtaken:
            self._everything.set()  # somebody is at it just now
            self._news.set()
        except Refusal as error:
            self._leave_out(run_id, str(error))

    def _leave_out(self, run_id: int, why: str) -> None:
        try:
            self._store.run(PLANS, plan_runs.leave_out, run_id, why)
        except Refusal as error:
            log.info("The run %s of a plan stays where it is: %s", run_id, error)

    def _pause(self) -> float:
        now = self._store.clock.now()
        with self._store.read() as session:
            moment = plan_runs.next_due(session)
        until = now + LOOK if moment is None else min(moment, now + LOOK)
        return max(0.0, (until - now).total_seconds())


def _alert_of(fact: FactRow) -> int | None:
    if fact.subject == "alert":
        return fact.subject_id
    alert: int | None = fact.after.get("alert_id")
    return alert
