"""Readings that devices take by themselves: numbers alone, so what happened to the counter is guessed or left open."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from domain.errors import Refusal
from domain.meters.counter import Event, likely_event
from domain.meters.model import Meter, MeterReading, ReadBy
from domain.meters.reading_service import ReadingDraft, counter_of, take_reading
from domain.meters.standing import point_of
from domain.store.unit_of_work import UnitOfWork


def read_by_device(work: UnitOfWork, meter_id: int, shown: Iterable[tuple[datetime, Decimal]]) -> tuple[int, str]:
    """Take what a device has told, in order of time; returns how many readings were new, and why others were not.

    What fell without having rolled over is left for somebody to look at; so is all that is below it.
    """
    meter = work.get(Meter, meter_id, lock=True)
    taken, why = 0, ""
    for at, value in shown:
        try:
            take_reading(work, meter_id, ReadingDraft(at, value, _event(work, meter, at, value)), ReadBy.DEVICE)
        except Refusal as refusal:
            why = str(refusal)
        else:
            taken += 1
    return taken, why


def _event(work: UnitOfWork, meter: Meter, at: datetime, value: Decimal) -> Event:
    before = select(MeterReading).where(MeterReading.meter_id == meter.id, MeterReading.taken_at < at)
    row = work.session.scalar(before.order_by(MeterReading.taken_at.desc()).limit(1))
    return Event.NONE if row is None else likely_event(counter_of(meter), point_of(row).reading, value)
