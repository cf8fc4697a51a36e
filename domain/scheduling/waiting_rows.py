"""Orders that wait for a technician, or for more of one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Row, Select, case, cast, exists, extract, func, or_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.orders.model import Order, OrderType, Origin, Stage, StageMeaning
from domain.parties.model import Customer, Site
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.needs.fulfilling import books
from domain.scheduling.needs.fulfilment import LEAST, Left
from domain.scheduling.needs.loading import needs_of
from domain.scheduling.needs.needs import Need
from domain.scheduling.requirement_model import Requirement
from domain.store.portions import portions

_COLUMNS = (
    Order.id,
    Order.number,
    Order.title,
    Customer.name,
    Site.name,
    Asset.name,
    Order.priority,
    Stage.name,
    Order.minutes,
    Order.opened_at,
    Order.origin,
    OrderType.name,
)

#: How far an order is booked.
FREE, PARTLY, ENOUGH = range(3)


def unassigned(session: Session, order_ids: Collection[int] | None = None) -> list[UnassignedOrder]:
    """The open orders that somebody has to come for and that are not planned whole, the most pressing first.

    Each requirement stands by itself. Only those named, if some are.
    """
    waiting = _waiting(session, order_ids)
    statement = (
        select(*_COLUMNS)
        .join(Customer, Customer.id == Order.customer_id)
        .join(Site, Site.id == Order.site_id)
        .join(Stage, Stage.id == Order.stage_id)
        .outerjoin(Asset, Asset.id == Order.asset_id)
        .outerjoin(OrderType, OrderType.id == Order.order_type_id)
    )
    found = [row for some in portions(waiting) for row in session.execute(statement.where(Order.id.in_(some)))]
    needs = needs_of(session, {(key, left.requirement_id) for key, lefts in waiting.items() for left in lefts})
    names = _names(session, {left.requirement_id for lefts in waiting.values() for left in lefts})
    rows = [_row(row, left, needs[row[0], left.requirement_id], names) for row in found for left in waiting[row[0]]]
    return sorted(rows, key=pressing)


def pressing(order: UnassignedOrder) -> tuple[object, ...]:
    """What orders are compared by; the more pressing ones come first."""
    return order.priority.rank, order.due or order.opened, order.id, order.requirement_id or 0


def _row(row: Row[*tuple[Any, ...]], left: Left, need: Need, names: Mapping[int, str]) -> UnassignedOrder:
    key, number, title, customer, site, asset, priority, stage, whole, opened, origin, order_type = row
    return UnassignedOrder(
        id=key,
        number=number,
        title=title,
        customer=customer,
        site=site,
        asset=asset or "",
        priority=priority,
        stage=stage,
        minutes=left.minutes,
        opened=opened,
        from_alert=origin is Origin.ALERT,
        need=need,
        whole=whole,
        order_type=order_type or "",
        requirement_id=left.requirement_id,
        requirement=names.get(left.requirement_id or 0, ""),
    )


def count_unassigned(session: Session) -> int:
    """How many open orders somebody still has to plan."""
    return len(_waiting(session))


def waits(session: Session, order_id: int) -> bool:
    """Whether an order is among those that wait."""
    return bool(_waiting(session, (order_id,)))


def _waiting(session: Session, order_ids: Collection[int] | None = None) -> Mapping[int, Sequence[Left]]:
    """By order, what is left of it; of all, or of those named."""
    booked, of_group = _booked(session), _of_group()
    statement = _open_orders().add_columns(booked == FREE, of_group).where(or_(booked < ENOUGH, of_group))
    wanted = [statement] if order_ids is None else [statement.where(Order.id.in_(some)) for some in portions(order_ids)]
    rows = [row for each in wanted for row in session.execute(each)]
    found: dict[int, Sequence[Left]] = {
        key: (Left(minutes),) for key, minutes, free, group in rows if free and not group
    }
    some = [key for key, *_ in rows if key not in found]
    found |= {key: rest for key, book in books(session, some).items() if (rest := book.left())}
    return found


def _open_orders() -> Select[int, int]:
    open_stages = [meaning for meaning in StageMeaning if meaning.is_open]
    return (
        select(Order.id, Order.minutes)
        .join(Stage, Stage.id == Order.stage_id)
        .where(Stage.meaning.in_(open_stages), Order.closed_at.is_(None), Order.needs_booking)
    )


def _of_group() -> ColumnElement[bool]:
    return exists().where(Requirement.order_id == Order.id)


def _booked(session: Session) -> ColumnElement[int]:
    """How far an order is booked: not at all, perhaps not enough (several, a short one, one left half done), enough."""
    half_done = func.sum(case((Booking.status == BookingStatus.PARTLY_DONE, 1), else_=0))
    # Half a minute more: days as fractions are not exact, and what is left is reckoned exactly afterwards.
    short = func.sum(_minutes(session)) < Order.minutes - LEAST + 0.5
    far = case((func.count() == 0, FREE), (or_(func.count() > 1, half_done > 0, short), PARTLY), else_=ENOUGH)
    return select(far).where(Booking.order_id == Order.id, LIVE).correlate(Order).scalar_subquery()


def _minutes(session: Session) -> ColumnElement[Any]:
    """How long a booking is."""
    if session.get_bind().dialect.name == "sqlite":
        return (func.julianday(Booking.finish_at) - func.julianday(Booking.start_at)) * 1440
    return cast(extract("epoch", Booking.finish_at - Booking.start_at), Float) / 60


def _names(session: Session, keys: set[int | None]) -> Mapping[int, str]:
    names = select(Requirement.id, Requirement.name)
    own = portions(key for key in keys if key is not None)
    return {key: name for some in own for key, name in session.execute(names.where(Requirement.id.in_(some)))}
