"""Technicians, read and kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.settings.calendars.names import weekdays
from app.settings.source import Loaded, Source
from app.settings.technicians.shifts import parsed, written
from app.shared import coordinates
from app.shared.refusals import at_field
from domain.parties.choices import zones
from domain.scheduling.archiving import switch_technician
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.queries import TechnicianRow, skill_rows, teams, technician_rows
from domain.workforce.drafts import HeldSkill, TechnicianDraft
from domain.workforce.service import change_technician, create_technician, delete_technician


def read(session: Session) -> Loaded[TechnicianRow]:
    return Loaded(
        technician_rows(session),
        {
            "team_id": [(team.id, team.name) for team in teams(session)],
            "timezone": [(zone, zone) for zone in zones()],
            "skills": [(skill.id, skill.name) for skill in skill_rows(session)],
        },
    )


def save(work: UnitOfWork, before: TechnicianRow | None, values: Mapping[str, Any]) -> int:
    with at_field("windows", {"shifts"}):
        key = _kept(work, before, draft_of(values, before))
    switch_technician(work, key, active=values["active"])
    return key


def draft_of(values: Mapping[str, Any], before: TechnicianRow | None) -> TechnicianDraft:
    """The technician that a form tells; what was not touched there stays as exact as it was. Raises Refusal."""
    latitude, longitude = coordinates.pair_of(values["coordinates"])
    draft = TechnicianDraft(
        name=values["name"],
        team_id=values["team_id"],
        timezone=values["timezone"] or "",
        latitude=latitude,
        longitude=longitude,
        phone=values["phone"],
        email=values["email"],
        category=values["category"],
        skills=frozenset(map(HeldSkill, values["skills"])),
        shifts=parsed(values["windows"], weekdays()),
    )
    if before is None:
        return draft
    seen = before.draft
    if values["coordinates"] == coordinates.written((seen.latitude, seen.longitude)):
        draft = replace(draft, latitude=seen.latitude, longitude=seen.longitude)
    return replace(draft, shifts=seen.shifts) if values["windows"] == written(seen.shifts) else draft


def remove(work: UnitOfWork, row: TechnicianRow) -> None:
    delete_technician(work, row.id)


def _kept(work: UnitOfWork, before: TechnicianRow | None, draft: TechnicianDraft) -> int:
    if before is None:
        return create_technician(work, draft)
    change_technician(work, before.id, before.draft, draft)
    return before.id


SOURCE = Source(("technician", "team", "skill", "shift"), read, save, remove)
