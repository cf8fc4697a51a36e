"""Meters whose value a device reports are read by themselves: once a day, from what is stored of it."""

import logging
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clock import from_ms, to_ms
from domain.meters.counter import Event, likely_event
from domain.meters.device_service import read_by_device
from domain.meters.model import Meter, MeterReading
from domain.meters.reading_service import counter_of
from domain.meters.standing import standings
from domain.money import PLACES
from domain.monitoring.model import Device
from domain.monitoring.telemetry import daily
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

log = logging.getLogger(__name__)

#: In whose name devices are read.
READER = "meters"
_FINEST = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True, slots=True)
class Fed:
    """A meter, the device that reports its value, and when it was read last."""

    meter_id: int
    device: str
    metric: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fallen:
    """What a device shows of a meter now, less than was read: nobody knows yet what happened to the counter."""

    meter_id: int
    at: datetime
    value: Decimal


def read_meters(store: Store, telemetry: Telemetry) -> int:
    """Take the last value of each day since the last reading; returns how many readings are new.

    A meter that was never read gets the newest value as well, so that something is known at once. Doing it again
    takes nothing twice.
    """
    now = store.clock.now()
    with store.read() as session:
        fed = fed_meters(session)
    taken = 0
    for each in fed:
        if shown := _shown(telemetry, each, now):
            new, why = store.run(READER, read_by_device, each.meter_id, shown)
            taken += new
            if why:
                log.info("What %s tells of %s is not taken: %s", each.device, each.metric, why)
    return taken


def fed_meters(session: Session, asset_id: int | None = None) -> list[Fed]:
    """The meters in use that a device of their asset may report; all of them, or those of one asset."""
    last = select(func.max(MeterReading.taken_at)).where(MeterReading.meter_id == Meter.id).correlate(Meter)
    statement = (
        select(Meter.id, Device.key, Meter.metric, last.scalar_subquery())
        .join(Device, Device.asset_id == Meter.asset_id)
        .where(Meter.active, Meter.metric != "")
        .order_by(Meter.id, Device.key)
    )
    if asset_id is not None:
        statement = statement.where(Meter.asset_id == asset_id)
    return [Fed(*row) for row in session.execute(statement)]


def fallen_meters(store: Store, telemetry: Telemetry, asset_id: int) -> list[Fallen]:
    """The meters of an asset whose device shows less than was read, and that have not just rolled over."""
    with store.read() as session:
        fed = [each for each in fed_meters(session, asset_id) if each.read_at is not None]
        meters = {each.meter_id: session.get_one(Meter, each.meter_id) for each in fed}
        counters = {key: counter_of(meter) for key, meter in meters.items()}
        standing = standings(session, list(meters))
    found = []
    for each in fed:
        with telemetry.read() as connection:
            latest = daily.newest(connection, each.device, each.metric)
        last = standing[each.meter_id].last.reading
        if latest is None or from_ms(latest[0]) <= last.at:
            continue
        at, value = from_ms(latest[0]), exactly(latest[1])
        if value < last.value and likely_event(counters[each.meter_id], last, value) is Event.NONE:
            found.append(Fallen(each.meter_id, at, value))
    return found


def exactly(value: float) -> Decimal:
    """A measured value as meters keep it."""
    return Decimal(repr(value)).quantize(_FINEST, ROUND_HALF_UP)


def _shown(telemetry: Telemetry, fed: Fed, now: datetime) -> list[tuple[datetime, Decimal]]:
    with telemetry.read() as connection:
        after = 0 if fed.read_at is None else to_ms(fed.read_at)
        found = daily.last_of_days(connection, fed.device, fed.metric, after, to_ms(now))
        latest = daily.newest(connection, fed.device, fed.metric) if fed.read_at is None else None
    if latest is not None and (not found or latest[0] > found[-1][0]):
        found.append(latest)
    return [(from_ms(at), exactly(value)) for at, value in found]
