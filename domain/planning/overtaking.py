"""What others make impossible of a proposal while somebody looks at it; looked up, and never written down."""

from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.planning.changes import Change
from domain.planning.deciding import open_changes
from domain.planning.rebasing import not_fitting
from domain.scheduling.model import Booking
from domain.store.portions import portions
from domain.workforce.time_model import CrewMember

#: Records by subject and id.
Records = Collection[tuple[str, int]]
BOOKING, ORDER = Booking.subject, Order.subject


def overtaken(session: Session, proposal_id: int, now: datetime, zone: tzinfo | None = None) -> Mapping[int, str]:
    """By the ids of open changes that would not be taken now, why not; accepting asks once more with all held."""
    left = open_changes(session, proposal_id)
    return not_fitting(session, left, now, zone) if left else {}


def concerns(session: Session, proposal_id: int, touched: Records) -> bool:
    """Whether what happened to these records may matter to an open change of a proposal.

    A booking matters by its order and by who has it; whoever is gone without a trace, and anything else, matters.
    """
    changes = open_changes(session, proposal_id).values()
    if not changes:
        return False
    bookings = {key for subject, key in touched if subject == BOOKING}
    orders = {key for subject, key in touched if subject == ORDER}
    if len(bookings) + len(orders) < len(set(touched)):
        return True
    known = {change.order_id for change in changes}
    if orders & known:
        return True
    found = _whose(session, bookings)
    people = _people(session, changes)
    near = any(order_id in known or technician_id in people for order_id, technician_id in found)
    return near or len(found) < len(bookings)


def _whose(session: Session, booking_ids: Collection[int]) -> list[tuple[int, int]]:
    """The order and the technician of each booking that is there."""
    columns = select(Booking.order_id, Booking.technician_id)
    some = (session.execute(columns.where(Booking.id.in_(each))) for each in portions(booking_ids))
    return [(row.order_id, row.technician_id) for rows in some for row in rows]


def _people(session: Session, changes: Collection[Change]) -> frozenset[int]:
    """Who has something of the changes before or after, and who is in a crew with them."""
    places = [place for each in changes for place in (each.before, each.after) if place is not None]
    mine = {place.technician_id for place in places}
    mates = or_(CrewMember.crew_id.in_(mine), CrewMember.member_id.in_(mine))
    pairs = session.execute(select(CrewMember.crew_id, CrewMember.member_id).where(mates))
    return frozenset(mine | {each for pair in pairs for each in pair})
