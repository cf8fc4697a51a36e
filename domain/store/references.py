"""What points at a record, found from the foreign keys of all tables."""

from collections.abc import Iterator

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import Session

from domain.store.base import Entity


def is_used(session: Session, entity: Entity, *, except_by: frozenset[str] = frozenset()) -> bool:
    """Whether any row of any table points at `entity`; those of the tables `except_by` are its own parts."""
    return any(
        session.scalar(select(exists().where(column == entity.id)))
        for column in _pointing_at(entity.__tablename__)
        if column.table.name not in except_by
    )


def _pointing_at(table: str) -> Iterator[Column[int]]:
    for other in Entity.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table.name == table:
                yield key.parent
