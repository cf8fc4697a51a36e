"""What an alert may be a part of: the assets that its asset is built into, and the gateway that its device needs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.model import Alert, Device, Grouping


def wholes(session: Session, alert: Alert) -> frozenset[int]:
    """The asset itself, those it is a part of, and of a rule that gathers by parent the asset of each gateway."""
    found = set(_built_into(session, alert.asset_id))
    if alert.rule.grouping is Grouping.PARENT:
        found |= _gateways(session, alert.device_id)
    return frozenset(found)


def _built_into(session: Session, asset_id: int) -> list[int]:
    up = select(Asset.id, Asset.parent_id).where(Asset.id == asset_id).cte("up", recursive=True)
    up = up.union(select(Asset.id, Asset.parent_id).join(up, Asset.id == up.c.parent_id))
    return list(session.scalars(select(up.c.id)))


def _gateways(session: Session, device_id: int) -> set[int]:
    columns = Device.id, Device.through_id, Device.asset_id
    up = select(*columns).where(Device.id == device_id).cte("through", recursive=True)
    up = up.union(select(*columns).join(up, Device.id == up.c.through_id))
    found = session.scalars(select(up.c.asset_id).where(up.c.asset_id.is_not(None)))
    return {asset_id for asset_id in found if asset_id is not None}
