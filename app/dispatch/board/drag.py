"""What is being dragged, and what would happen if it were dropped here: no widgets, only times and checks."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import Enum, auto

from app.dispatch.board.calendar import moment
from app.dispatch.board.geometry import SNAP, snapped
from app.dispatch.board.rows import Row
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.checks import Finding, Level, Placement, check, worst
from domain.scheduling.needs import Need
from domain.words import Priority


class Grip(Enum):
    """Where the cargo is held: its body moves, an edge resizes."""

    BODY = auto()
    START = auto()
    FINISH = auto()


@dataclass(frozen=True, slots=True)
class Cargo:
    """A booking or a waiting order in the hand; `held` is how far from its start it was taken, in seconds."""

    order_id: int
    number: str
    title: str
    priority: Priority
    need: Need
    start: float
    finish: float
    held: float = 0.0
    grip: Grip = Grip.BODY
    booking: BoardBooking | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where the cargo would go now; `held` turns False when it was dropped and the answer is awaited."""

    cargo: Cargo
    technician: BoardTechnician
    start: float
    finish: float
    findings: tuple[Finding, ...]
    held: bool = True
    copied: bool = False
    """Whether the booking stays where it is, and another one of its order is made here."""
    travel: int = 0
    """Minutes of the way to it."""
    mates: tuple["Proposal", ...] = ()
    """Where those go that are in the hand with it."""

    @property
    def all(self) -> tuple["Proposal", ...]:
        """It and all that go with it."""
        return (self, *self.mates)

    @property
    def level(self) -> Level | None:
        return worst(finding for each in self.all for finding in each.findings)

    @property
    def span(self) -> tuple[datetime, datetime]:
        return moment(self.start), moment(self.finish)

    @property
    def changes(self) -> bool:
        """Whether dropping it here would change anything."""
        booking = self.cargo.booking
        return booking is None or (booking.technician_id, booking.start, booking.finish) != (
            self.technician.id,
            *self.span,
        )

    def dropped(self) -> "Proposal":
        return replace(self, held=False)


def of_booking(booking: BoardBooking, grip: Grip, at: float) -> Cargo:
    """The booking taken in the hand at a moment."""
    start, finish = booking.start.timestamp(), booking.finish.timestamp()
    return Cargo(
        booking.order_id,
        booking.number,
        booking.title,
        booking.priority,
        booking.need,
        start,
        finish,
        at - start,
        grip,
        booking,
    )


def of_order(order: UnassignedOrder) -> Cargo:
    """A waiting order taken in the hand by its start; it has no time yet."""
    return Cargo(order.id, order.number, order.title, order.priority, order.need, 0.0, order.minutes * 60.0)


def propose(cargo: Cargo, row: Row, at: float, zone: tzinfo | None, *, free: bool = False) -> Proposal | None:
    """Where the cargo would go if dropped at this moment in this row; None where nothing can be dropped."""
    if row.technician is None:
        return None
    start, finish = _span(cargo, at, 60.0 if free else SNAP)
    return proposed(cargo, row, start, finish, zone)


def proposed(cargo: Cargo, row: Row, start: float, finish: float, zone: tzinfo | None) -> Proposal | None:
    """The proposal for an exact span in a row, with all that speaks against it."""
    if row.technician is None:
        return None
    placement = Placement(row.technician.id, moment(start), moment(finish), cargo.booking.id if cargo.booking else None)
    others = [bar.booking for bar in row.between(start, finish)]
    findings = check(placement, row.technician, others, cargo.need, zone)
    return Proposal(cargo, row.technician, start, finish, findings)


def _span(cargo: Cargo, at: float, step: float) -> tuple[float, float]:
    if cargo.grip is Grip.START:
        return min(snapped(at, step), cargo.finish - step), cargo.finish
    if cargo.grip is Grip.FINISH:
        return cargo.start, max(snapped(at, step), cargo.start + step)
    start = snapped(at - cargo.held, step)
    return start, start + cargo.finish - cargo.start
