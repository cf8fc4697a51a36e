"""Versions of records, so that nobody puts a change over one that he never saw."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from domain.errors import Overtaken
from domain.language import tr
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork


class Versioned:
    """A record that counts its changes: a form reads it with its version, and gives that back with the change."""

    version: Mapped[int] = mapped_column(sort_order=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def check_version(record: Versioned, version: int, name: str) -> None:
    """Refuse a change that began from a version which is not there any more. Raises Overtaken."""
    if record.version != version:
        raise Overtaken(tr("Somebody else has changed “{name}” meanwhile; look again.", name=name))


def count_parts(work: UnitOfWork, record: Entity, version: int) -> None:
    """A change of the parts of a record read as `version`, which stand in rows of their own, is one of the record."""
    work.session.flush()
    if isinstance(record, Versioned) and record.version == version:
        kind = type(record)
        work.session.execute(update(kind).where(kind.id == record.id).values(version=version + 1))


def tell_with_parts(
    work: UnitOfWork, kind: str, record: Entity, version: int, before: Sequence[Entity], after: Sequence[Entity]
) -> None:
    """Tell of a record read as `version` and of its parts, before and after; what is no part any more goes."""
    for part in dict.fromkeys((*before, *after)):
        work.note(kind, part)
        if part not in after:
            work.session.delete(part)
    work.note(kind, record)
    count_parts(work, record, version)
