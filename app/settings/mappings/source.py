"""Mappings, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.mappings.values import at_field, draft_of
from app.settings.source import Loaded, Source
from domain.errors import Overtaken, Refusal
from domain.monitoring import mapping_service
from domain.monitoring.mapping_queries import MappingRow, mappings
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[MappingRow]:
    return Loaded(mappings(session))


def save(work: UnitOfWork, before: MappingRow | None, values: Mapping[str, Any]) -> int:
    draft = draft_of(values)
    try:
        if before is None:
            return mapping_service.create_mapping(work, draft)
        mapping_service.change_mapping(work, before.id, draft, before.version)
    except Overtaken:
        raise
    except Refusal as refusal:
        raise at_field(refusal) from None
    return before.id


def remove(work: UnitOfWork, row: MappingRow) -> None:
    mapping_service.delete_mapping(work, row.id)


def duplicate(work: UnitOfWork, row: MappingRow) -> str | None:
    """Make another one like it, switched off."""
    mapping_service.copy_mapping(work, row.id)
    return None


def switch(work: UnitOfWork, row: MappingRow) -> str | None:
    """Switch it off or on."""
    mapping_service.switch_mapping(work, row.id, active=not row.active)
    return None


SOURCE = Source(("mapping",), read, save, remove)
