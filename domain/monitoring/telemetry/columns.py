"""All readings of a series as columns, read in portions so that no more than the columns is in memory."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from sqlalchemy import Connection, Select, func, select

from domain.monitoring.telemetry import schema

_AT_ONCE = 20_000
_NAN = float("nan")
NUMBER = -1

Portion = Sequence[tuple[int, float | None, str | None]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Times (ms), values (NaN for a text) and the places of texts among `words`, -1 for a number."""

    times: "array[int]"
    values: "array[float]"
    codes: "array[int]"
    words: dict[str, int]


def columns(connection: Connection, series_id: int, since: int | None = None, until: int | None = None) -> Columns:
    """The readings of a series in the order of their time: all, or those from `since` on and before `until`."""
    found = Columns(array("q"), array("d"), array("i"), {})
    for portion in _portions(connection, series_id, since, until):
        times, values, texts = zip(*portion, strict=True)
        found.times.extend(times)
        if None in values:
            values = tuple(_NAN if value is None else value for value in values)
        found.values.extend(values)
        if any(texts):
            found.codes.extend(_code(found, text) for text in texts)
        else:
            found.codes.extend(repeat(NUMBER, len(texts)))
    return found


def series_ids(connection: Connection, devices: Collection[str]) -> Mapping[tuple[str, str], int]:
    """The series of some devices, by device and metric."""
    c = schema.series.c
    rows = connection.execute(select(c.device, c.metric, c.id))
    return {(device, metric): key for device, metric, key in rows if device in devices}


def ends(connection: Connection, series_id: int) -> tuple[int, int] | None:
    """The times of the first and the last reading of a series."""
    at, key = schema.reading.c.at, schema.reading.c.series_id
    first = connection.scalar(select(func.min(at)).where(key == series_id))
    last = connection.scalar(select(func.max(at)).where(key == series_id))
    return None if first is None or last is None else (first, last)


def _portions(connection: Connection, series_id: int, since: int | None, until: int | None) -> Iterator[Portion]:
    """As the driver has them: rows of SQLAlchemy would take ten times as long."""
    c = schema.reading.c
    statement = select(c.at, c.value, c.text).where(c.series_id == series_id).order_by(c.at).limit(_AT_ONCE)
    statement = statement if since is None else statement.where(c.at >= since)
    statement = statement if until is None else statement.where(c.at < until)
    portion = _fetched(connection, statement)
    while portion:
        yield portion
        portion = _fetched(connection, statement.where(c.at > portion[-1][0])) if len(portion) == _AT_ONCE else ()


def _fetched(connection: Connection, statement: Select[int, float | None, str | None]) -> Portion:
    """All rows; a result that streams would keep the first ones for itself."""
    with connection.execute(statement) as result:
        found: Portion = () if result.cursor is None else result.cursor.fetchall()
    return found


def _code(found: Columns, text: str | None) -> int:
    return NUMBER if text is None else found.words.setdefault(text, len(found.words))
