"""Bookings as bars of the board, read as columns."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.orders.model import Order, OrderType, Origin, Stage
from domain.parties.model import Customer, Site
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Booking
from domain.scheduling.needs.loading import needs_of
from domain.scheduling.needs.needs import Need
from domain.store.mass import uncollected

_STATEMENT = (
    select(
        Booking.id,
        Booking.version,
        Booking.technician_id,
        Booking.order_id,
        Order.number,
        Order.title,
        Customer.name,
        Site.name,
        Asset.name,
        Order.priority,
        Stage.name,
        Booking.start_at,
        Booking.finish_at,
        Order.origin,
        Booking.requirement_id,
        Booking.status,
        Booking.lock,
        Booking.travel_minutes,
        Booking.shared,
        Stage.meaning,
        OrderType.name,
        Booking.note,
        Booking.travelling_at,
        Booking.arrived_at,
        Booking.left_at,
    )
    .join(Order, Order.id == Booking.order_id)
    .join(Customer, Customer.id == Order.customer_id)
    .join(Site, Site.id == Order.site_id)
    .join(Stage, Stage.id == Order.stage_id)
    .outerjoin(Asset, Asset.id == Order.asset_id)
    .outerjoin(OrderType, OrderType.id == Order.order_type_id)
)


def booking_rows(session: Session, *wanted: ColumnElement[bool]) -> list[BoardBooking]:
    """The bookings that are `wanted`, by technician and time."""
    statement = _STATEMENT.where(*wanted).order_by(Booking.technician_id, Booking.start_at, Booking.id)
    with uncollected():
        found: Sequence[Any] = session.execute(statement).all()
        orders = select(Booking.order_id).where(*wanted)
        needs = needs_of(session, {(row[3], row[14]) for row in found}, orders)
        return [BoardBooking(*_values(row, needs[row[3], row[14]])) for row in found]


def _values(row: Sequence[Any], need: Need) -> tuple[Any, ...]:
    """In the turn of the fields, which is faster by far than by name."""
    alert = row[13] is Origin.ALERT
    return (*row[:8], row[8] or "", *row[9:13], alert, need, *row[15:20], row[20] or "", row[14], *row[21:])
