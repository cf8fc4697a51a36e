"""What a try on the past asks the business for: assets with devices, and the troubles that people reported."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.model import Device, Rule
from domain.monitoring.watching import WatchedRule
from domain.orders.model import Order, OrderType, Origin


def numbers_of_assets(session: Session) -> dict[str, int]:
    """The assets that have a device: their ids by number."""
    statement = select(Asset.number, Asset.id).where(Asset.id.in_(select(Device.asset_id))).order_by(Asset.id)
    return {row.number: row.id for row in session.execute(statement)}


def reported(session: Session, asset_id: int, kind: str | None) -> list[datetime]:
    """When orders of an asset were opened by people; of the type called `kind`, or of any.

    Orders that rules or agreements opened are no news of a trouble.
    """
    statement = select(Order.opened_at).where(Order.asset_id == asset_id, Order.origin.in_((Origin.HAND, Origin.WEB)))
    if kind is not None:
        statement = statement.join(OrderType, Order.order_type_id == OrderType.id).where(OrderType.name == kind)
    return list(session.scalars(statement.order_by(Order.opened_at)))


def rule_called(session: Session, name: str) -> WatchedRule | None:
    """The rule of this name, at work or not."""
    rule = session.scalar(select(Rule).where(Rule.name == name))
    if rule is None:
        return None
    return WatchedRule(rule.id, rule.definition, rule.kind, rule.asset_model_id, rule.asset_id, rule.asset_group_id)
