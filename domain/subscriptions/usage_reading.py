"""Which subscriptions are billed by usage, read for many at once."""

from collections import defaultdict
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.meters.model import Meter
from domain.parties.model import Site
from domain.subscriptions.model import Fee, FeeKind, FeeStatus, Subscription
from domain.subscriptions.spans import Span
from domain.subscriptions.tiers import from_json
from domain.subscriptions.usage import BilledUsage, Usage


def read_usages(session: Session, keys: Select[int]) -> Iterator[tuple[int, Usage]]:
    """Those of the subscriptions `keys` that are billed by usage; the days of a meter begin where its asset stands."""
    statement = (
        select(Subscription.id, Subscription.tariff, Meter, Site.timezone)
        .join(Meter, Meter.id == Subscription.meter_id)
        .join(Asset, Asset.id == Meter.asset_id)
        .join(Site, Site.id == Asset.site_id)
        .where(Subscription.id.in_(keys))
    )
    found = session.execute(statement).all()
    billed = _billed(session, keys) if found else {}
    for key, tariff, meter, zone in found:
        if tariff is not None:
            agreed, days = from_json(tariff), tuple(billed.get(key, ()))
            yield key, Usage(meter.id, meter.name, meter.unit, agreed, ZoneInfo(zone), days)


def _billed(session: Session, keys: Select[int]) -> dict[int, list[BilledUsage]]:
    billed: defaultdict[int, list[BilledUsage]] = defaultdict(list)
    statement = (
        select(Fee.subscription_id, Fee.starts_on, Fee.ends_on, Fee.used_from, Fee.used_to)
        .where(Fee.subscription_id.in_(keys), Fee.kind == FeeKind.USAGE, Fee.status != FeeStatus.CREDITED)
        .order_by(Fee.starts_on)
    )
    for key, first, last, used_from, used_to in session.execute(statement):
        if used_from is not None and used_to is not None:
            billed[key].append(BilledUsage(Span(first, last), used_from, used_to))
    return billed
