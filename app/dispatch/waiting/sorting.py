"""In which order those that wait are listed."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import Travel

NEVER = datetime.max.replace(tzinfo=UTC)
NOWHERE = 1_000_000
Key = Callable[[UnassignedOrder], tuple[object, ...]]


class Sorting(StrEnum):
    """What comes first."""

    URGENCY = "urgency"
    DUE = "due"
    WINDOW = "window"
    OPENED = "opened"
    CUSTOMER = "customer"
    NEAR = "near"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Sorting.URGENCY: tr("Most urgent first"),
            Sorting.DUE: tr("Due first"),
            Sorting.WINDOW: tr("Promised first"),
            Sorting.OPENED: tr("Waiting longest first"),
            Sorting.CUSTOMER: tr("By customer"),
            Sorting.NEAR: tr("Nearest to the selection first"),
        }[self]


def key_of(sorting: Sorting, near: Place | None, travel: Travel) -> Key:
    """What the orders are compared by; ties go by urgency."""
    first: dict[Sorting, Key] = {
        Sorting.URGENCY: urgency,
        Sorting.DUE: lambda order: (order.due or NEVER,),
        Sorting.WINDOW: lambda order: (order.need.window_until or NEVER,),
        Sorting.OPENED: lambda order: (order.opened,),
        Sorting.CUSTOMER: lambda order: (order.customer.casefold(), order.site.casefold()),
        Sorting.NEAR: lambda order: (_minutes(travel, near, order),),
    }
    key = first[sorting]
    return lambda order: (*key(order), *urgency(order))


def urgency(order: UnassignedOrder) -> tuple[object, ...]:
    """Priority, then due, then how long it waits."""
    return order.priority.rank, order.due or NEVER, order.opened, order.id, order.requirement_id or 0


def _minutes(travel: Travel, near: Place | None, order: UnassignedOrder) -> int:
    minutes = travel.minutes(near, order.need.place) if near is not None else None
    return NOWHERE if minutes is None else minutes
