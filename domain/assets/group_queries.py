"""Groups of assets as rows for the settings and as choices."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset, AssetGroup


@dataclass(frozen=True, slots=True)
class AssetGroupRow:
    """One group; `version` is what a change of it has to name."""

    id: int
    version: int
    name: str
    assets: int


def asset_groups(session: Session) -> tuple[AssetGroupRow, ...]:
    """All groups by name, each with how many assets are in it."""
    assets = select(func.count(Asset.id)).where(Asset.group_id == AssetGroup.id).scalar_subquery()
    statement = select(AssetGroup.id, AssetGroup.version, AssetGroup.name, assets).order_by(AssetGroup.name)
    return tuple(AssetGroupRow(*row) for row in session.execute(statement))
