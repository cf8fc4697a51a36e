"""Reasons of all kinds, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import ReasonRow, change_reason, create_reason, reasons, switch_reason
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[ReasonRow]:
    found = [row for each in ReasonFor for row in reasons(session, each, with_inactive=True)]
    return Loaded(tuple(found))


def save(work: UnitOfWork, before: ReasonRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        reason_id = create_reason(work, values["reason_for"], values["code"], values["name"])
    else:
        reason_id = before.id
        change_reason(work, reason_id, values["code"], values["name"], before.version)
    switch_reason(work, reason_id, active=values["active"])
    return reason_id


SOURCE = Source(("reason",), read, save)
