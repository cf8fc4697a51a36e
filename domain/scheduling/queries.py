"""What the dispatch board shows, as flat frozen rows. Times are aware UTC."""

from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.assets.model import Asset
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.model import Booking
from domain.scheduling.needs import Need
from domain.workforce.model import Technician
from domain.workforce.working_hours import WeeklyShift, intervals


def technicians(
    session: Session, since: datetime, until: datetime, *, technician_id: int | None = None
) -> list[BoardTechnician]:
    """The rows of the board, with their working hours between `since` and `until`; or only one of them.

    Who left stands there for as long as there is something booked.
    """
    booked = exists().where(Booking.technician_id == Technician.id, Booking.start_at < until, Booking.finish_at > since)
    statement = (
        select(Technician)
        .where(or_(Technician.active, booked))
        .options(joinedload(Technician.team), selectinload(Technician.skills), selectinload(Technician.shifts))
        .order_by(Technician.name)
    )
    if technician_id is not None:
        statement = statement.where(Technician.id == technician_id)
    return [
        BoardTechnician(
            id=technician.id,
            name=technician.name,
            team=technician.team.name,
            skills=frozenset(skill.name for skill in technician.skills),
            working=intervals(
                (WeeklyShift(shift.weekday, shift.start, shift.finish) for shift in technician.shifts),
                technician.timezone,
                since,
                until,
            ),
        )
        for technician in session.scalars(statement)
    ]


def bookings(
    session: Session, since: datetime, until: datetime, *, technician_id: int | None = None
) -> list[BoardBooking]:
    """The bars that touch the time between `since` and `until`; or only those of one technician."""
    statement = (
        select(Booking)
        .where(Booking.start_at < until, Booking.finish_at > since)
        .options(joinedload(Booking.order).options(*_ORDER_PARTS))
        .order_by(Booking.technician_id, Booking.start_at)
    )
    if technician_id is not None:
        statement = statement.where(Booking.technician_id == technician_id)
    return [_board_booking(booking) for booking in session.scalars(statement)]


def booking(session: Session, booking_id: int) -> BoardBooking | None:
    """One bar, wherever it is; None when it is not there any more."""
    found = session.get(Booking, booking_id)
    return None if found is None else _board_booking(found)


def unassigned(session: Session) -> list[UnassignedOrder]:
    """The open orders that no technician has, the most pressing first."""
    waiting = [_waiting(order) for order in session.scalars(_without_booking())]
    return sorted(waiting, key=lambda row: (row.priority.rank, row.due or row.opened, row.id))


def count_unassigned(session: Session) -> int:
    """How many open orders no technician has."""
    return session.scalar(_without_booking().with_only_columns(func.count())) or 0


def _without_booking() -> Select[Order]:
    open_stages = [meaning for meaning in StageMeaning if meaning.is_open]
    return (
        select(Order)
        .join(Order.stage)
        .where(Stage.meaning.in_(open_stages), Order.closed_at.is_(None))
        .where(~exists().where(Booking.order_id == Order.id))
        .options(*_ORDER_PARTS)
    )


_ORDER_PARTS = (
    joinedload(Order.customer),
    joinedload(Order.site),
    joinedload(Order.asset).load_only(Asset.name),
    joinedload(Order.stage),
    selectinload(Order.skills),
)


def _board_booking(booking: Booking) -> BoardBooking:
    order = booking.order
    return BoardBooking(
        id=booking.id,
        version=booking.version,
        technician_id=booking.technician_id,
        order_id=order.id,
        number=order.number,
        title=order.title,
        customer=order.customer.name,
        site=order.site.name,
        asset="" if order.asset is None else order.asset.name,
        priority=order.priority,
        stage=order.stage.name,
        start=booking.start_at,
        finish=booking.finish_at,
        from_alert=order.origin is Origin.ALERT,
        need=_need(order),
    )


def _waiting(order: Order) -> UnassignedOrder:
    return UnassignedOrder(
        id=order.id,
        number=order.number,
        title=order.title,
        customer=order.customer.name,
        site=order.site.name,
        asset="" if order.asset is None else order.asset.name,
        priority=order.priority,
        stage=order.stage.name,
        minutes=order.minutes,
        opened=order.opened_at,
        from_alert=order.origin is Origin.ALERT,
        need=_need(order),
        whole=order.minutes,
    )


def _need(order: Order) -> Need:
    return Need(skills=frozenset(skill.name for skill in order.skills), due=order.due_at)
