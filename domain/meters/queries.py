"""Meters and what was read from them, as rows for screens."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.meters.model import Meter, MeterReading, ReadBy
from domain.meters.reading_service import ReadingDraft
from domain.meters.service import MeterDraft, draft_of
from domain.meters.standing import Standing, standings

MOST_READINGS = 2000


@dataclass(frozen=True, slots=True)
class MeterRow:
    """A meter, its last reading, the running total then, and how fast it runs; `draft` goes back with a change."""

    id: int
    draft: MeterDraft
    active: bool
    read_at: datetime | None
    value: Decimal | None
    total: Decimal | None
    per_day: Decimal | None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What a meter showed, its running total then, and who read it; `draft` goes back with a change."""

    id: int
    draft: ReadingDraft
    value: Decimal
    total: Decimal
    received_at: datetime
    read_by: ReadBy
    taken_by: str


def meters_of_asset(session: Session, asset_id: int) -> list[MeterRow]:
    """The meters of an asset, those in use first."""
    mine = (
        select(Meter).where(Meter.asset_id == asset_id).order_by(Meter.active.desc(), func.lower(Meter.name), Meter.id)
    )
    meters = session.scalars(mine).all()
    standing = standings(session, [meter.id for meter in meters])
    return [_meter_row(meter, standing.get(meter.id)) for meter in meters]


def readings_of_meter(session: Session, meter_id: int, *, limit: int = MOST_READINGS) -> list[ReadingRow]:
    """What was read from a meter, the latest first."""
    statement = select(MeterReading).where(MeterReading.meter_id == meter_id)
    return [
        ReadingRow(
            id=row.id,
            draft=ReadingDraft(row.taken_at, row.value, row.event, row.left_at, row.began_at),
            value=row.value,
            total=row.total,
            received_at=row.received_at,
            read_by=row.read_by,
            taken_by=row.taken_by,
        )
        for row in session.scalars(statement.order_by(MeterReading.taken_at.desc()).limit(limit))
    ]


def _meter_row(meter: Meter, standing: Standing | None) -> MeterRow:
    last = None if standing is None else standing.last
    return MeterRow(
        id=meter.id,
        draft=draft_of(meter),
        active=meter.active,
        read_at=None if last is None else last.at,
        value=None if last is None else last.reading.value,
        total=None if last is None else last.total,
        per_day=None if standing is None else standing.per_day,
    )
