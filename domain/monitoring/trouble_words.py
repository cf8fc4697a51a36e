"""How an alert stands to a larger trouble, to maintenance and to visits, in sentences that a person reads."""

from collections.abc import Mapping
from typing import Any

from domain.language import tr, trn
from domain.monitoring.decisions import Outcome
from domain.monitoring.grouping import Tie
from domain.monitoring.suppression import Quiet


def larger_trouble(decision: Mapping[str, Any]) -> str:
    """Why it is no trouble by itself, or what it took over; empty where it stands for itself."""
    outcome = Outcome(decision["outcome"])
    if outcome is Outcome.QUIET:
        return _quiet(decision["quiet"])
    if outcome is Outcome.GATHERED:
        return _under(Tie(decision["tie"]), decision["under"])
    if outcome is Outcome.TOOK_OVER:
        return tr(
            "Order {order} is kept for it: it took over from “{rule}” on {asset}, which is over.",
            order=decision["order"],
            **decision["after"],
        )
    return ""


def standing_under(decision: Mapping[str, Any], gathered: int) -> str:
    """How many alerts stand under this one and why; empty where there are none."""
    if not gathered:
        return ""
    reach = Tie(decision.get("gathers", Tie.SITE))
    if reach is Tie.STORM:
        return trn(
            "{count} more alert of this storm stands under this one.",
            "{count} more alerts of this storm stand under this one.",
            gathered,
        )
    if reach is Tie.PARENT:
        return trn(
            "{count} more alert of what it serves stands under this one.",
            "{count} more alerts of what it serves stand under this one.",
            gathered,
        )
    return trn(
        "{count} more alert at this site stands under this one.",
        "{count} more alerts at this site stand under this one.",
        gathered,
    )


def _quiet(quiet: Mapping[str, Any]) -> str:
    if Quiet(quiet["by"]) is Quiet.MAINTENANCE:
        return tr(
            "Nobody need look at it: maintenance ({reason}). If it is still open then, it is decided anew.",
            reason=quiet["reason"],
        )
    return tr(
        "Nobody need look at it: {technician} is on site for order {order}. It is decided anew afterwards.",
        technician=quiet["technician"],
        order=quiet["order"],
    )


def _under(tie: Tie, under: Mapping[str, Any]) -> str:
    if tie is Tie.SITE:
        return tr(
            "It stands under “{rule}” on {asset}, which began before at the same site; no order of its own.", **under
        )
    if tie is Tie.PARENT:
        return tr("It stands under “{rule}” on {asset}, which it depends on; no order of its own.", **under)
    return tr(
        "It stands under “{rule}” on {asset}: the rule raises too many alerts at once; no order of its own.", **under
    )
