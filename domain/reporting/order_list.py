"""The list of orders: found, sorted and cut in SQL, however many there are.

It stands here and not in `domain.orders` because it joins what comes later: bookings and their technicians.
First the ids of a page are found, then its rows are read: so what is sorted is narrow, and a page costs the same
wherever it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.promise_model import Promise
from domain.orders.search import ORDER_SEARCH, has, indexed, on_sqlite, pieces
from domain.parties.model import Customer, Site
from domain.reporting.order_sorting import Cursor, Sorting, SortKey
from domain.reporting.order_standing import Standing, overdue, stands
from domain.scheduling.model import Booking
from domain.sla.clock import State
from domain.words import Priority
from domain.workforce.model import Technician

PAGE = 200
#: Of what a search finds among all orders, so many of the newest are sorted; and where counting ends, but for what
#: is found among all: that costs more, and says no more.
MANY, MANY_FOUND = 10_000, 1_000
PREFIX = "SO"
#: Only some views depend on the time.
_WHENEVER = datetime.min.replace(tzinfo=UTC)
_NEWEST_FIRST = {None, Standing.TO_POST, Standing.DONE}


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """Which orders are wanted, and in which order; without `sort` what presses most, or what is newest.

    `user` is who asks: some views are one's own.
    """

    words: str = ""
    standing: Standing | None = Standing.OPEN
    priorities: frozenset[Priority] = frozenset()
    stage_ids: frozenset[int] = frozenset()
    sort: SortKey | None = None
    descending: bool = False
    limit: int = PAGE
    user: str = ""


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


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The rows that were asked for, how many there are in all (`at_least`, if nobody counted on), what follows."""

    rows: tuple[OrderRow, ...]
    total: int
    following: Cursor | None = None
    at_least: bool = False


def orders(session: Session, search: OrderSearch, now: datetime) -> OrderPage:
    """The first orders that `search` asks for, and how many there are; one whose number was typed comes before all."""
    page = further(session, search, now, None)
    rows = _named_first(session, search, now, page.rows)
    if page.following is None:
        return OrderPage(rows, len(page.rows))
    most = MANY_FOUND if search.words and not _is_open(search) else MANY
    counted = _count(session, search, now, most + 1)
    return OrderPage(rows, max(min(counted, most), len(rows)), page.following, counted > most)


def found(session: Session, words: str, limit: int) -> tuple[OrderRow, ...]:
    """Of all orders with these words the newest; the one whose number was typed comes first."""
    search = OrderSearch(words=words, standing=None, limit=limit)
    rows = further(session, search, _WHENEVER, None).rows
    return _named_first(session, search, _WHENEVER, rows)[:limit]


def further(session: Session, search: OrderSearch, now: datetime, behind: Cursor | None) -> OrderPage:
    """The orders that come behind a page; `total` is how many these are."""
    sorting = _sorting(search)
    statement, key = _wanted(session, search, now)
    if search.words and not _is_open(search) and sorting.key is not SortKey.NUMBER:
        newest = statement.order_by(key.desc()).limit(MANY)
        statement, key = select(Order.id).where(Order.id.in_(newest)), Order.id.expression
    if behind is not None:
        statement = statement.where(sorting.behind(behind, key))
    sorted_by: Select[*tuple[Any, ...]] = statement.add_columns(sorting.expression())
    found = session.execute(sorting.apply(sorted_by, key).limit(search.limit + 1)).all()
    shown = found[: search.limit]
    following = Cursor(shown[-1][1], shown[-1][0]) if len(found) > len(shown) else None
    rows = _rows(session, [row[0] for row in shown])
    return OrderPage(rows, len(rows), following)


def late(session: Session, now: datetime) -> int:
    """How many open orders are past their promise."""
    return session.scalar(select(func.count()).select_from(Order).where(overdue(now))) or 0


def _count(session: Session, search: OrderSearch, now: datetime, most: int) -> int:
    wanted, _ = _wanted(session, search, now)
    return session.scalar(select(func.count()).select_from(wanted.limit(most).subquery())) or 0


def _sorting(search: OrderSearch) -> Sorting:
    if search.sort is not None:
        return Sorting(search.sort, search.descending)
    newest_first = search.standing in _NEWEST_FIRST
    return Sorting(SortKey.NUMBER if newest_first else SortKey.DUE, descending=newest_first)


def _wanted(session: Session, search: OrderSearch, now: datetime) -> tuple[Select[int], ColumnElement[int]]:
    """The ids wanted, and what they are sorted by. Few are open: their texts are read; among all an index is asked."""
    conditions = [] if search.standing is None else [stands(session, search.standing, now, search.user)]
    if search.priorities:
        conditions.append(Order.priority.in_(search.priorities))
    if search.stage_ids:
        conditions.append(Order.stage_id.in_(search.stage_ids))
    wanted = pieces(search.words)
    if wanted:
        conditions.append(has(session, wanted))
    if _is_open(search):
        # Reckoned, so that no database walks through a million ids in their order to find the few that are open.
        return select(Order.id).where(*conditions), Order.id + 0
    if not wanted or not on_sqlite(session):
        return select(Order.id).where(*conditions), Order.id.expression
    key = ORDER_SEARCH.c.rowid
    joined = select(Order.id).select_from(ORDER_SEARCH).join(Order, Order.id == key)
    return joined.where(indexed(wanted), *conditions), key


def _is_open(search: OrderSearch) -> bool:
    return search.standing is not None and search.standing.is_open


def _named_first(
    session: Session, search: OrderSearch, now: datetime, rows: tuple[OrderRow, ...]
) -> tuple[OrderRow, ...]:
    """`rows` with the order before them of which the number was typed, with or without its letters."""
    word = search.words.strip().upper()
    if search.sort is not None or not word:
        return rows
    wanted, _ = _wanted(session, search, now)
    named = session.scalar(wanted.where(Order.number.in_((word, f"{PREFIX}-{word:0>6}"))).limit(1))
    return rows if named is None else (*_rows(session, [named]), *(row for row in rows if row.id != named))


def _rows(session: Session, ids: Sequence[int]) -> tuple[OrderRow, ...]:
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
        .where(Booking.order_id.in_(order_ids))
        .order_by(Booking.start_at.desc())
    )
    return {order_id: (name, start) for order_id, name, start in session.execute(statement)}


def _paused(session: Session, order_ids: Sequence[int]) -> set[int]:
    """The orders of which a clock stands still."""
    return set(
        session.scalars(select(Promise.order_id).where(Promise.order_id.in_(order_ids), Promise.state == State.PAUSED))
    )
