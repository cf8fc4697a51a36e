"""Repair codes of all kinds, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.repairs.codes import CodeDraft, change_code, create_code, delete_code
from domain.repairs.queries import CodeRow, codes
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[CodeRow]:
    return Loaded(tuple(codes(session, all_of_them=True)))


def save(work: UnitOfWork, before: CodeRow | None, values: Mapping[str, Any]) -> int:
    draft = CodeDraft(
        kind=values["kind"],
        code=values["code"],
        name=values["name"],
        area_id=values["area"] if values["kind"].area else None,
        finishes=values["finishes"],
        active=values["active"],
    )
    if before is None:
        return create_code(work, draft)
    change_code(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: CodeRow) -> None:
    delete_code(work, row.id)


SOURCE = Source(("repair code",), read, save, remove)
