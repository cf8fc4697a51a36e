"""All readings of a series as columns, read in portions so that no more than the columns is in memory."""

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection, func, select

from domain.monitoring.telemetry import schema

_AT_ONCE = 20_000
_NAN = float("nan")
NUMBER = -1


def _floats() -> "array[float]":
    return array("d")


@dataclass(slots=True)
class Columns:
    """Times (ms), values (NaN for a text) and the places of texts among `words`, -1 for a number."""

    times: "array[int]" = field(default_factory=partial(array, "q"))
    values: "array[float]" = field(default_factory=_floats)
    codes: "array[int]" = field(default_factory=partial(array, "i"))
    words: dict[str, int] = field(default_factory=dict)


def columns(connection: Connection, series_id: int) -> Columns:
    """The readings of a series in the order of their time."""
    c = schema.reading.c
    statement = select(c.at, c.value, c.text).where(c.series_id == series_id).order_by(c.at)
    found = Columns()
    with connection.execution_options(yield_per=_AT_ONCE).execute(statement) as rows:
        for portion in rows.partitions(_AT_ONCE):
            found.times.extend([at for at, _, _ in portion])
            found.values.extend([_NAN if value is None else value for _, value, _ in portion])
            found.codes.extend([_code(found, text) for _, _, text in portion])
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


def _code(found: Columns, text: str | None) -> int:
    return NUMBER if text is None else found.words.setdefault(text, len(found.words))
