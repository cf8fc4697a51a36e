"""What the search finds an order by: one text beside the order, kept whenever the order or a name in it changes.

Words are folded (small letters, no accents), each stands once and has two spaces before it. So every question is
whether a piece of at least three characters occurs: "chi" anywhere, " pu" for words that begin with "pu", "  p" for
words that begin with "p". That is what the indexes answer, see `domain.orders.search`.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    bindparam,
    event,
    func,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Mapper, Session, object_session

from domain.assets.model import Asset
from domain.parties.model import Customer, Site
from domain.store.base import Entity

GAP = "  "
#: How much of the description counts; whole mails are pasted there.
DESCRIPTION = 600
_OWN = ("number", "title", "description", "customer_id", "site_id", "asset_id")
_NAMES: tuple[tuple[type[Entity], str, tuple[str, ...]], ...] = (
    (Customer, "customer_id", ("number", "name")),
    (Site, "site_id", ("name", "city")),
    (Asset, "asset_id", ("number", "name", "serial")),
)


def fold(words: str) -> str:
    """Small letters without accents: "Kühlung" and "KUHLUNG" are the same to the search."""
    if words.isascii():
        return words.lower().replace("\0", "")
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("\0", "")


def text_of(parts: Sequence[str]) -> str:
    """The text of an order that all these parts belong to."""
    return "".join(GAP + word for word in dict.fromkeys(fold(" ".join(parts)).split()))


def keep_found(order: type[Entity]) -> None:
    """From now on whatever is written of an `order`, or of names in it, by whichever way, is found by the search."""
    orders = order.__table__
    assert isinstance(orders, Table)

    def on_order(_mapper: Mapper[Any], _connection: Connection, target: Any) -> None:
        present = inspect(target).attrs
        if any(present[name].history.has_changes() for name in _OWN):
            session = object_session(target)
            assert session is not None, "an order is written in a session"
            target.search = found_by(session, target)

    def on_name(_mapper: Mapper[Any], connection: Connection, target: Any) -> None:
        for kind, key, names in _NAMES:
            if isinstance(target, kind) and any(inspect(target).attrs[name].history.has_changes() for name in names):
                _write_anew(connection, orders, orders.c[key] == target.id)

    event.listen(order, "before_insert", on_order)
    event.listen(order, "before_update", on_order)
    for kind, _, _ in _NAMES:
        event.listen(kind, "after_update", on_name)


def found_by(session: Session, order: Any) -> str:
    """The text that an order is found by, whether it is written already or not."""
    parts = [order.number, order.title, order.description[:DESCRIPTION]]
    with session.no_autoflush:
        for kind, key, names in _NAMES:
            record = session.get(kind, getattr(order, key)) if getattr(order, key) is not None else None
            parts += [] if record is None else [getattr(record, name) for name in names]
    return text_of(parts)


def _write_anew(connection: Connection, orders: Table, which: ColumnElement[bool]) -> None:
    found = connection.execute(_parts(orders).where(which)).all()
    if found:
        changed = update(orders).where(orders.c.id == bindparam("of")).values(search=bindparam("text"))
        connection.execute(changed, [{"of": key, "text": text_of([*filter(None, parts)])} for key, *parts in found])


def _parts(orders: Table) -> Select[*tuple[Any, ...]]:
    joined: FromClause = orders
    columns = [orders.c.id, orders.c.number, orders.c.title, func.substr(orders.c.description, 1, DESCRIPTION)]
    for kind, key, names in _NAMES:
        table = kind.__table__
        joined = joined.outerjoin(table, table.c.id == orders.c[key])
        columns += [table.c[name] for name in names]
    return select(*columns).select_from(joined)
