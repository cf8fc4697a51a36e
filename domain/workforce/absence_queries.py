"""Absences as rows for the settings."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain.workforce.absence_service import AbsenceDraft
from domain.workforce.time_model import Absence, AbsenceStatus


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One absence; `version` is what a change of it has to name."""

    id: int
    version: int
    name: str
    status: AbsenceStatus
    decided_by: str
    decided_at: datetime | None
    draft: AbsenceDraft
    timezone: str
    """Of the technician: days are meant there."""


def absence_rows(session: Session) -> tuple[AbsenceRow, ...]:
    """All absences, those still to be decided first, then the latest."""
    found = session.scalars(select(Absence).options(joinedload(Absence.technician)).order_by(Absence.start_at.desc()))
    return tuple(sorted(map(_row, found), key=_is_decided))


def _row(found: Absence) -> AbsenceRow:
    draft = AbsenceDraft(found.technician_id, found.start_at, found.finish_at, found.kind, found.note)
    name, zone = found.technician.name, found.technician.timezone
    return AbsenceRow(found.id, found.version, name, found.status, found.decided_by, found.decided_at, draft, zone)


def _is_decided(row: AbsenceRow) -> bool:
    return row.status is not AbsenceStatus.ASKED
