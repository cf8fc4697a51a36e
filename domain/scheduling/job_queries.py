"""What is looked up of one order beside the board: whom to call, where, and all of its bookings."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.content import OrderAddress
from domain.orders.model import Order
from domain.parties.model import Contact, Site
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Booking
from domain.scheduling.queries import bookings_by_id
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class JobRow:
    """One order as whoever phones about it needs it; `technicians` are the names of who is booked, by id."""

    order_id: int
    description: str
    contact: str
    phone: str
    email: str
    address: str
    hint: str
    bookings: tuple[BoardBooking, ...]
    technicians: dict[int, str]


def job(session: Session, order_id: int) -> JobRow | None:
    """The order with that id; None when it is not there any more."""
    statement = (
        select(Order.description, Contact.name, Contact.phone, Contact.email, Site, OrderAddress)
        .join(Site, Site.id == Order.site_id)
        .outerjoin(Contact, Contact.id == Order.contact_id)
        .outerjoin(OrderAddress, OrderAddress.order_id == Order.id)
        .where(Order.id == order_id)
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        return None
    description, contact, phone, email, site, own = found
    place = own or site
    ids = session.scalars(select(Booking.id).where(Booking.order_id == order_id)).all()
    booked = sorted(bookings_by_id(session, ids), key=lambda booking: (booking.start, booking.id))
    who = {booking.technician_id for booking in booked}
    people = session.execute(select(Technician.id, Technician.name).where(Technician.id.in_(who)))
    return JobRow(
        order_id,
        description,
        contact or "",
        phone or "",
        email or "",
        ", ".join(part for part in (place.street, f"{place.postcode} {place.city}".strip()) if part),
        "" if own is None else own.hint,
        tuple(booked),
        {row.id: row.name for row in people},
    )
