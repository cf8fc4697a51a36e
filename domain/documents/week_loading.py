"""Reads some days of a technician as their papers and their calendar tell of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain.documents.content import Person, Place
from domain.documents.places import abroad, at_site
from domain.documents.week_content import WeekDay, WeekJob, WeekPaper
from domain.errors import Gone, Refusal
from domain.language import tr
from domain.orders.content import OrderAddress, OrderTask
from domain.orders.model import Order
from domain.parameters.registry import Parameters
from domain.scheduling.model import Booking, BookingStatus
from domain.workforce.model import Technician

LONGEST = timedelta(days=62)


def load_week(
    session: Session, technician_id: int, first: date, last: date, parameters: Parameters, *, cancelled: bool = False
) -> WeekPaper:
    """The bookings that begin from `first` to `last`, in the zone of the technician; `cancelled` ones if wanted.

    Raises Gone, Refusal.
    """
    technician = session.get(Technician, technician_id)
    if technician is None:
        raise Gone(tr("This technician is not there any more."))
    if last < first:
        raise Refusal(tr("The end is before the start."), field="last")
    if last - first > LONGEST:
        raise Refusal(tr("Two months at most can be printed at once."), field="last")
    jobs = _jobs(session, technician, first, last, parameters, cancelled=cancelled)
    return WeekPaper(
        technician=technician.name,
        team=technician.team.name,
        first=first,
        last=last,
        zone=technician.timezone,
        days=tuple(WeekDay(day, tuple(jobs.get(day, ()))) for day in _days(first, last)),
        email=technician.email.strip(),
    )


def week_of(day: date) -> tuple[date, date]:
    """The first and the last day of the week that has this one."""
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _jobs(
    session: Session, technician: Technician, first: date, last: date, parameters: Parameters, *, cancelled: bool
) -> Mapping[date, list[WeekJob]]:
    zone = ZoneInfo(technician.timezone)
    since = datetime.combine(first, time.min, zone)
    until = datetime.combine(last + timedelta(days=1), time.min, zone)
    statement = (
        select(Booking)
        .where(Booking.technician_id == technician.id, Booking.start_at >= since, Booking.start_at < until)
        .options(joinedload(Booking.order).options(*_PARTS))
        .order_by(Booking.start_at, Booking.id)
    )
    if not cancelled:
        statement = statement.where(Booking.status != BookingStatus.CANCELLED)
    bookings = session.scalars(statement).all()
    orders = [booking.order_id for booking in bookings]
    addresses, tasks = _addresses(session, orders), _tasks(session, orders)
    found: dict[date, list[WeekJob]] = defaultdict(list)
    for booking in bookings:
        own = addresses.get(booking.order_id)
        job = _job(booking, technician.timezone, own, tasks.get(booking.order_id, ()), parameters.home_country)
        found[job.start.date()].append(job)
    return found


_PARTS = (
    joinedload(Order.customer),
    joinedload(Order.site),
    joinedload(Order.asset),
    joinedload(Order.contact),
)


def _job(booking: Booking, zone: str, own: OrderAddress | None, tasks: Iterable[str], home: str) -> WeekJob:
    order = booking.order
    contact, asset, where = order.contact, order.asset, own or order.site
    return WeekJob(
        booking_id=booking.id,
        version=booking.version,
        start=at_site(booking.start_at, zone),
        finish=at_site(booking.finish_at, zone),
        status=booking.status.label,
        cancelled=booking.status is BookingStatus.CANCELLED,
        travel_minutes=booking.travel_minutes,
        number=order.number,
        title=order.title,
        priority=order.priority.label,
        customer=order.customer.name,
        place=Place(
            where.name,
            where.street,
            where.postcode,
            where.city,
            abroad(where.country, home),
            "" if own is None else own.hint,
        ),
        latitude=where.latitude,
        longitude=where.longitude,
        contact=None if contact is None else Person(contact.name, contact.role, contact.phone, contact.email),
        machine="" if asset is None else f"{asset.number}, {asset.name}",
        description=order.description,
        note="\n".join(part for part in (booking.note, order.internal_note) if part),
        tasks=tuple(tasks),
    )


def _addresses(session: Session, orders: list[int]) -> Mapping[int, OrderAddress]:
    found = session.scalars(select(OrderAddress).where(OrderAddress.order_id.in_(orders)))
    return {address.order_id: address for address in found}


def _tasks(session: Session, orders: list[int]) -> Mapping[int, list[str]]:
    statement = (
        select(OrderTask.order_id, OrderTask.name)
        .where(OrderTask.order_id.in_(orders))
        .order_by(OrderTask.order_id, OrderTask.position, OrderTask.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for order_id, name in session.execute(statement):
        found[order_id].append(name)
    return found
