"""Tells the desk, as notices, of promises that break, of who comes late, of visits made ahead, and what plans say."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.shared.changes import Changes
from app.shared.links import Mood, Notice
from app.shared.times import Times
from domain.language import tr, trn
from domain.monitoring.plan_actions import ESCALATED, NOTIFIED
from domain.scheduling.progress.lateness import LATE
from domain.sla.clock import TargetKind
from domain.store.journal import FactRow
from domain.visits.ahead import MADE_AHEAD
from domain.words import Priority

#: What is older than this was told at its time, to whoever was there.
FRESH = timedelta(minutes=1)
#: News of so long are told together.
GATHER_MS = 250
#: So many at once are told one by one; more of them as a number.
MOST = 3
#: What response plans say of alerts.
_OF_ALERTS = frozenset({NOTIFIED, ESCALATED})


class Warnings(QObject):
    """Makes notices of what the watches over promises and visits tell the journal."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, changes: Changes, times: Times, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._times = times
        self._news: list[FactRow] = []
        self._timer = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._timer.timeout.connect(self._tell)
        changes.arrived.connect(self._on_facts)

    @Slot(object)
    def _on_facts(self, facts: tuple[FactRow, ...]) -> None:
        since = self._times.now() - FRESH
        self._news += [fact for fact in facts if fact.kind in _TELLERS and fact.at >= since]
        if self._news and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _tell(self) -> None:
        news, self._news = self._news, []
        alerts = [fact for fact in news if fact.kind in _OF_ALERTS]
        orders = [fact for fact in news if fact.kind not in _OF_ALERTS]
        late = {fact.after.get("order_id", fact.subject_id) for fact in orders if fact.kind != MADE_AHEAD}
        many = len(orders) > MOST
        for fact in orders:
            if fact.kind == MADE_AHEAD or not many:
                self.told.emit(_TELLERS[fact.kind](fact, self._times))
        if many:
            text = trn("{count} order is late or about to be.", "{count} orders are late or about to be.", len(late))
            self.told.emit(Notice(text, Mood.WARNING))
        self._tell_of_alerts(alerts)

    def _tell_of_alerts(self, news: list[FactRow]) -> None:
        if len(news) > MOST:
            count = len({fact.subject_id for fact in news})
            text = trn("Response plans tell of {count} alert.", "Response plans tell of {count} alerts.", count)
            self.told.emit(Notice(text, Mood.WARNING))
            return
        for fact in news:
            self.told.emit(_TELLERS[fact.kind](fact, self._times))


def _warned(fact: FactRow, times: Times) -> Notice:
    return Notice(
        tr(
            "{number}: {percent} % of the time is used up. {target} is due {time}.",
            number=fact.after["number"],
            percent=fact.after["percent"],
            target=TargetKind(fact.after["target"]).label,
            time=_moment(fact.after, times),
        ),
        Mood.WARNING,
    )


def _broken(fact: FactRow, times: Times) -> Notice:
    return Notice(
        tr(
            "{number} is late. {target} was due {time}.",
            number=fact.after["number"],
            target=TargetKind(fact.after["target"]).label,
            time=_moment(fact.after, times),
        ),
        Mood.ERROR,
    )


def _nobody_came(fact: FactRow, times: Times) -> Notice:
    return Notice(
        tr(
            "Nobody is at {number} yet; {technician} was to be there {time}.",
            number=fact.after["number"],
            technician=fact.after["technician"],
            time=times.short(datetime.fromisoformat(fact.after["start"])),
        ),
        Mood.WARNING,
    )


def _escalated(fact: FactRow, _times: Times) -> Notice:
    number = fact.after["number"]
    if "priority" in fact.after:
        priority = Priority(fact.after["priority"]).label
        return Notice(tr("{number} has the priority “{priority}” now.", number=number, priority=priority), Mood.WARNING)
    name = fact.after.get("responsible", "")
    return Notice(tr("{name} looks after {number} now.", number=number, name=name), Mood.WARNING)


def _made_ahead(fact: FactRow, _times: Times) -> Notice:
    visits, troubles = fact.after["visits"], fact.after["troubles"]
    parts = []
    if visits:
        parts.append(trn("{count} visit was ordered ahead.", "{count} visits were ordered ahead.", visits))
    if troubles:
        parts.append(
            trn(
                "{count} visit could not be ordered; “Visits” says why.",
                "{count} visits could not be ordered; “Visits” says why.",
                troubles,
            )
        )
    return Notice(" ".join(parts), Mood.WARNING if troubles else Mood.INFO)


def _told_by_plan(fact: FactRow, _times: Times) -> Notice:
    return Notice(tr("{asset}: {words}", asset=fact.after["asset"], words=fact.after["text"]), Mood.WARNING)


def _unacknowledged(fact: FactRow, _times: Times) -> Notice:
    said = {"rule": fact.after["rule"], "asset": fact.after["asset"], "words": fact.after["text"]}
    return Notice(tr("Nobody has acknowledged {rule} on {asset}. {words}", **said), Mood.ERROR)


def _moment(details: Mapping[str, Any], times: Times) -> str:
    deadline = details.get("deadline")
    return times.short(datetime.fromisoformat(deadline)) if deadline else "–"


_TELLERS: Mapping[str, Callable[[FactRow, Times], Notice]] = {
    "order.promise_warned": _warned,
    "order.promise_broken": _broken,
    "order.escalated": _escalated,
    LATE: _nobody_came,
    MADE_AHEAD: _made_ahead,
    NOTIFIED: _told_by_plan,
    ESCALATED: _unacknowledged,
}
