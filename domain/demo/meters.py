"""Counters on some machines of the demo company: read every week, a service due by them, and one billed by usage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import msgspec
from sqlalchemy import select

import resources
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset, AssetModel
from domain.calendars.months import months_on
from domain.catalogue.model import LineKind
from domain.meters.counter import Counter, Reading, totals
from domain.meters.model import MeterReading, ReadBy
from domain.meters.service import MeterDraft, create_meter
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.model import SubscriptionGroup
from domain.subscriptions.periods import PeriodCode, Rhythm, period_of
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from domain.subscriptions.usage_service import TierDraft, UsageDraft, set_usage
from domain.visits.asking_service import MeterDue
from domain.visits.plan_service import PlanDraft, set_plan

WEEK = timedelta(days=7)
MONTHS_BACK = 2
READ_AT = time(7)
MONTH = Rhythm(PeriodCode.MONTH)


class KindData(msgspec.Struct, frozen=True):
    """What counts on machines of a kind, how fast, and which service goes by it."""

    name: str
    unit: str
    a_day: tuple[int, int]
    rolls_over_at: Decimal
    machines: int
    service: str
    every: Decimal
    tolerance: Decimal


class UsageData(msgspec.Struct, frozen=True):
    """What is paid by usage of the first machine of a kind; tiers are an end and a price."""

    kind: str
    group: str
    name: str
    tiers: tuple[tuple[Decimal | None, Decimal], ...]
    included: Decimal


class MetersData(msgspec.Struct, frozen=True):
    """What stands in `resources/demo/meters.json`."""

    weeks: int
    kinds: Mapping[str, KindData]
    usage: UsageData


@dataclass(frozen=True, slots=True)
class Counted:
    """A machine with its meter, and the agreement it stands under."""

    meter_id: int
    asset: Asset
    agreement: Agreement


def count_up(work: UnitOfWork, today: date, dice: Random) -> None:
    """Put meters on machines under agreement, let them be read until this week, and bill last month's usage."""
    data = _read()
    for kind, each in data.kinds.items():
        counted = [_count(work, each, *found) for found in _covered(work, kind, each.machines)]
        for one in counted:
            _read_weekly(work, each, one, _weeks(data, today), dice)
            _promise(work, each, one, today)
        if kind == data.usage.kind and counted:
            _bill(work, data.usage, counted[0], today)


def _covered(work: UnitOfWork, kind: str, machines: int) -> list[tuple[Asset, Agreement]]:
    """The first machines of a kind that an agreement names, one for each agreement."""
    statement = (
        select(Asset, Agreement)
        .join(AgreementLine, AgreementLine.asset_id == Asset.id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .join(AssetModel, AssetModel.id == Asset.model_id)
        .where(AssetModel.kind == kind)
        .order_by(Agreement.id.desc(), Asset.id.desc())
    )
    found = {agreement.id: (asset, agreement) for asset, agreement in work.session.execute(statement).all()}
    return sorted(found.values(), key=lambda pair: pair[1].id)[:machines]


def _count(work: UnitOfWork, data: KindData, asset: Asset, agreement: Agreement) -> Counted:
    draft = MeterDraft(data.name, data.unit, rolls_over_at=data.rolls_over_at)
    return Counted(create_meter(work, asset.id, draft), asset, agreement)


def _weeks(data: MetersData, today: date) -> list[datetime]:
    return [datetime.combine(today - WEEK * back, READ_AT, UTC) for back in range(data.weeks, 0, -1)] + [
        datetime.combine(today - timedelta(days=1), READ_AT, UTC)
    ]


def _read_weekly(work: UnitOfWork, data: KindData, counted: Counted, weeks: list[datetime], dice: Random) -> None:
    readings = list(_readings(data, weeks, dice))
    work.add_all(
        (
            MeterReading(
                meter_id=counted.meter_id,
                taken_at=point.at,
                received_at=point.at,
                value=point.reading.value,
                total=point.total,
                read_by=ReadBy.HAND,
                taken_by=work.actor,
            )
            for point in totals(Counter(data.unit, data.rolls_over_at), readings)
        ),
        "meter_reading.taken",
    )


def _readings(data: KindData, weeks: list[datetime], dice: Random) -> Iterator[Reading]:
    value, before = dice.randint(2, 40) * 100, weeks[0]
    for at in weeks:
        value += dice.randint(*data.a_day) * (at - before).days
        before = at
        yield Reading(at, Decimal(value))


def _promise(work: UnitOfWork, data: KindData, counted: Counted, today: date) -> None:
    """A service by the meter, counted since some months ago."""
    draft = AgreementLineDraft(LineKind.HOUR, f"{data.service}: {counted.asset.name}", asset_id=counted.asset.id)
    line_id = add_line(work, counted.agreement.id, draft)
    due = MeterDue(counted.meter_id, data.every, data.tolerance)
    set_plan(work, line_id, PlanDraft(months_on(today, -MONTHS_BACK), meter=due))


def _bill(work: UnitOfWork, data: UsageData, counted: Counted, today: date) -> None:
    group_id = work.session.scalars(select(SubscriptionGroup.id).where(SubscriptionGroup.name == data.group)).one()
    customer_id = counted.asset.customer_id
    since = months_on(period_of(MONTH, today).starts_on, -1)
    draft = SubscriptionDraft(data.name, group_id, since, agreement_id=counted.agreement.id)
    key = create_subscription(work, customer_id, draft)
    tiers = tuple(TierDraft(up_to, price) for up_to, price in data.tiers)
    set_usage(work, key, UsageDraft(counted.meter_id, tiers, included=data.included), 1)
    create_fees(work, key, Wish(period_of(MONTH, since)))


def _read() -> MetersData:
    path = Path(resources.__file__).parent / "demo" / "meters.json"
    return msgspec.json.decode(path.read_bytes(), type=MetersData)
