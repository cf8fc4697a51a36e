"""Groups of assets, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.assets.group_queries import AssetGroupRow, asset_groups
from domain.assets.group_service import create_group, delete_group, rename_group
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[AssetGroupRow]:
    return Loaded(asset_groups(session))


def save(work: UnitOfWork, before: AssetGroupRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        return create_group(work, values["name"])
    rename_group(work, before.id, before.version, values["name"])
    return before.id


def remove(work: UnitOfWork, row: AssetGroupRow) -> None:
    delete_group(work, row.id)


SOURCE = Source(("asset group", "asset"), read, save, remove)
