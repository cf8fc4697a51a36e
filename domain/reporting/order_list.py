"""The list of orders: found, sorted and cut in SQL, however many there are.

It stands here and not in `domain.orders` because it joins what comes later: bookings and their technicians.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.language import tr
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.queries import assets_with, customers_with, sites_with
from domain.parties.model import Customer, Site
from domain.scheduling.model import Booking
from domain.words import Priority
from domain.workforce.model import Technician

PAGE = 200


class Standing(StrEnum):
    """The views that every desk needs; no standing at all means every order."""

    OPEN = "open"
    UNASSIGNED = "unassigned"
    LATE = "late"
    FROM_ALERTS = "from_alerts"
    DONE = "done"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Standing.OPEN: tr("open"),
            Standing.UNASSIGNED: tr("unassigned"),
            Standing.LATE: tr("late"),
            Standing.FROM_ALERTS: tr("open, from alerts"),
            Standing.DONE: tr("done"),
        }[self]


class SortKey(StrEnum):
    """What the list can be sorted by; the values are the names of its columns."""

    NUMBER = "number"
    PRIORITY = "priority"
    TITLE = "title"
    ASSET = "asset"
    CUSTOMER = "customer"
    SITE = "site"
    STAGE = "stage"
    DUE = "due"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """Which orders are wanted, and in which order; without `sort` what presses most, or what is newest."""

    words: str = ""
    standing: Standing | None = Standing.OPEN
    priorities: frozenset[Priority] = frozenset()
    stage_ids: frozenset[int] = frozenset()
    sort: SortKey | None = None
    descending: bool = False
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of the list; `technician` and `start` are those of its next visit."""

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
    technician: str = ""
    start: datetime | None = None

    def late(self, now: datetime) -> bool:
        """Whether the promise was broken, or is by now."""
        return self.due is not None and (self.closed or now) > self.due


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The rows that were asked for, and how many there are in all."""

    rows: tuple[OrderRow, ...]
    total: int


def orders(session: Session, search: OrderSearch, now: datetime) -> OrderPage:
    """The orders that `search` asks for."""
    wanted = _wanted(search, now)
    statement = _rows().where(wanted).order_by(*_order(search)).limit(search.limit)
    found = [tuple(row) for row in session.execute(statement)]
    visits = _visits(session, [row[0] for row in found])
    rows = tuple(OrderRow(*row, *visits.get(row[0], ())) for row in found)
    return OrderPage(rows, len(rows) if len(rows) < search.limit else _count(session, wanted))


def late(session: Session, now: datetime) -> int:
    """How many open orders are past their promise."""
    return _count(session, _wanted(OrderSearch(standing=Standing.LATE), now))


def _wanted(search: OrderSearch, now: datetime) -> ColumnElement[bool]:
    conditions = _standing(search.standing, now)
    if search.priorities:
        conditions.append(Order.priority.in_(search.priorities))
    if search.stage_ids:
        conditions.append(Order.stage_id.in_(search.stage_ids))
    return and_(Order.id.is_not(None), *conditions, *map(_has, search.words.split()))


def _standing(standing: Standing | None, now: datetime) -> list[ColumnElement[bool]]:
    if standing is None:
        return []
    if standing is Standing.DONE:
        return [Order.closed_at.is_not(None)]
    conditions: list[ColumnElement[bool]] = [Order.closed_at.is_(None)]
    if standing is Standing.UNASSIGNED:
        conditions.append(~exists().where(Booking.order_id == Order.id))
    elif standing is Standing.LATE:
        conditions.append(Order.due_at < now)
    elif standing is Standing.FROM_ALERTS:
        conditions.append(Order.origin == Origin.ALERT)
    return conditions


def _has(word: str) -> ColumnElement[bool]:
    """Names of customers, sites and assets are looked up once, and not again for each order."""
    return or_(
        Order.number.icontains(word, autoescape=True),
        Order.title.icontains(word, autoescape=True),
        Order.customer_id.in_(customers_with(word)),
        Order.site_id.in_(sites_with(word)),
        Order.asset_id.in_(assets_with(word)),
    )


def _order(search: OrderSearch) -> tuple[ColumnElement[Any], ...]:
    newest = Order.id.desc()
    if search.sort is not None:
        key = _keys()[search.sort]
        return (key.desc().nulls_first() if search.descending else key.asc().nulls_last(), newest)
    if search.standing in {None, Standing.DONE}:
        return (newest,)
    return (Order.due_at.asc().nulls_last(), newest)


def _keys() -> dict[SortKey, ColumnElement[Any]]:
    visit = select(func.min(Booking.start_at)).where(Booking.order_id == Order.id).correlate(Order).scalar_subquery()
    return {
        SortKey.NUMBER: Order.id.expression,
        SortKey.PRIORITY: case({each.value: each.rank for each in Priority}, value=Order.priority),
        SortKey.TITLE: func.lower(Order.title),
        SortKey.ASSET: func.lower(Asset.name),
        SortKey.CUSTOMER: func.lower(Customer.name),
        SortKey.SITE: func.lower(Site.name),
        SortKey.STAGE: Stage.position.expression,
        SortKey.DUE: Order.due_at.expression,
        SortKey.VISIT: visit,
    }


def _rows() -> Select[*tuple[Any, ...]]:
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
        .where(Booking.order_id.in_(order_ids))
        .order_by(Booking.start_at.desc())
    )
    return {order_id: (name, start) for order_id, name, start in session.execute(statement)}


def _count(session: Session, wanted: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Order).where(wanted)) or 0)
