"""The readings around an alert: what its plot shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.clock import to_ms
from domain.monitoring.definitions.condition import Sides
from domain.monitoring.queries import AlertDetail
from domain.monitoring.telemetry.history import curve

AROUND = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class AlertCurve:
    """A curve with the limit of the rule, if it has one, and the stretch of time that the alert lasted."""

    ms: tuple[int, ...]
    values: tuple[float, ...]
    metric: str
    unit: str
    limit: float | None
    start: datetime
    finish: datetime


def alert_curve(connection: Connection, detail: AlertDetail, now: datetime) -> AlertCurve:
    """From 15 minutes before the alert to 15 minutes after it, or to now while it is open."""
    row, limit, definition = detail.row, detail.limit, detail.definition
    since = row.started - AROUND - timedelta(seconds=definition.duration if definition else 0)
    until = now if row.cleared is None else min(now, row.cleared + AROUND)
    points = []
    if detail.metric is not None:
        points = curve(connection, detail.device, detail.metric, to_ms(since), to_ms(until) + 1)
    below = limit is not None and limit.side is Sides.BELOW
    return AlertCurve(
        ms=tuple(point.at for point in points),
        # Where points stand for many readings, the worse end of each is what the alert is about.
        values=tuple(point.minimum if below else point.maximum for point in points),
        metric=str(detail.decision.get("metric") or detail.metric or ""),
        unit=row.unit,
        limit=limit.value if limit else None,
        start=row.started,
        finish=row.cleared or now,
    )
