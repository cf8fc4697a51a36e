"""What the office does with meters: put one on an asset, change it, let it be read no more."""

from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import func, select

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.meters.counter import Event
from domain.meters.model import Meter, MeterReading
from domain.money import exact
from domain.parties import checks
from domain.store.merging import lay_over
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork

LONGEST_UNIT = 12
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class MeterDraft:
    """A meter as it is asked for; `metric` is what a device of the asset reports, if one does."""

    name: str
    unit: str
    metric: str = ""
    rolls_over_at: Decimal | int | str | None = None
    averaging_days: int = 28
    least_a_day: Decimal | int | str = 0


def create_meter(work: UnitOfWork, asset_id: int, draft: MeterDraft) -> int:
    """Put a meter on an asset; returns its id."""
    asset = work.get(Asset, asset_id)
    made = _checked(work, asset.id, draft, None)
    meter = Meter(
        asset_id=asset.id,
        name=made.name,
        unit=made.unit,
        metric=made.metric,
        rolls_over_at=made.rolls_over_at,
        averaging_days=made.averaging_days,
        least_a_day=made.least_a_day,
    )
    return work.add(meter, "meter.created").id


def change_meter(work: UnitOfWork, meter_id: int, seen: MeterDraft, draft: MeterDraft) -> None:
    """Give a meter what `draft` says otherwise than `seen`. Raises Overtaken."""
    meter = work.get(Meter, meter_id, lock=True)
    wanted = _checked(work, meter.asset_id, draft, meter)
    if wanted.rolls_over_at != meter.rolls_over_at:
        _check_range(work, meter, wanted)
    if lay_over(meter, seen, wanted):
        work.note("meter.changed", meter)


def deactivate_meter(work: UnitOfWork, meter_id: int) -> None:
    """Let a meter be read no more; what was read stays."""
    _switch(work, meter_id, active=False)


def activate_meter(work: UnitOfWork, meter_id: int) -> None:
    """Let a meter be read again."""
    _switch(work, meter_id, active=True)


def delete_meter(work: UnitOfWork, meter_id: int) -> None:
    """Remove a meter that was never read and that nothing goes by."""
    meter = work.get(Meter, meter_id, lock=True)
    if is_used(work.session, meter):
        raise Refusal(
            tr("{name} was read, or visits or fees go by it; let it be read no more instead.", name=meter.name)
        )
    work.session.delete(meter)
    work.note("meter.deleted", meter)


def draft_of(meter: Meter) -> MeterDraft:
    """A meter as it would be asked for."""
    return MeterDraft(
        meter.name, meter.unit, meter.metric, meter.rolls_over_at, meter.averaging_days, meter.least_a_day
    )


def _switch(work: UnitOfWork, meter_id: int, *, active: bool) -> None:
    meter = work.get(Meter, meter_id, lock=True)
    if meter.active != active:
        meter.active = active
        work.note("meter.activated" if active else "meter.deactivated", meter)


def _checked(work: UnitOfWork, asset_id: int, draft: MeterDraft, meter: Meter | None) -> MeterDraft:
    rolls_over_at = None if draft.rolls_over_at is None else exact(draft.rolls_over_at, "rolls_over_at")
    least = exact(draft.least_a_day, "least_a_day")
    if rolls_over_at is not None and rolls_over_at <= 0:
        raise Refusal(tr("A counter rolls over at a number above 0."), field="rolls_over_at")
    if not 1 <= draft.averaging_days <= MOST_DAYS:
        raise Refusal(tr("The average is taken over 1 to {most} days.", most=MOST_DAYS), field="averaging_days")
    if least < 0:
        raise Refusal(tr("A meter that counts up cannot run backwards."), field="least_a_day")
    made = replace(
        draft,
        name=checks.name(draft.name),
        unit=checks.name(draft.unit, "unit", LONGEST_UNIT),
        metric=checks.line(draft.metric, "metric"),
        rolls_over_at=rolls_over_at,
        least_a_day=least,
    )
    others = select(Meter.id).where(Meter.asset_id == asset_id, Meter.name == made.name)
    if work.session.scalar(others) not in {None, None if meter is None else meter.id}:
        raise Refusal(tr("This asset has a meter “{name}” already.", name=made.name), field="name")
    return made


def _check_range(work: UnitOfWork, meter: Meter, wanted: MeterDraft) -> None:
    """Refuse a maximum by which the readings there are would count otherwise."""
    mine = MeterReading.meter_id == meter.id
    rolled = select(MeterReading.id).where(mine, MeterReading.event == Event.ROLLED_OVER).limit(1)
    if work.session.scalar(rolled) is not None:
        raise Refusal(tr("It has rolled over already, so its maximum stays as it is."), field="rolls_over_at")
    columns = (MeterReading.value, MeterReading.left_at, MeterReading.began_at)
    highest = work.session.execute(select(*map(func.max, columns)).where(mine)).one()
    shown = max((value for value in highest if value is not None), default=None)
    if isinstance(wanted.rolls_over_at, Decimal) and shown is not None and shown >= wanted.rolls_over_at:
        raise Refusal(tr("It has shown more than that already."), field="rolls_over_at")
