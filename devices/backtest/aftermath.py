"""What would have followed from alerts of the past: orders, and the steps of response plans."""

from dataclasses import dataclass
from enum import StrEnum

from devices.backtest.alert import PastAlert
from domain.monitoring.decisions import Outcome
from domain.monitoring.plans.stepping import How
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Assumed:
    """What nobody can know of a past that did not happen.

    People acknowledge an alert so many minutes after it wants somebody, and begin an order so many hours after it was
    opened; None is never. Devices reply at once that a command has succeeded, or failed; None is no reply. An order
    is closed when its asset failed, for then it was mended, or after `open_hours`.
    """

    acknowledged_after: float | None = None
    begun_after: float | None = None
    replies: bool | None = True
    open_hours: float = 72.0


class Ended(StrEnum):
    """Why an order was closed."""

    MENDED = "mended"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Answered:
    """An alert, and what was decided about it in the end: places among orders and alerts, why nobody need look.

    One that joined an order that people had opened has none among these.
    """

    asset: str
    rule: str
    alert: PastAlert
    outcome: Outcome
    order: int | None = None
    under: int | None = None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """An alert that belongs to an order, by its place, since when."""

    alert: int
    at: int


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order, opened for the first of its alerts; one that is not `closed` was open at the end. Times are ms UTC."""

    asset: str
    rule: str
    priority: Priority
    opened: int
    closed: int | None
    ended: Ended | None
    alerts: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step of a plan that was left at `at`: its number from one on, `what` it does, and `how` it ended."""

    at: int
    alert: int
    step: int
    name: str
    what: str
    how: How


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All that would have followed; alerts in the order in which they were raised, orders as they were opened."""

    alerts: tuple[Answered, ...] = ()
    orders: tuple[PastOrder, ...] = ()
    steps: tuple[PastStep, ...] = ()
