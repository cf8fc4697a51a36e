"""Absences, read, kept and decided."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.language import trn
from domain.scheduling.progress.absence_bookings import approve
from domain.store.unit_of_work import UnitOfWork
from domain.workforce import absence_service as absences
from domain.workforce.absence_queries import AbsenceRow, absence_rows
from domain.workforce.absence_service import AbsenceDraft
from domain.workforce.queries import technician_rows

TOLD = 3
"""So many orders are named at most."""


def read(session: Session) -> Loaded[AbsenceRow]:
    people = [(row.id, row.name) for row in technician_rows(session) if row.active]
    return Loaded(absence_rows(session), {"technician_id": people})


def save(work: UnitOfWork, before: AbsenceRow | None, values: Mapping[str, Any]) -> int:
    draft = AbsenceDraft(values["technician_id"], values["start"], values["finish"], values["kind"], values["note"])
    if before is None:
        return absences.ask_absence(work, draft)
    absences.change_absence(work, before.id, before.version, draft)
    return before.id


def remove(work: UnitOfWork, row: AbsenceRow) -> None:
    absences.withdraw_absence(work, row.id, row.version)


def approve_row(work: UnitOfWork, row: AbsenceRow) -> str:
    """Approve it; says what is booked then."""
    booked = approve(work, row.id, row.version)
    if not booked:
        return ""
    numbers = ", ".join(each.number for each in booked[:TOLD]) + (" …" if len(booked) > TOLD else "")
    return trn(
        "{name} has {count} booking then: {numbers}. Give it to somebody else.",
        "{name} has {count} bookings then: {numbers}. Give them to somebody else.",
        len(booked),
        name=row.name,
        numbers=numbers,
    )


def refuse_row(work: UnitOfWork, row: AbsenceRow) -> None:
    absences.refuse_absence(work, row.id, row.version)


SOURCE = Source(("absence", "technician"), read, save, remove)
