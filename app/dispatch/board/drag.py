"""What is in the hand, and where it would go: cargo, proposals, and the edits that come of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from app.dispatch.board.calendar import moment
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.rules.findings import Finding, Level, worst
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
    requirement_id: int | None = None
    mates: tuple["Cargo", ...] = ()
    """What is in the hand with it, and keeps its distance."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where the cargo would go now; `held` turns False when it was dropped and the answer is awaited."""

    cargo: Cargo
    technician: BoardTechnician
    start: float
    finish: float
    findings: tuple[Finding, ...] = ()
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
    def stays(self) -> bool:
        """Whether dropping it here alone would change nothing."""
        booking = self.cargo.booking
        return booking is not None and (booking.technician_id, booking.start, booking.finish, False) == (
            self.technician.id,
            *self.span,
            self.copied,
        )

    @property
    def changes(self) -> bool:
        """Whether dropping it here, with all that go with it, would change anything."""
        return not all(each.stays for each in self.all)

    def dropped(self) -> "Proposal":
        return replace(self, held=False)

    def with_mates(self, mates: Iterable["Proposal"]) -> "Proposal":
        """Together with these."""
        return replace(self, mates=tuple(mates))


def of_booking(booking: BoardBooking, grip: Grip = Grip.BODY, at: float | None = None) -> Cargo:
    """The booking taken in the hand at a moment, at its start if none is given."""
    start, finish = booking.start.timestamp(), booking.finish.timestamp()
    return Cargo(
        booking.order_id,
        booking.number,
        booking.title,
        booking.priority,
        booking.need,
        start,
        finish,
        0.0 if at is None else at - start,
        grip,
        booking,
        booking.requirement_id,
    )


def of_order(order: UnassignedOrder) -> Cargo:
    """A waiting order taken in the hand by its start; it has no time yet."""
    return Cargo(
        order.id,
        order.number,
        order.title,
        order.priority,
        order.need,
        0.0,
        order.minutes * 60.0,
        requirement_id=order.requirement_id,
    )


def together(bookings: Iterable[BoardBooking], taken: int | None = None, at: float | None = None) -> Cargo | None:
    """Several bookings in one hand, held by the one with the id `taken`, else by the earliest."""
    every = sorted(bookings, key=lambda booking: (booking.start, booking.id))
    lead = next((booking for booking in every if booking.id == taken), every[0] if every else None)
    if lead is None:
        return None
    mates = tuple(of_booking(booking) for booking in every if booking is not lead)
    return replace(of_booking(lead, at=at), mates=mates)


def in_turn(orders: Iterable[UnassignedOrder]) -> Cargo | None:
    """Waiting orders in one hand, each to begin when the one before is done."""
    every: list[Cargo] = []
    for cargo in map(of_order, orders):
        begins = every[-1].finish if every else 0.0
        every.append(replace(cargo, start=begins, finish=begins + cargo.finish))
    return replace(every[0], mates=tuple(every[1:])) if every else None


def edits(proposals: Iterable[Proposal]) -> tuple[Edit, ...]:
    """What is asked of the services so that everything goes where it is proposed."""
    return tuple(_edit(each) for each in proposals if not each.stays)


def taken_off(bookings: Iterable[BoardBooking]) -> tuple[Edit, ...]:
    """What is asked of the services so that these bookings are no more."""
    return tuple(
        Edit(one.id, one.order_id, None, one.start, one.finish, version=one.version, requirement_id=one.requirement_id)
        for one in bookings
    )


def _edit(proposal: Proposal) -> Edit:
    cargo, kept = proposal.cargo, None if proposal.copied else proposal.cargo.booking
    start, finish = proposal.span
    return Edit(
        kept.id if kept else None,
        cargo.order_id,
        proposal.technician.id,
        start,
        finish,
        version=kept.version if kept else None,
        requirement_id=cargo.requirement_id,
        extra=proposal.copied,
    )
