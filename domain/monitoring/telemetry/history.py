"""The reading side of the telemetry store: curves of any length, latest values, presence, what listeners do."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, Table, func, select

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.rollups import DAY, HOUR, MINUTE


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a curve: a single reading, or all of a minute, hour or day from `at` (ms) on."""

    at: int
    minimum: float
    maximum: float
    mean: float
    last: float


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest reading of one metric of a device."""

    metric: str
    at: int
    value: float | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Presence:
    """When a device was heard first and last (ms), how often, and whether it says that it is there.

    `clock` is how many ms its clock is behind ours; None where it tells no time.
    """

    device: str
    first_at: int
    last_at: int
    online: bool
    messages: int
    clock: int | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message that could not be understood."""

    id: int
    at: int
    topic: str
    payload: bytes
    size: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """What all listeners did in one second from `at` on; `waiting` messages were in their queues."""

    at: int
    messages: int
    readings: int
    rejected: int
    waiting: int
    state: str


_LEVELS: tuple[tuple[Table, int], ...] = (
    (schema.rollup_minute, MINUTE),
    (schema.rollup_hour, HOUR),
    (schema.rollup_day, DAY),
)


def curve(
    connection: Connection, device: str, metric: str, since: int, until: int, *, points: int = 1500
) -> list[Point]:
    """The curve of a metric in [since, until) ms with about `points` points: raw readings as long as they fit."""
    table = schema.series
    series_id = connection.scalar(select(table.c.id).where(table.c.device == device, table.c.metric == metric))
    if series_id is None:
        return []
    raw = [
        Point(at, value, value, value, value)
        for at, value in connection.execute(_raw(series_id, since, until, points + 1))
    ]
    if len(raw) <= points:
        return raw
    return _rolled(connection, series_id, since, until, points)


def _raw(series_id: int, since: int, until: int, limit: int) -> Select[int, float]:
    reading = schema.reading
    return (
        select(reading.c.at, reading.c.value)
        .where(
            reading.c.series_id == series_id,
            reading.c.at >= since,
            reading.c.at < until,
            reading.c.value.is_not(None),
        )
        .order_by(reading.c.at)
        .limit(limit)
    )


def _rolled(connection: Connection, series_id: int, since: int, until: int, points: int) -> list[Point]:
    table = next((level for level, width in _LEVELS if (until - since) / width <= points), schema.rollup_day)
    c = table.c
    statement = (
        select(c.at, c.min, c.max, c.sum / c.count, c.last)
        .where(c.series_id == series_id, c.at >= since, c.at < until)
        .order_by(c.at)
    )
    return [Point(*row) for row in connection.execute(statement)]


def latest(connection: Connection, device: str) -> list[Latest]:
    """The newest reading of every metric of `device`."""
    keys = connection.execute(
        select(schema.series.c.id, schema.series.c.metric).where(schema.series.c.device == device).order_by("metric")
    ).all()
    reading = schema.reading
    found = []
    for series_id, metric in keys:
        statement = (
            select(reading.c.at, reading.c.value, reading.c.text)
            .where(reading.c.series_id == series_id)
            .order_by(reading.c.at.desc())
            .limit(1)
        )
        if row := connection.execute(statement).first():
            found.append(Latest(metric, *row))
    return found


def presences(connection: Connection) -> list[Presence]:
    """All devices that were ever heard."""
    c = schema.presence.c
    told = select(c.device, c.first_at, c.last_at, c.online, c.messages, c.clock_ms).order_by(c.device)
    return [
        Presence(device, first, last, bool(online), messages, clock)
        for device, first, last, online, messages, clock in connection.execute(told)
    ]


def rejected_messages(connection: Connection, *, limit: int = 500) -> list[Rejected]:
    """The newest messages that could not be understood."""
    c = schema.rejected.c
    statement = select(c.id, c.at, c.topic, c.payload, c.size, c.reason, c.detail).order_by(c.id.desc()).limit(limit)
    return [Rejected(*row) for row in connection.execute(statement)]


def rejected_counts(connection: Connection) -> dict[str, int]:
    """How many messages were rejected for each reason, ever."""
    rows = connection.execute(select(schema.rejected_count.c.reason, schema.rejected_count.c.count.label("count_")))
    return {row.reason: row.count_ for row in rows}


def pulses(connection: Connection, since: int) -> list[Pulse]:
    """What the listeners did, second by second from `since` (ms) on."""
    c = schema.pulse.c
    second = (c.at - c.at % 1000).label("second")
    statement = (
        select(
            second,
            func.sum(c.messages),
            func.sum(c.readings),
            func.sum(c.rejected),
            func.sum(c.waiting),
            func.max(c.state),
        )
        .where(c.at >= since)
        .group_by(second)
        .order_by(second)
    )
    return [
        Pulse(int(at), int(m), int(r), int(x), int(w), state) for at, m, r, x, w, state in connection.execute(statement)
    ]


def said_last(connection: Connection, listener: str) -> str:
    """How a listener stands, by its newest pulse; empty before the first."""
    c = schema.pulse.c
    statement = select(c.state).where(c.listener == listener).order_by(c.at.desc()).limit(1)
    return connection.scalar(statement) or ""


def readings_stored(connection: Connection, devices: Sequence[str] | None = None) -> int:
    """How many readings there are, of all devices or of `devices`."""
    statement = select(func.count()).select_from(schema.reading)
    if devices is not None:
        owned = select(schema.series.c.id).where(schema.series.c.device.in_(devices))
        statement = statement.where(schema.reading.c.series_id.in_(owned))
    return connection.scalar(statement) or 0
