"""Territories, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.parties import territory_service as territories
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.territory_queries import TerritoryRow, territory_rows


def read(session: Session) -> Loaded[TerritoryRow]:
    return Loaded(territory_rows(session))


def save(work: UnitOfWork, before: TerritoryRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        return territories.create_territory(work, values["name"])
    territories.rename_territory(work, before.id, before.version, values["name"])
    return before.id


def remove(work: UnitOfWork, row: TerritoryRow) -> None:
    territories.delete_territory(work, row.id)


SOURCE = Source(("territory", "technician", "site"), read, save, remove)
