"""What happened to the promises of an order: deadlines that moved, warnings, pauses, escalations."""

from collections.abc import Mapping

from domain.language import tr
from domain.orders.wording import Teller, Wording, with_why
from domain.sla.clock import TargetKind
from domain.store.journal import FactRow
from domain.words import Priority


def _changed(fact: FactRow, wording: Wording) -> str:
    if "due_at" not in fact.after or _is_over(fact):
        return ""
    due = fact.after["due_at"]
    return tr("Now due {time}", time=wording.time(due)) if due else tr("No deadline for now")


def _is_over(fact: FactRow) -> bool:
    """Whether the deadline moved only because the work is done: then the last target is met, or the order closed."""
    targets = [fact.after[kind.value] for kind in TargetKind if kind.value in fact.after]
    if not targets:
        return fact.before.get("due_at") is None
    return fact.after["due_at"] is None and any(target.get("met_at") for target in targets)


def _broken(fact: FactRow, wording: Wording) -> str:
    values = {"target": _target(fact), "time": wording.time(fact.after.get("deadline"))}
    return tr("Promise broken: {target} was due {time}", **values)


def _warned(fact: FactRow, _wording: Wording) -> str:
    values = {"percent": fact.after.get("percent", ""), "target": _target(fact)}
    return tr("{percent} % of the time is used up: {target}", **values)


def _escalated(fact: FactRow, _wording: Wording) -> str:
    if "priority" in fact.after:
        told = tr("Priority raised to {priority}", priority=Priority(fact.after["priority"]).label)
    else:
        told = tr("Handed to {name}", name=fact.after.get("responsible") or tr("nobody"))
    return tr("{sentence} ({percent} % of the time is used up)", sentence=told, percent=fact.after.get("percent", ""))


def _sla_chosen(fact: FactRow, _wording: Wording) -> str:
    name = fact.after.get("sla")
    return tr("SLA chosen: {name}", name=name) if name else tr("SLA follows from asset, agreement or customer again")


def _paused(fact: FactRow, _wording: Wording) -> str:
    return with_why(tr("Clock paused"), fact)


def _resumed(fact: FactRow, _wording: Wording) -> str:
    return with_why(tr("Clock runs again"), fact)


def _stopped(fact: FactRow, _wording: Wording) -> str:
    return with_why(tr("Clock stopped for good"), fact)


def _reset(fact: FactRow, _wording: Wording) -> str:
    return with_why(tr("Clock set back to its beginning"), fact)


def _responded(fact: FactRow, wording: Wording) -> str:
    at = fact.after.get("at")
    return tr("Customer answered at {time}", time=wording.time(at)) if at else tr("Customer answered")


def _arrived(fact: FactRow, wording: Wording) -> str:
    at = fact.after.get("at")
    return tr("On site since {time}", time=wording.time(at)) if at else tr("Arrived on site")


def _window_promised(fact: FactRow, wording: Wording) -> str:
    since, until = fact.after.get("since"), fact.after.get("until")
    if not since:
        return tr("No window of arrival is promised any more")
    return tr("Arrival promised between {since} and {until}", since=wording.time(since), until=wording.time(until))


def _target(fact: FactRow) -> str:
    return TargetKind(fact.after["target"]).label


TELLERS: Mapping[str, Teller] = {
    "order.promise_changed": _changed,
    "order.promise_broken": _broken,
    "order.promise_warned": _warned,
    "order.escalated": _escalated,
    "order.sla_chosen": _sla_chosen,
    "order.window_promised": _window_promised,
    "order.clock_paused": _paused,
    "order.clock_resumed": _resumed,
    "order.clock_stopped": _stopped,
    "order.clock_reset": _reset,
    "order.clock_responded": _responded,
    "order.clock_arrived": _arrived,
}
