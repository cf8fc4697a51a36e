"""Among all orders, the newest with some words, however many there are and however common the words.

SQLite walks its index from the newest order on and stops. PostgreSQL cannot: its index gives all orders with a word at
once, which is slow for "chiller" and fast for a serial number, while looking at one order after the other is the other
way round. Which of the two it is shows in the newest orders: if many of these have the words, the next ones will too.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.orders.search import ORDER_SEARCH, has, indexed, on_sqlite, reads

#: How many of the newest orders are looked at to see how common the words are, and how many have them if they are.
SAMPLE, COMMON = 5_000, 35
#: How many of the newest are looked at for common words.
WINDOW = 75_000


def newest(
    session: Session,
    wanted: Sequence[str],
    conditions: Sequence[ColumnElement[bool]],
    most: int,
    before: int | None = None,
) -> list[int]:
    """The ids of the newest orders with these pieces for which all `conditions` hold, `most` of them.

    `before` is the id of an order that all of them are older than.
    """
    older = [*conditions] if before is None else [*conditions, Order.id < before]
    if on_sqlite(session):
        return _by_walking(session, wanted, older, most)
    top = before or (session.scalar(select(func.max(Order.id))) or 0) + 1
    sample = _looked_through(session, wanted, conditions, most, top, SAMPLE)
    if len(sample) == most:
        return sample
    if len(sample) >= COMMON:
        found = _looked_through(session, wanted, conditions, most, top, WINDOW)
        if len(found) == most:
            return found
    return _by_index(session, wanted, older, most)


def _by_walking(
    session: Session, wanted: Sequence[str], conditions: Sequence[ColumnElement[bool]], most: int
) -> list[int]:
    key = ORDER_SEARCH.c.rowid
    statement = select(Order.id).select_from(ORDER_SEARCH).join(Order, Order.id == key)
    found = statement.where(indexed(wanted), has(session, wanted), *conditions).order_by(key.desc()).limit(most)
    return list(session.scalars(found))


def _looked_through(
    session: Session, wanted: Sequence[str], conditions: Sequence[ColumnElement[bool]], most: int, top: int, many: int
) -> list[int]:
    """Among the orders with the `many` ids below `top`, one after the other."""
    near = (Order.id < top, Order.id >= top - many)
    statement = select(Order.id).where(*near, reads(session, wanted), *conditions).order_by(Order.id.desc())
    return list(session.scalars(statement.limit(most)))


def _by_index(
    session: Session, wanted: Sequence[str], conditions: Sequence[ColumnElement[bool]], most: int
) -> list[int]:
    """All that the index gives first, and then the newest of them: asked at once, PostgreSQL would not take it."""
    every = select(Order.id).where(has(session, wanted), *conditions).cte("every").prefix_with("materialized")
    return list(session.scalars(select(every.c.id).order_by(every.c.id.desc()).limit(most)))
