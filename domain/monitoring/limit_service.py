"""What people do with the limits that an asset has for itself."""

from math import isfinite

from sqlalchemy import select

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.model import AssetLimit
from domain.store.unit_of_work import UnitOfWork


def add_limit(work: UnitOfWork, asset_id: int, name: str, value: float) -> int:
    """Give an asset a limit under a name; returns its id."""
    work.get(Asset, asset_id, lock=True)
    kept = _checked(work, asset_id, name, value, None)
    return work.add(AssetLimit(asset_id=asset_id, name=kept, value=value), "limit.created").id


def change_limit(work: UnitOfWork, limit_id: int, name: str, value: float) -> None:
    """Let a limit be another, or have another name."""
    limit = work.get(AssetLimit, limit_id, lock=True)
    limit.name, limit.value = _checked(work, limit.asset_id, name, value, limit_id), value
    work.note("limit.changed", limit)


def delete_limit(work: UnitOfWork, limit_id: int) -> None:
    """Take a limit away; rules that ask for it go by what they say otherwise."""
    limit = work.get(AssetLimit, limit_id, lock=True)
    work.note("limit.deleted", limit)
    work.session.delete(limit)


def _checked(work: UnitOfWork, asset_id: int, name: str, value: float, limit_id: int | None) -> str:
    kept = name.strip()
    if not kept:
        raise Refusal(tr("Give the limit the name by which rules ask for it."), field="name")
    if not isfinite(value):
        raise Refusal(tr("The limit must be a number."), field="value")
    same = select(AssetLimit.id).where(AssetLimit.asset_id == asset_id, AssetLimit.name == kept)
    if work.session.scalar(same) not in {None, limit_id}:
        raise Refusal(tr("The asset has a limit “{name}” already.", name=kept), field="name")
    return kept
