"""What happened to an alert, told from the journal in sentences: facts in, text out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from domain.language import tr
from domain.monitoring import plan_timeline
from domain.monitoring.decisions import Outcome
from domain.monitoring.occurrences import LISTENER
from domain.store.journal import FactRow
from domain.words import Severity

Moment = Callable[[datetime], str]


def tell(fact: FactRow, decision: Mapping[str, Any], moment: Moment) -> str:
    """The fact of an alert as a sentence; empty for those that a reader does not want one by one."""
    if fact.kind == "alert.decided":
        return _decided(fact, decision)
    if fact.kind == "alert.shelved":
        until = fact.after.get("shelved_until")
        # Shelved once more until the same time changes nothing but is noted.
        return tr("Shelved until {time}", time=moment(datetime.fromisoformat(until))) if until else tr("Shelved again")
    if fact.kind == "alert.cleared":
        by_itself = fact.after.get("cleared_by", fact.actor) == LISTENER
        return tr("Cleared: the readings are back to normal") if by_itself else tr("Cleared by hand")
    if fact.kind == "alert.weighed":
        return tr("Severity is now {severity}", severity=Severity(fact.after["severity"]).label)
    if fact.kind == "alert.outweighed":
        return tr("Shown as {severity}, with all that stands under it", severity=Severity(fact.after["shown"]).label)
    return _plain().get(fact.kind, "") or plan_timeline.tell(fact)


def _plain() -> dict[str, str]:
    return {
        "alert.raised": tr("Alert raised"),
        "alert.handed_over": tr("Over, while alerts under it are not: the oldest of them took over"),
        "alert.looked_at_again": tr("Maintenance or visit is over: decided anew"),
        "alert.reopened": tr("Opened again: the trouble is back"),
        "alert.acknowledged": tr("Acknowledged"),
        "alert.unacknowledged": tr("Acknowledgement taken back"),
        "alert.unshelved": tr("Brought back from the shelf"),
    }


def _decided(fact: FactRow, decision: Mapping[str, Any]) -> str:
    outcome = Outcome(fact.after.get("outcome", Outcome.NONE))
    number = decision.get("order") or ""
    return {
        Outcome.OPENED: tr("Order {number} opened", number=number),
        Outcome.JOINED: tr("Joined order {number}", number=number),
        Outcome.TOOK_OVER: tr("Took over order {number}", number=number),
        Outcome.GATHERED: tr("Part of a larger trouble"),
        Outcome.QUIET: tr("Nobody need look at it for now"),
        Outcome.NONE: "",
    }[outcome]
