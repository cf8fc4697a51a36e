"""What a board has loaded, as far as planning asks for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.planning.scope import Scope
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span, UnassignedOrder
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.scheduling.progress.stage_rules import cannot_be_planned
from domain.scheduling.requirement_model import Requirement
from domain.scheduling.rules import terms as placing
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.store.portions import portions
from domain.visits.agreed import agreed_times

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows of a board, with a day before and after what is planned, and the terms on which they are judged."""

    technicians: Sequence[BoardTechnician]
    bookings: Sequence[BoardBooking]
    waiting: Sequence[UnassignedOrder] = ()
    terms: Terms = DEFAULT
    zone: tzinfo | None = None
    booked: Mapping[int, int] = field(default_factory=dict)
    """How many bookings an order has in all, where that is more than the bookings here tell."""
    apart: frozenset[int] = frozenset()
    """The requirements that need not be at the same time as the others of their way."""
    freed: frozenset[int] = frozenset()
    """The bookings that may change however little is to be touched, since whoever has them is supposed away."""
    agreed: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    """By order, when the visits on it may be; what is no visit is not among them."""
    stuck: Mapping[int, str] = field(default_factory=dict)
    """By order that waits, why its stage would not let it be planned."""


def load(session: Session, scope: Scope, now: datetime, zone: tzinfo | None = None) -> Loaded:
    """Everything that a plan for a scope depends on."""
    since, until = scope.since - DAY, scope.until + DAY
    bookings = queries.bookings(session, since, until)
    waiting = queries.unassigned(session)
    orders = {each.order_id for each in bookings} | {each.id for each in waiting}
    requirements = {each.requirement_id for each in bookings} | {each.requirement_id for each in waiting}
    return Loaded(
        technicians=queries.technicians(session, since, until),
        bookings=bookings,
        waiting=waiting,
        terms=placing.load(session).at(now),
        zone=zone,
        booked=_booked(session, orders),
        apart=_apart(session, requirements),
        agreed=agreed_times(session, orders),
        stuck=cannot_be_planned(session, {each.id for each in waiting}),
    )


def _booked(session: Session, order_ids: Collection[int]) -> Mapping[int, int]:
    counted = select(Booking.order_id, func.count()).where(LIVE).group_by(Booking.order_id)
    some = (counted.where(Booking.order_id.in_(each)) for each in portions(order_ids))
    return {order_id: count for statement in some for order_id, count in session.execute(statement)}


def _apart(session: Session, requirement_ids: Collection[int | None]) -> frozenset[int]:
    wanted = portions(each for each in requirement_ids if each is not None)
    ids = select(Requirement.id).where(Requirement.apart)
    return frozenset(one for some in wanted for one in session.scalars(ids.where(Requirement.id.in_(some))))
