"""The rows of the list of orders, read by their ids."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.promise_model import Promise
from domain.parties.model import Customer, Site
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.sla.clock import State
from domain.words import Priority
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of the list; `technician` and `start` are those of its next visit, `paused` tells of its clock."""

    id: int
    number: str
    priority: Priority
    title: str
    asset: str
    customer: str
    site: str
    stage: str
    meaning: StageMeaning
    stage_position: int
    opened: datetime
    due: datetime | None
    closed: datetime | None
    origin: Origin
    responsible: str
    technician: str = ""
    start: datetime | None = None
    paused: bool = False

    def late(self, now: datetime) -> bool:
        """Whether the promise was broken, or is by now."""
        return self.due is not None and (self.closed or now) > self.due


def rows_of(session: Session, ids: Sequence[int]) -> tuple[OrderRow, ...]:
    """The rows of these orders, in this order, in as many queries whatever their number."""
    visits, paused = _visits(session, ids), _paused(session, ids)
    found = {row[0]: row for row in session.execute(_columns().where(Order.id.in_(ids)))}
    return tuple(_row(found[key], visits.get(key), key in paused) for key in ids if key in found)


def _row(columns: Row[*tuple[Any, ...]], visit: tuple[str, datetime] | None, paused: bool) -> OrderRow:
    technician, start = visit or ("", None)
    return replace(OrderRow(*columns), technician=technician, start=start, paused=paused)


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Order.id,
            Order.number,
            Order.priority,
            Order.title,
            func.coalesce(Asset.name, ""),
            Customer.name,
            Site.name,
            Stage.name,
            Stage.meaning,
            Stage.position,
            Order.opened_at,
            Order.due_at,
            Order.closed_at,
            Order.origin,
            Order.responsible,
        )
        .join(Order.customer)
        .join(Order.site)
        .join(Order.stage)
        .outerjoin(Order.asset)
    )


def _visits(session: Session, order_ids: Sequence[int]) -> dict[int, tuple[str, datetime]]:
    """The first visit of each order, in one query however many there are."""
    statement = (
        select(Booking.order_id, Technician.name, Booking.start_at)
        .join(Booking.technician)
        .where(Booking.order_id.in_(order_ids), LIVE)
        .order_by(Booking.start_at.desc())
    )
    return {order_id: (name, start) for order_id, name, start in session.execute(statement)}


def _paused(session: Session, order_ids: Sequence[int]) -> set[int]:
    """The orders of which a clock stands still."""
    return set(
        session.scalars(select(Promise.order_id).where(Promise.order_id.in_(order_ids), Promise.state == State.PAUSED))
    )
