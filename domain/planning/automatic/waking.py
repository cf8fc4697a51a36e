"""What of all that happens lets a standing run begin."""

from enum import StrEnum

from domain.orders.model import Origin
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import RunDraft
from domain.store.journal import FactRow

#: In whose name a run changes the board; its own changes wake none.
OPTIMISER = "optimiser"
OPENED = "order.opened"
#: A booking does not go as planned, or somebody who has something will not be there.
DELAYS = frozenset({"booking.late", "booking.cancelled", "booking.partly_done", "absence.approved"})


class Cause(StrEnum):
    """Why a standing run begins."""

    ORDER = "order"
    ALERT = "alert"
    DELAY = "delay"


def causes(fact: FactRow) -> frozenset[Cause]:
    """What a fact is a cause of; an order that an alert has opened is one of both kinds."""
    if fact.actor == OPTIMISER:
        return frozenset()
    if fact.kind == OPENED:
        by_alert = fact.after.get("origin") == Origin.ALERT.value
        return frozenset({Cause.ORDER, Cause.ALERT}) if by_alert else frozenset({Cause.ORDER})
    if fact.kind == "order.alert_joined":
        return frozenset({Cause.ALERT})
    return frozenset({Cause.DELAY}) if fact.kind in DELAYS else frozenset()


def listens_to(draft: RunDraft) -> frozenset[Cause]:
    """What a standing run begins after; one at a time of day waits for nothing that happens."""
    if draft.begins is not Trigger.STANDING:
        return frozenset()
    asked = {Cause.ORDER: draft.after_orders, Cause.ALERT: draft.after_alerts, Cause.DELAY: draft.after_delays}
    return frozenset(cause for cause, wanted in asked.items() if wanted)
