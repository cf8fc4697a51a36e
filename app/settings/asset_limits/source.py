"""Limits of assets, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.limit_queries import LimitRow, limits
from domain.monitoring.limit_service import add_limit, change_limit, delete_limit
from domain.monitoring.rule_queries import watched_assets
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[LimitRow]:
    rows = limits(session)
    assets = {row.asset_id: row.asset for row in rows} | {each.id: each.title for each in watched_assets(session)}
    return Loaded(rows, {"asset": sorted(assets.items(), key=lambda each: each[1])})


def save(work: UnitOfWork, before: LimitRow | None, values: Mapping[str, Any]) -> int:
    value = values["value"]
    if before is not None and before.asset_id == values["asset"]:
        change_limit(work, before.id, values["name"], value)
        return before.id
    if values["asset"] is None:
        raise Refusal(tr("Choose an asset."), field="asset")
    if before is not None:
        delete_limit(work, before.id)
    return add_limit(work, values["asset"], values["name"], value)


def remove(work: UnitOfWork, row: LimitRow) -> None:
    delete_limit(work, row.id)


SOURCE = Source(("asset limit", "asset", "device"), read, save, remove)
