"""What a try on the past asks the business for: assets with devices, and the troubles that people reported."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.errors import Gone
from domain.language import tr
from domain.monitoring.definitions.looking import leading_metric
from domain.monitoring.model import Alert, Device, Metric, Rule
from domain.monitoring.rule_service import RuleDraft, draft_of
from domain.monitoring.trouble_model import Trouble
from domain.monitoring.watching import WatchedRule
from domain.orders.model import Order, OrderType, Origin


@dataclass(frozen=True, slots=True)
class Reported:
    """An order that people opened for an asset, or a failure that was recorded elsewhere, which has no order."""

    asset_id: int
    kind: str
    at: datetime
    order_id: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class RuleBehind:
    """The rule of an alert, and by which name and unit people know the metric that it is about."""

    id: int
    version: int
    draft: RuleDraft
    label: str
    unit: str


def rule_behind(session: Session, alert_id: int) -> RuleBehind:
    """The rule that raised an alert."""
    rule = session.scalars(select(Rule).join(Alert, Alert.rule_id == Rule.id).where(Alert.id == alert_id)).one_or_none()
    if rule is None:
        raise Gone(tr("This alert is no longer there."))
    draft = draft_of(rule)
    name = leading_metric(draft.definition)
    known = select(Metric.label, Metric.unit).where(Metric.name == name).order_by(Metric.label.desc(), Metric.id)
    label, unit = session.execute(known.limit(1)).one_or_none() or ("", "")
    return RuleBehind(rule.id, rule.version, draft, label, unit)


def numbers_of_assets(session: Session) -> dict[str, int]:
    """The assets that have a device: their ids by number."""
    statement = select(Asset.number, Asset.id).where(Asset.id.in_(select(Device.asset_id))).order_by(Asset.id)
    return {row.number: row.id for row in session.execute(statement)}


def reported(session: Session, asset_id: int, kind: str | None) -> list[datetime]:
    """When an asset was in trouble: people opened an order, or a failure was recorded; of one kind, or of any.

    Orders that rules or agreements opened are no news of a trouble.
    """
    orders = select(Order.opened_at).where(Order.asset_id == asset_id, _by_people(kind))
    failures = select(Trouble.at).where(Trouble.asset_id == asset_id, _of_kind(kind))
    return sorted((*session.scalars(orders), *session.scalars(failures)))


def reports(
    session: Session, assets: Collection[int], kind: str | None, since: datetime, until: datetime
) -> tuple[Reported, ...]:
    """The troubles of some assets from `since` on, before `until`, by their time."""
    orders = (
        select(Order.asset_id, OrderType.name, Order.opened_at, Order.id, Order.number)
        .outerjoin(OrderType, Order.order_type_id == OrderType.id)
        .where(Order.asset_id.is_not(None), _by_people(kind))
        .where(Order.opened_at >= since, Order.opened_at < until)
    )
    failures = select(Trouble.asset_id, Trouble.kind, Trouble.at).where(
        Trouble.at >= since, Trouble.at < until, _of_kind(kind)
    )
    found = [
        Reported(asset, name or "", at, key, number)
        for asset, name, at, key, number in session.execute(orders)
        if asset is not None
    ]
    found += [Reported(asset, name, at) for asset, name, at in session.execute(failures)]
    wanted = frozenset(assets)
    return tuple(sorted((each for each in found if each.asset_id in wanted), key=_by_time))


def kinds_reported(session: Session) -> tuple[str, ...]:
    """What troubles are called: types of orders, and kinds of recorded failures."""
    orders = session.scalars(select(OrderType.name).where(OrderType.active))
    failures = session.scalars(select(Trouble.kind).where(Trouble.kind != "").distinct())
    return tuple(sorted({*orders, *failures}, key=str.casefold))


def rule_called(session: Session, name: str) -> WatchedRule | None:
    """The rule of this name, at work or not."""
    rule = session.scalar(select(Rule).where(Rule.name == name))
    if rule is None:
        return None
    return WatchedRule(rule.id, rule.definition, rule.kind, rule.asset_model_id, rule.asset_id, rule.asset_group_id)


def _by_people(kind: str | None) -> ColumnElement[bool]:
    by_people = Order.origin.in_((Origin.HAND, Origin.WEB))
    if kind is None:
        return by_people
    return and_(by_people, Order.order_type_id.in_(select(OrderType.id).where(OrderType.name == kind)))


def _of_kind(kind: str | None) -> ColumnElement[bool]:
    return true() if kind is None else Trouble.kind == kind


def _by_time(each: Reported) -> tuple[datetime, int]:
    return each.at, each.order_id or 0
