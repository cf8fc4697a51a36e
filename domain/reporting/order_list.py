"""The list of orders: found, sorted and cut in SQL, however many there are.

It stands here and not in `domain.orders` because it joins what comes later: bookings and their technicians.
First the ids of a page are found, then its rows are read: so what is sorted is narrow, and a page costs the same
wherever it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, null, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.orders.search import ORDER_SEARCH, has, indexed, on_sqlite, pieces
from domain.reporting.order_found import newest
from domain.reporting.order_rows import OrderRow, rows_of
from domain.reporting.order_sorting import Cursor, Sorting, SortKey
from domain.reporting.order_standing import Standing, overdue, stands
from domain.words import Priority

PAGE = 200
#: Of what a search finds among all orders, so many of the newest are sorted; and where counting ends, but for what
#: is found among all: that costs more, and says no more.
MANY, MANY_FOUND = 10_000, 500
PREFIX = "SO"
#: Only some views depend on the time.
_WHENEVER = datetime.min.replace(tzinfo=UTC)
Hit = tuple[int, Any]
"""The id of an order, and what it is sorted by."""
NEWEST = Sorting(SortKey.NUMBER, descending=True)
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
class OrderPage:
    """The rows that were asked for, how many there are in all (`at_least`, if nobody counted on), what follows."""

    rows: tuple[OrderRow, ...]
    total: int
    following: Cursor | None = None
    at_least: bool = False


def orders(session: Session, search: OrderSearch, now: datetime) -> OrderPage:
    """The first orders that `search` asks for, and how many there are; one whose number was typed comes before all."""
    most = MANY_FOUND if _is_found(search) else MANY
    hits, counted = _hits(session, search, now, None, most + 1)
    page = _page(session, search, hits)
    rows = _named_first(session, search, now, page.rows)
    if page.following is None:
        return OrderPage(rows, len(page.rows))
    if counted is None:
        counted = _count(session, search, now, most + 1)
    return OrderPage(rows, max(min(counted, most), len(rows)), page.following, counted > most)


def found(session: Session, words: str, limit: int) -> tuple[OrderRow, ...]:
    """Of all orders with these words the newest; the one whose number was typed comes first."""
    search = OrderSearch(words=words, standing=None, limit=limit)
    rows = further(session, search, _WHENEVER, None).rows
    return _named_first(session, search, _WHENEVER, rows)[:limit]


def further(session: Session, search: OrderSearch, now: datetime, behind: Cursor | None) -> OrderPage:
    """The orders that come behind a page; `total` is how many these are."""
    hits, _ = _hits(session, search, now, behind, search.limit + 1)
    return _page(session, search, hits)


def late(session: Session, now: datetime) -> int:
    """How many open orders are past their promise."""
    return session.scalar(select(func.count()).select_from(Order).where(overdue(now))) or 0


def _page(session: Session, search: OrderSearch, hits: Sequence[Hit]) -> OrderPage:
    shown = hits[: search.limit]
    following = Cursor(shown[-1][1], shown[-1][0]) if len(hits) > len(shown) else None
    rows = rows_of(session, [key for key, _ in shown])
    return OrderPage(rows, len(rows), following)


def _hits(
    session: Session, search: OrderSearch, now: datetime, behind: Cursor | None, most: int
) -> tuple[Sequence[Hit], int | None]:
    """What comes behind a page, enough to show the next one; and how many these are, if that costs nothing more.

    `most` is where counting ends.
    """
    sorting = _sorting(search)
    if _is_found(search) and sorting == NEWEST:
        conditions, before = _conditions(session, search, now), behind.id if behind else None
        found = newest(session, pieces(search.words), conditions, max(most, search.limit + 1), before)
        return [(key, key) for key in found], len(found)
    statement, key = _wanted(session, search, now)
    if _is_found(search) and sorting.key is not SortKey.NUMBER:
        latest = statement.order_by(key.desc()).limit(MANY)
        statement, key = select(Order.id).where(Order.id.in_(latest)), Order.id.expression
    if behind is not None:
        statement = statement.where(sorting.behind(behind, key))
    # Where texts are read, reading them once more to count would take as long again.
    total: ColumnElement[Any] = func.count().over() if search.words and _is_open(search) else null()
    sorted_by: Select[*tuple[Any, ...]] = statement.add_columns(sorting.expression(), total)
    rows = session.execute(sorting.apply(sorted_by, key).limit(search.limit + 1)).all()
    return [(row[0], row[1]) for row in rows], rows[0][2] if rows else None


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
    conditions, wanted = _conditions(session, search, now), pieces(search.words)
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


def _conditions(session: Session, search: OrderSearch, now: datetime) -> list[ColumnElement[bool]]:
    """What must hold, but for the words."""
    conditions = [] if search.standing is None else [stands(session, search.standing, now, search.user)]
    if search.priorities:
        conditions.append(Order.priority.in_(search.priorities))
    if search.stage_ids:
        conditions.append(Order.stage_id.in_(search.stage_ids))
    return conditions


def _is_found(search: OrderSearch) -> bool:
    """Whether words are looked for among all orders."""
    return bool(pieces(search.words)) and not _is_open(search)


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
    return rows if named is None else (*rows_of(session, [named]), *(row for row in rows if row.id != named))
