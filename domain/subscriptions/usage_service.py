"""Billing by usage: by which meter and tariff a subscription is billed, from now on."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.meters.model import Meter
from domain.money import exact
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.model import Fee, FeeKind, FeeStatus, Subscription
from domain.subscriptions.service import held
from domain.subscriptions.tiers import Tariff, Tier, TierMethod, check_tariff, from_json, to_json

Number = Decimal | int | str


@dataclass(frozen=True, slots=True)
class TierDraft:
    """A price per unit up to a number of units, which still belongs to it; the last tier has no end."""

    up_to: Number | None
    price: Number


@dataclass(frozen=True, slots=True)
class UsageDraft:
    """A meter and its tariff as they are asked for; each tier begins where the one before it ends."""

    meter_id: int | None
    tiers: tuple[TierDraft, ...]
    method: TierMethod = TierMethod.GRADUATED
    included: Number = 0
    minimum: Number = 0


def set_usage(work: UnitOfWork, subscription_id: int, draft: UsageDraft, version: int) -> None:
    """Bill a subscription by a meter of its customer, or by another tariff; fees that were made stay as they are."""
    subscription = held(work, subscription_id, version)
    tariff = tariff_of(draft)
    if draft.meter_id is None:
        raise Refusal(tr("Choose the meter that usage is billed by."), field="meter")
    meter = work.get(Meter, draft.meter_id)
    if work.get(Asset, meter.asset_id).customer_id != subscription.customer_id:
        raise Refusal(tr("{name} is a meter of another customer.", name=meter.name), field="meter")
    if subscription.meter_id not in {None, meter.id}:
        _check_unbilled(work, subscription)
    subscription.meter_id, subscription.tariff = meter.id, to_json(tariff)
    work.note("subscription.billed_by_usage", subscription)


def remove_usage(work: UnitOfWork, subscription_id: int, version: int) -> None:
    """Bill a subscription by usage no more."""
    subscription = held(work, subscription_id, version)
    _check_unbilled(work, subscription)
    subscription.meter_id, subscription.tariff = None, None
    work.note("subscription.not_billed_by_usage", subscription)


def tariff_of(draft: UsageDraft) -> Tariff:
    """The tariff that is asked for. Raises Refusal."""
    above, tiers = Decimal(0), list[Tier]()
    for tier in draft.tiers:
        up_to = None if tier.up_to is None else exact(tier.up_to, "tiers")
        tiers.append(Tier(above, up_to, exact(tier.price, "tiers")))
        above = above if up_to is None else up_to
    included, minimum = exact(draft.included, "included"), exact(draft.minimum, "minimum")
    tariff = Tariff(tuple(tiers), draft.method, included, minimum)
    check_tariff(tariff)
    return tariff


def usage_draft(subscription: Subscription) -> UsageDraft | None:
    """Meter and tariff of a subscription as they would be asked for; None where it is not billed by usage."""
    if subscription.meter_id is None or subscription.tariff is None:
        return None
    tariff = from_json(subscription.tariff)
    tiers = tuple(TierDraft(tier.up_to, tier.price) for tier in sorted(tariff.tiers, key=_above))
    return UsageDraft(subscription.meter_id, tiers, tariff.method, tariff.included, tariff.minimum)


def _above(tier: Tier) -> Decimal:
    return tier.above


def _check_unbilled(work: UnitOfWork, subscription: Subscription) -> None:
    """Refuse to leave a meter by which there are fees: what comes after them would be billed twice, or not at all."""
    made = select(Fee.id).where(
        Fee.subscription_id == subscription.id, Fee.kind == FeeKind.USAGE, Fee.status != FeeStatus.CREDITED
    )
    if work.session.scalar(made.limit(1)) is not None:
        raise Refusal(
            tr("There are fees by this meter already; end this subscription and begin another."), field="meter"
        )
