"""What becomes of absences: asked for, changed, approved, refused, withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.workforce.model import Technician
from domain.workforce.spans import meet
from domain.workforce.time_model import Absence, AbsenceKind, AbsenceStatus

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """An absence as entered; times are aware UTC."""

    technician_id: int | None
    start: datetime
    finish: datetime
    kind: AbsenceKind = AbsenceKind.VACATION
    note: str = ""


def ask_absence(work: UnitOfWork, draft: AbsenceDraft) -> int:
    """Ask for an absence; returns its id."""
    absence = enter_absence(work, draft)
    check_alone(work, absence.technician_id)
    return absence.id


def change_absence(work: UnitOfWork, absence_id: int, version: int, draft: AbsenceDraft) -> None:
    """Change an absence; one whose time is another one must be approved anew. Raises Overtaken."""
    check_alone(work, alter_absence(work, absence_id, version, draft).technician_id)


def enter_absence(work: UnitOfWork, draft: AbsenceDraft) -> Absence:
    """Ask for an absence, one of several that are checked together (`check_alone`)."""
    technician = _checked(work, draft)
    absence = Absence(
        technician_id=technician.id,
        start_at=draft.start,
        finish_at=draft.finish,
        kind=draft.kind,
        note=draft.note.strip(),
    )
    return work.add(absence, "absence.asked")


def alter_absence(work: UnitOfWork, absence_id: int, version: int, draft: AbsenceDraft) -> Absence:
    """Change an absence, one of several that are checked together (`check_alone`). Raises Overtaken."""
    absence = _held(work, absence_id, version)
    technician = _checked(work, draft)
    times = (technician.id, draft.start, draft.finish)
    if times != (absence.technician_id, absence.start_at, absence.finish_at):
        absence.technician_id, absence.start_at, absence.finish_at = times
        _decide(work, absence, AbsenceStatus.ASKED)
    absence.kind, absence.note = draft.kind, draft.note.strip()
    work.note("absence.changed", absence)
    return absence


def check_alone(work: UnitOfWork, technician_id: int) -> None:
    """Nobody is away twice at a time; what was refused does not count."""
    mine = select(Absence.start_at, Absence.finish_at).where(
        Absence.technician_id == technician_id, Absence.status != AbsenceStatus.REFUSED
    )
    if meet((start, finish) for start, finish in work.session.execute(mine)):
        raise Refusal(tr("There is another absence at that time."), field="start")


def approve_absence(work: UnitOfWork, absence_id: int, version: int) -> None:
    """Let somebody be away; the time is no working time any more. Raises Overtaken."""
    absence = _held(work, absence_id, version)
    _decide(work, absence, AbsenceStatus.APPROVED)
    work.note("absence.approved", absence)
    check_alone(work, absence.technician_id)


def refuse_absence(work: UnitOfWork, absence_id: int, version: int) -> None:
    """Do not let somebody be away. Raises Overtaken."""
    absence = _held(work, absence_id, version)
    _decide(work, absence, AbsenceStatus.REFUSED)
    work.note("absence.refused", absence)


def withdraw_absence(work: UnitOfWork, absence_id: int, version: int) -> None:
    """Take an absence away, whatever was decided of it. Raises Overtaken."""
    absence = _held(work, absence_id, version)
    work.session.delete(absence)
    work.note("absence.withdrawn", absence)


def _held(work: UnitOfWork, absence_id: int, version: int) -> Absence:
    absence = work.get(Absence, absence_id)
    technician = work.get(Technician, absence.technician_id, lock=True)
    absence = work.get(Absence, absence_id, lock=True)
    check_version(absence, version, technician.name)
    return absence


def _decide(work: UnitOfWork, absence: Absence, status: AbsenceStatus) -> None:
    decided = status is not AbsenceStatus.ASKED
    absence.status = status
    absence.decided_by = work.actor if decided else ""
    absence.decided_at = work.now if decided else None


def _checked(work: UnitOfWork, draft: AbsenceDraft) -> Technician:
    if draft.technician_id is None:
        raise Refusal(tr("Say who is away."), field="technician_id")
    if draft.finish <= draft.start:
        raise Refusal(tr("An absence ends after it starts."), field="finish")
    if len(draft.note.strip()) > LONGEST_NOTE:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_NOTE), field="note")
    return work.get(Technician, draft.technician_id, lock=True)
