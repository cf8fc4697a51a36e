"""The limits that assets have for themselves, as rows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.model import AssetLimit


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit of one asset."""

    id: int
    asset_id: int
    asset: str
    name: str
    value: float


def limits(session: Session) -> tuple[LimitRow, ...]:
    """All limits, by asset and name."""
    statement = (
        select(AssetLimit.id, AssetLimit.asset_id, Asset.number, Asset.name, AssetLimit.name, AssetLimit.value)
        .join(Asset, AssetLimit.asset_id == Asset.id)
        .order_by(Asset.number, AssetLimit.name)
    )
    return tuple(
        LimitRow(key, asset_id, f"{number} · {title}", name, value)
        for key, asset_id, number, title, name, value in session.execute(statement)
    )
