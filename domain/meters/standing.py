"""How meters stand: their last readings, how fast they run, and their totals at any moment, for many at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, column, func, select, values
from sqlalchemy.orm import Session, aliased

from domain.meters.counter import Point, Reading
from domain.meters.model import Meter, MeterReading
from domain.meters.utilisation import Averaging, per_day, total_at
from domain.store.base import UTCDateTime

_PORTION = 200

Asked = tuple[int, datetime]
"""A meter, by id, at a moment."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last reading of a meter, and how many units it makes a day."""

    last: Point
    per_day: Decimal


def standings(session: Session, meter_ids: Collection[int]) -> dict[int, Standing]:
    """How meters stand, those that were never read left out."""
    read = {
        meter.id: (Averaging(meter.averaging_days, meter.least_a_day), last)
        for meter, last in _last(session, meter_ids)
    }
    since = {key: (key, last.at - timedelta(days=averaging.days)) for key, (averaging, last) in read.items()}
    around = points_around(session, since.values())
    return {
        key: Standing(last, per_day([*(each for each in around[since[key]] if each.at < last.at), last], averaging))
        for key, (averaging, last) in read.items()
    }


def totals_at(
    session: Session, asked: Collection[Asked], standing: Mapping[int, Standing] | None = None
) -> dict[Asked, Decimal]:
    """The running totals of meters at moments; where a meter was never read, there is none.

    With its `standing`, the total of a meter goes on rising after its last reading.
    """
    running = standing or {}
    return {
        each: total_at(points, each[1], running[each[0]].per_day if each[0] in running else Decimal(0))
        for each, points in points_around(session, asked).items()
        if points
    }


def points_around(session: Session, asked: Iterable[Asked]) -> dict[Asked, tuple[Point, ...]]:
    """For each moment the reading at or before it and the one after it, as far as there are any."""
    found: dict[Asked, tuple[Point, ...]] = {}
    rest = iter(dict.fromkeys(asked))
    while some := list(islice(rest, _PORTION)):
        found.update(_around(session, some))
    return found


def point_of(row: MeterReading) -> Point:
    """A stored reading with its running total, as a value."""
    return Point(Reading(row.taken_at, row.value, row.event, row.left_at, row.began_at), row.total)


def _around(session: Session, some: Sequence[Asked]) -> Iterator[tuple[Asked, tuple[Point, ...]]]:
    columns = (column("number", Integer()), column("meter_id", Integer()), column("at", UTCDateTime()))
    rows = [(number, *each) for number, each in enumerate(some)]
    moments = values(*columns, name="asked").data(rows).cte("asked")
    mine = MeterReading.meter_id == moments.c.meter_id
    until = select(func.max(MeterReading.taken_at)).where(mine, MeterReading.taken_at <= moments.c.at)
    following = select(func.min(MeterReading.taken_at)).where(mine, MeterReading.taken_at > moments.c.at)
    before, after = aliased(MeterReading), aliased(MeterReading)
    statement = (
        select(moments.c.number, before, after)
        .select_from(moments)
        .outerjoin(before, _is_at(before, moments.c.meter_id, until.correlate(moments).scalar_subquery()))
        .outerjoin(after, _is_at(after, moments.c.meter_id, following.correlate(moments).scalar_subquery()))
    )
    for number, *neighbours in session.execute(statement):
        yield some[number], tuple(point_of(each) for each in neighbours if each is not None)


def _is_at(row: type[MeterReading], meter_id: ColumnElement[int], at: ScalarSelect[Any]) -> ColumnElement[bool]:
    return (row.meter_id == meter_id) & (row.taken_at == at)


def _last(session: Session, meter_ids: Collection[int]) -> Iterator[tuple[Meter, Point]]:
    newest = select(func.max(MeterReading.taken_at)).where(MeterReading.meter_id == Meter.id)
    statement = (
        select(Meter, MeterReading)
        .join(MeterReading, MeterReading.meter_id == Meter.id)
        .where(Meter.id.in_(meter_ids), MeterReading.taken_at == newest.correlate(Meter).scalar_subquery())
    )
    for meter, row in session.execute(statement):
        yield meter, point_of(row)
