"""The bookings of technicians as a table."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.language import tr
from domain.orders.model import Order
from domain.parties.model import Customer, Site
from domain.reporting.exporting import Column, Table, Value
from domain.scheduling.model import Booking
from domain.workforce.model import Team, Technician

AT_ONCE = 1000


def booking_table(session: Session, since: date | None, until: date | None) -> Table:
    """The bookings that begin from `since` to `until`, by the days of the machine; moments are UTC."""
    columns = (
        Column("id", tr("Booking")),
        Column("technician_id", tr("Technician, id")),
        Column("technician", tr("Technician")),
        Column("team", tr("Team")),
        Column("order", tr("Order")),
        Column("title", tr("Title")),
        Column("customer", tr("Customer")),
        Column("site", tr("Site")),
        Column("asset", tr("Asset")),
        Column("start", tr("Start")),
        Column("finish", tr("Finish")),
        Column("status", tr("Status")),
        Column("lock", tr("Lock")),
        Column("travel_minutes", tr("Travel in minutes")),
        Column("travelling_at", tr("Set out")),
        Column("arrived_at", tr("Arrived")),
        Column("left_at", tr("Left")),
        Column("note", tr("Note")),
    )
    return Table(tr("Bookings"), columns, _rows(session, since, until))


def _rows(session: Session, since: date | None, until: date | None) -> Iterator[tuple[Value, ...]]:
    statement = (
        select(
            Booking.id,
            Technician.id,
            Technician.name,
            Team.name,
            Order.number,
            Order.title,
            Customer.name,
            Site.name,
            Asset.number,
            Booking.start_at,
            Booking.finish_at,
            Booking.status,
            Booking.lock,
            Booking.travel_minutes,
            Booking.travelling_at,
            Booking.arrived_at,
            Booking.left_at,
            Booking.note,
        )
        .join(Booking.technician)
        .join(Technician.team)
        .join(Booking.order)
        .join(Order.customer)
        .join(Order.site)
        .outerjoin(Order.asset)
        .order_by(Booking.start_at, Booking.id)
        .execution_options(yield_per=AT_ONCE)
    )
    if since is not None:
        statement = statement.where(Booking.start_at >= _midnight(since))
    if until is not None:
        statement = statement.where(Booking.start_at < _midnight(until + timedelta(days=1)))
    for row in session.execute(statement):
        yield tuple(row)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()
