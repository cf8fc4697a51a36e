"""The columns of the meters of an asset, and of what was read from one."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from app.assets.meters_presenter import MeterLine, Meters, ReadingLine
from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.numbers import written
from app.shared.times import Times
from domain.language import tr
from domain.meters.counter import Event
from domain.meters.model import ReadBy

#: The columns of the meters that give way, and the pixels below which they do.
LEAST = {"value": 770, "read": 640}
#: And those of the readings.
LEAST_READING = {"by": 560, "received": 660}


def meter_columns(times: Times) -> tuple[Column[MeterLine], ...]:
    """How each meter stands, and what is due by it."""
    return (
        Column("name", tr("Meter"), _name, width=150, stretch=True, strong=True, tip=_told, tone=_tone),
        Column("total", tr("Total"), partial(_total, times), sort=_by_total, width=118, align=RIGHT, strong=True),
        Column("value", tr("It shows"), partial(_value, times), sort=_by_value, width=104, align=RIGHT, muted=True),
        Column("daily", tr("A day"), partial(_daily, times), sort=_by_daily, width=92, align=RIGHT),
        Column(
            "read", tr("Read"), partial(_read, times), sort=_read_at, width=128, muted=True, ticking=True, align=RIGHT
        ),
        Column("next", tr("Next service"), _next, sort=_due, width=150, chip=partial(_next_chip, times), tip=_why),
    )


def reading_columns(times: Times) -> tuple[Column[ReadingLine], ...]:
    """What was read, the latest first."""
    return (
        Column(
            "at",
            tr("Read at"),
            lambda row: times.short(row.reading.draft.taken_at),
            sort=lambda row: row.reading.draft.taken_at,
            tip=lambda row: times.full(row.reading.draft.taken_at),
            width=128,
        ),
        Column(
            "value", tr("It showed"), partial(_shown, times), sort=lambda row: row.reading.value, width=112, align=RIGHT
        ),
        Column(
            "total",
            tr("Total"),
            lambda row: units(row.reading.total, row.unit, times),
            sort=lambda row: row.reading.total,
            width=118,
            align=RIGHT,
            strong=True,
        ),
        Column("event", tr("What happened"), _event, width=130, stretch=True, chip=_event_chip, tip=_event),
        Column("by", tr("By"), _by, width=104, muted=True),
        Column("received", tr("Arrived"), lambda row: times.short(row.reading.received_at), width=120, muted=True),
    )


def fallen_words(shown: Meters, times: Times) -> Iterator[str]:
    """What somebody has to see to: counters of which a device shows less than was read."""
    for line in shown.lines:
        if (fallen := shown.fallen_of(line.id)) is not None:
            draft = line.meter.draft
            yield tr(
                "The device shows {value} of {name}, less than was read: say with “Meter replaced…” what happened.",
                value=units(fallen.value, draft.unit, times),
                name=draft.name,
            )


def units(number: Decimal | None, unit: str, times: Times) -> str:
    """A number of units, with as many decimals as it has."""
    if number is None:
        return ""
    exponent = number.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{times.number(float(number), decimals)} {unit}"


def _name(row: MeterLine) -> str:
    return row.meter.draft.name if row.meter.active else tr("{name} (at rest)", name=row.meter.draft.name)


def _tone(row: MeterLine) -> str:
    return "" if row.meter.active else "neutral"


def _told(row: MeterLine) -> str:
    draft = row.meter.draft
    told = [draft.name]
    if draft.metric:
        told.append(tr("read by the device as “{metric}”", metric=draft.metric))
    if draft.rolls_over_at is not None:
        told.append(tr("rolls over at {number}", number=written(draft.rolls_over_at)))
    return " · ".join(told)


def _total(times: Times, row: MeterLine) -> str:
    return units(row.meter.total, row.meter.draft.unit, times)


def _value(times: Times, row: MeterLine) -> str:
    return units(row.meter.value, row.meter.draft.unit, times)


def _daily(times: Times, row: MeterLine) -> str:
    per_day = row.meter.per_day
    return "" if per_day is None else units(round(per_day, 1), row.meter.draft.unit, times)


def _read(times: Times, row: MeterLine) -> str:
    return times.ago(row.meter.read_at) if row.meter.read_at else tr("never")


def _next(row: MeterLine) -> str:
    if row.service is None:
        return ""
    return short_day(row.service.due) if row.service.due else tr("cannot be told")


def _next_chip(times: Times, row: MeterLine) -> Chip | None:
    service = row.service
    if service is None or service.due is None:
        return None
    if service.ordered:
        return Chip(tr("ordered {day}", day=short_day(service.due)), "good", soft=True)
    late = service.due <= times.local(times.now()).date()
    return Chip(short_day(service.due), "major" if late else "neutral", soft=True)


def _why(row: MeterLine) -> str:
    service = row.service
    if service is None:
        return ""
    return " · ".join(part for part in (service.line, service.agreement, service.why) if part)


def _by_total(row: MeterLine) -> Decimal | None:
    return row.meter.total


def _by_value(row: MeterLine) -> Decimal | None:
    return row.meter.value


def _by_daily(row: MeterLine) -> Decimal | None:
    return row.meter.per_day


def _read_at(row: MeterLine) -> object:
    return row.meter.read_at


def _due(row: MeterLine) -> object:
    return None if row.service is None else row.service.due


def _shown(times: Times, row: ReadingLine) -> str:
    return units(row.reading.value, row.unit, times)


def _event(row: ReadingLine) -> str:
    event = row.reading.draft.event
    return "" if event is Event.NONE else event.label


def _event_chip(row: ReadingLine) -> Chip | None:
    return Chip(_event(row), "minor", soft=True) if _event(row) else None


def _by(row: ReadingLine) -> str:
    reading = row.reading
    return reading.taken_by if reading.read_by is ReadBy.HAND else reading.read_by.label
