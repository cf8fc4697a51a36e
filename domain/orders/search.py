"""Which orders have all the words of a question, answered by the index that either database has.

A word of three letters or more may stand anywhere, a shorter one must begin a word. SQLite answers from the table
`order_search` (FTS5 over every three letters, kept by triggers), PostgreSQL from an index of pg_trgm on the text; where
its administrator does not allow that extension, it reads all texts, some hundred milliseconds for a million orders.
Both are made by the first migration: what rebuilds `service_order` must make them anew.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, column, func, table
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.orders.search_text import GAP, fold

#: From how many letters on a word may stand anywhere.
INFIX = 3
#: The index of SQLite.
ORDER_SEARCH = table("order_search", column("rowid", Integer), column("order_search", String))


def pieces(words: str) -> tuple[str, ...]:
    """What has to occur in the text of an order, each at least three letters long."""
    return tuple(dict.fromkeys(_piece(word) for word in fold(words).split()))


def _piece(word: str) -> str:
    return word if len(word) >= INFIX else (GAP + word)[-INFIX:]


def has(session: Session, wanted: Sequence[str]) -> ColumnElement[bool]:
    """Whether the text of an order has all these pieces; PostgreSQL may ask its index."""
    if on_sqlite(session):
        return reads(session, wanted)
    return and_(*(Order.search.like(_pattern(piece)) for piece in wanted))


def reads(session: Session, wanted: Sequence[str]) -> ColumnElement[bool]:
    """Whether the text of an order has all these pieces, read from the text itself."""
    place = func.instr if on_sqlite(session) else func.strpos
    return and_(*(place(Order.search, piece) > 0 for piece in wanted))


def indexed(wanted: Sequence[str]) -> ColumnElement[bool]:
    """Whether a row of `ORDER_SEARCH` has these pieces by threes of letters; `has` says whether in a row."""
    grams = dict.fromkeys(piece[at : at + INFIX] for piece in wanted for at in _starts(len(piece) - INFIX))
    quoted = (gram.replace('"', '""') for gram in grams)
    return ORDER_SEARCH.c.order_search.op("match")(" ".join(f'"{gram}"' for gram in quoted))


def _starts(last: int) -> tuple[int, ...]:
    """Where the threes of a piece begin: every second one says nearly as much as all, and is read in half the time."""
    return (*range(0, last, 2), last)


def on_sqlite(session: Session) -> bool:
    """Whether the database is SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def _pattern(piece: str) -> ColumnElement[str]:
    """Stands in the statement as it is, not as a parameter: PostgreSQL chooses its way by the letters."""
    escaped = piece.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return bindparam("pattern", f"%{escaped}%", String, unique=True, literal_execute=True)
