"""Mappings as rows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.monitoring.mapping_model import Mapping
from domain.monitoring.mappings.definition import Described, MappingDefinition, decode


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One mapping, read as `version`."""

    id: int
    name: str
    definition: MappingDefinition
    active: bool
    version: int


def mappings(session: Session) -> tuple[MappingRow, ...]:
    """All mappings, by name."""
    found = session.scalars(select(Mapping).order_by(Mapping.name, Mapping.id))
    return tuple(MappingRow(m.id, m.name, decode(m.definition_json), m.active, m.version) for m in found)


def described(session: Session) -> tuple[Described, ...]:
    """Those that are switched on, in the order in which they were made."""
    found = session.execute(select(Mapping.name, Mapping.definition_json).where(Mapping.active).order_by(Mapping.id))
    return tuple(Described(name, decode(text)) for name, text in found)
