"""What a try on the past asks the business for: assets with devices, and the troubles that people reported."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.model import Device, Rule
from domain.monitoring.watching import WatchedRule
from domain.orders.model import Order, OrderType, Origin


@dataclass(frozen=True, slots=True)
class Reported:
    """An order that people opened for an asset."""

    asset_id: int
    order_id: int
    number: str
    type: str
    at: datetime


def numbers_of_assets(session: Session) -> dict[str, int]:
    """The assets that have a device: their ids by number."""
    statement = select(Asset.number, Asset.id).where(Asset.id.in_(select(Device.asset_id))).order_by(Asset.id)
    return {row.number: row.id for row in session.execute(statement)}


def reported(session: Session, asset_id: int, kind: str | None) -> list[datetime]:
    """When orders of an asset were opened by people; of the type called `kind`, or of any.

    Orders that rules or agreements opened are no news of a trouble.
    """
    statement = select(Order.opened_at).where(Order.asset_id == asset_id, _by_people(kind))
    return list(session.scalars(statement.order_by(Order.opened_at)))


def reports(
    session: Session, assets: Collection[int], kind: str | None, since: datetime, until: datetime
) -> tuple[Reported, ...]:
    """The orders that people opened for some assets from `since` on, before `until`, by their time."""
    statement = (
        select(Order.asset_id, Order.id, Order.number, OrderType.name, Order.opened_at)
        .outerjoin(OrderType, Order.order_type_id == OrderType.id)
        .where(Order.asset_id.is_not(None), _by_people(kind))
        .where(Order.opened_at >= since, Order.opened_at < until)
        .order_by(Order.opened_at, Order.id)
    )
    wanted = frozenset(assets)
    return tuple(
        Reported(asset, key, number, name or "", at)
        for asset, key, number, name, at in session.execute(statement)
        if asset in wanted
    )


def kinds_reported(session: Session) -> tuple[str, ...]:
    """The types of the orders that people open."""
    return tuple(session.scalars(select(OrderType.name).where(OrderType.active).order_by(OrderType.name)))


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
