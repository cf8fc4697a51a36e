"""What the list of orders can be sorted by, and where its next page begins."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from domain.assets.model import Asset
from domain.orders.model import Order, Stage
from domain.parties.model import Customer, Site
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.words import Priority


class SortKey(StrEnum):
    """The values are the names of the columns of the list."""

    NUMBER = "number"
    PRIORITY = "priority"
    TITLE = "title"
    ASSET = "asset"
    CUSTOMER = "customer"
    SITE = "site"
    STAGE = "stage"
    RESPONSIBLE = "responsible"
    DUE = "due"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next one begins behind it."""

    value: Any
    id: int


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order by `key`, downwards or upwards, what has none at the end; of equals the newest first."""

    key: SortKey
    descending: bool

    def expression(self) -> ColumnElement[Any]:
        """What is sorted by."""
        return _expression(self.key)

    def apply(self, statement: Select[*tuple[Any, ...]], key: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
        """`statement`, over orders with the id `key`, in this order."""
        joined = _joined(statement, self.key)
        if self.key is SortKey.NUMBER:
            return joined.order_by(key.desc() if self.descending else key.asc())
        own = self.expression()
        return joined.order_by(own.desc().nulls_first() if self.descending else own.asc().nulls_last(), Order.id.desc())

    def behind(self, last: Cursor, key: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether an order with the id `key` comes after `last`."""
        own, older = self.expression(), key < last.id
        if self.key is SortKey.NUMBER:
            return older if self.descending else key > last.id
        if last.value is None:
            return or_(own.is_not(None), older) if self.descending else and_(own.is_(None), older)
        if self.descending:
            return and_(own <= last.value, or_(own < last.value, older))
        # As a range first: that is what an index can answer.
        following = and_(own >= last.value, or_(own > last.value, older))
        return or_(following, own.is_(None)) if self.key in _MAY_LACK else following


_MAY_LACK = {SortKey.ASSET, SortKey.DUE, SortKey.VISIT}


def _expression(key: SortKey) -> ColumnElement[Any]:
    visit = (
        select(func.min(Booking.start_at)).where(Booking.order_id == Order.id, LIVE).correlate(Order).scalar_subquery()
    )
    return {
        SortKey.NUMBER: Order.id.expression,
        SortKey.PRIORITY: case({each.value: each.rank for each in Priority}, value=Order.priority),
        SortKey.TITLE: func.lower(Order.title),
        SortKey.ASSET: func.lower(Asset.name),
        SortKey.CUSTOMER: func.lower(Customer.name),
        SortKey.SITE: func.lower(Site.name),
        SortKey.STAGE: Stage.position.expression,
        SortKey.RESPONSIBLE: func.lower(Order.responsible),
        SortKey.DUE: Order.due_at.expression,
        SortKey.VISIT: visit,
    }[key]


def _joined(statement: Select[*tuple[Any, ...]], key: SortKey) -> Select[*tuple[Any, ...]]:
    """With the table that the key is read from."""
    if key is SortKey.ASSET:
        return statement.outerjoin(Order.asset)
    others = {SortKey.CUSTOMER: Order.customer, SortKey.SITE: Order.site, SortKey.STAGE: Order.stage}
    return statement.join(others[key]) if key in others else statement
