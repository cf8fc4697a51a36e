"""Reads what the assistant needs to answer, for orders that are there and for those that nobody has opened yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Gone
from domain.language import tr
from domain.orders.model import Order
from domain.parties.model import Site, Territory
from domain.scheduling import queries
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.needs import facts
from domain.scheduling.needs.loading import needs, wished
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules import terms
from domain.scheduling.travel.places import Place

DAY = timedelta(days=1)
#: A booking that can still be moved elsewhere.
MOVABLE = (BookingStatus.PLANNED, BookingStatus.DISPATCHED, BookingStatus.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody is looked for: what it asks, how long it takes, and the booking that it has already."""

    need: Need
    minutes: int
    booking_id: int | None = None
    version: int | None = None


def read(session: Session, since: datetime, until: datetime, zone: tzinfo | None = None) -> Assistant:
    """An assistant for the time between two moments."""
    first, last = since - DAY, until + DAY
    staff, taken = queries.technicians(session, first, last), queries.bookings(session, first, last)
    return Assistant(staff, taken, terms.load(session), zone)


def job_of(session: Session, order_id: int) -> Job:
    """An order as it is to be done; the first booking of it that can be moved would be. Raises Gone."""
    minutes = session.scalar(select(Order.minutes).where(Order.id == order_id))
    if minutes is None:
        raise Gone(tr("This order is not there any more."))
    booked = select(Booking.id, Booking.version).where(Booking.order_id == order_id, Booking.status.in_(MOVABLE))
    booking = session.execute(booked.order_by(Booking.start_at, Booking.id).limit(1)).first()
    need = needs(session, [order_id])[order_id]
    return Job(need, minutes, *(booking or (None, None)))


def draft_need(session: Session, site_id: int, skills: Collection[str] = ()) -> Need:
    """What an order for a site would ask, before there is one. Raises Gone."""
    columns = (Site.customer_id, Site.latitude, Site.longitude, Territory.name)
    statement = select(*columns).outerjoin(Territory, Territory.id == Site.territory_id).where(Site.id == site_id)
    row = session.execute(statement).first()
    if row is None:
        raise Gone(tr("This site is not there any more."))
    said = facts.wishes(session, [row.customer_id]).get(row.customer_id, ())
    preferred, restricted, only = wished(site_id, None, said)
    return Need(
        skills=frozenset(skills),
        place=Place(row.latitude, row.longitude, site_id),
        territory=row.name or "",
        preferred=preferred,
        restricted=restricted,
        only=only,
    )
