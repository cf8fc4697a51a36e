"""Reads what the assistant needs to answer, for orders that are there and for those that nobody has opened yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Gone, Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.parties.model import Site, Territory
from domain.scheduling import queries
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.model import Booking
from domain.scheduling.needs import facts
from domain.scheduling.needs.fulfilling import books
from domain.scheduling.needs.fulfilment import MINUTE
from domain.scheduling.needs.loading import needs_of, wished
from domain.scheduling.needs.needs import Need
from domain.scheduling.progress.progress import AHEAD
from domain.scheduling.rules import terms
from domain.scheduling.travel.places import Place

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody is looked for: what it asks, how long it takes, and the booking that would be moved."""

    need: Need
    minutes: int
    booking_id: int | None = None
    version: int | None = None
    requirement_id: int | None = None


def read(
    session: Session, since: datetime, until: datetime, zone: tzinfo | None = None, *, now: datetime | None = None
) -> Assistant:
    """An assistant for the time between two moments; nobody sets out before `now`."""
    first, last = since - DAY, until + DAY
    staff, taken = queries.technicians(session, first, last), queries.bookings(session, first, last)
    return Assistant(staff, taken, terms.load(session).at(now), zone)


def job_of(session: Session, order_id: int) -> Job:
    """What is left to do of an order; of one that is planned whole, the first booking that can be moved.

    Raises Gone, and Refusal where work has begun and nobody more is needed.
    """
    number = session.scalar(select(Order.number).where(Order.id == order_id))
    if number is None:
        raise Gone(tr("This order is not there any more."))
    for left in books(session, [order_id])[order_id].left():
        need = needs_of(session, [(order_id, left.requirement_id)])[order_id, left.requirement_id]
        return Job(need, left.minutes, requirement_id=left.requirement_id)
    booked = select(Booking).where(Booking.order_id == order_id, Booking.status.in_(AHEAD))
    booking = session.scalar(booked.order_by(Booking.start_at, Booking.id).limit(1))
    if booking is None:
        raise Refusal(tr("Work on {number} has begun, and nobody more is needed.", number=number))
    asked = (order_id, booking.requirement_id)
    minutes = (booking.finish_at - booking.start_at) // MINUTE
    return Job(needs_of(session, [asked])[asked], minutes, booking.id, booking.version, booking.requirement_id)


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
