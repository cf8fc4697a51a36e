"""Which stage may follow which, and when an order is due."""

from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import StageMeaning
from domain.words import Priority

#: How long after opening an order of a priority is promised, until agreements carry promises of their own.
PROMISE = {
    Priority.CRITICAL: timedelta(hours=4),
    Priority.HIGH: timedelta(hours=24),
    Priority.NORMAL: timedelta(days=3),
    Priority.LOW: timedelta(days=10),
}

_MAY_FOLLOW = {
    StageMeaning.NEW: {StageMeaning.PLANNED, StageMeaning.ACTIVE, StageMeaning.CANCELLED},
    StageMeaning.PLANNED: {StageMeaning.NEW, StageMeaning.ACTIVE, StageMeaning.DONE, StageMeaning.CANCELLED},
    StageMeaning.ACTIVE: {StageMeaning.PLANNED, StageMeaning.DONE, StageMeaning.CANCELLED},
    StageMeaning.DONE: {StageMeaning.ACTIVE},
    StageMeaning.CANCELLED: {StageMeaning.NEW},
}


def due(priority: Priority, opened: datetime, agreed_until: datetime | None = None) -> datetime:
    """Until when an order of `priority` opened at `opened` is promised; not before the end of the time agreed on."""
    usual = opened + PROMISE[priority]
    return usual if agreed_until is None else max(usual, agreed_until)


def may_follow(present: StageMeaning) -> frozenset[StageMeaning]:
    """The meanings of the stages that an order may be moved to from a stage of meaning `present`."""
    return frozenset(_MAY_FOLLOW[present] | {present})


def check_move(present: StageMeaning, wanted: StageMeaning, wanted_name: str) -> None:
    """Refuse a move between stages that makes no sense."""
    if wanted not in may_follow(present):
        raise Refusal(tr("An order cannot go to “{stage}” from where it stands.", stage=wanted_name), field="stage")
