"""What a person who makes a mapping wants to overhear, and what was overheard. Times in milliseconds UTC."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from domain.monitoring.telemetry import schema
from domain.store.upsert import upsert

MOST_FILTERS = 10
MOST_MESSAGES = 500


class Overheard(NamedTuple):
    """A message of a topic that somebody looks at; `payload` may be cut, `size` is what came.

    `place` is its place in the ring of its topic, `taken` the format that takes it, empty for none.
    """

    topic: str
    place: int
    at: int
    payload: bytes
    size: int
    taken: str


def look(connection: Connection, wanted: str, until: int) -> None:
    """Somebody looks at the topics of a filter, until then."""
    statement = upsert(connection, schema.overhearing)
    changes = {"until": statement.excluded.until}
    statement = statement.on_conflict_do_update(index_elements=["filter"], set_=changes)
    connection.execute(statement, [{"filter": wanted, "until": until}])


def look_away(connection: Connection, wanted: str) -> None:
    """Nobody looks at the topics of a filter any more."""
    connection.execute(delete(schema.overhearing).where(schema.overhearing.c.filter == wanted))


def filters(connection: Connection, now: int) -> tuple[str, ...]:
    """What somebody looks at now."""
    table = schema.overhearing.c
    statement = select(table.filter).where(table.until > now).order_by(table.until.desc()).limit(MOST_FILTERS)
    return tuple(sorted(connection.scalars(statement)))


def keep(connection: Connection, messages: Sequence[Overheard]) -> None:
    """Keep what was overheard, each in its place."""
    statement = upsert(connection, schema.overheard)
    changes = {name: statement.excluded[name] for name in ("at", "payload", "size", "taken")}
    statement = statement.on_conflict_do_update(index_elements=["topic", "place"], set_=changes)
    connection.execute(statement, [message._asdict() for message in messages])


def forget(connection: Connection, now: int) -> None:
    """Nobody looks any more: forget what was overheard, and who wanted it."""
    connection.execute(delete(schema.overhearing).where(schema.overhearing.c.until <= now))
    connection.execute(delete(schema.overheard))


def newest(connection: Connection) -> list[Overheard]:
    """What was overheard, the newest first."""
    c = schema.overheard.c
    columns = (c.topic, c.place, c.at, c.payload, c.size, c.taken)
    rows = connection.execute(select(*columns).order_by(c.at.desc(), c.topic, c.place).limit(MOST_MESSAGES))
    return [Overheard(topic, place, at, bytes(payload), size, taken) for topic, place, at, payload, size, taken in rows]
