"""Technicians, read and kept."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.settings.calendars.names import weekdays
from app.settings.source import Loaded, Source
from app.settings.technicians.shifts import parsed, written
from app.shared import coordinates
from app.shared.refusals import at_field
from domain.calendars.queries import calendars
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.parties.choices import zones
from domain.scheduling.archiving import remove_technician, switch_technician
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.model import Bookable
from domain.workforce.queries import TechnicianRow, skill_rows, teams, technician_rows
from domain.workforce.service import change_technician, create_technician
from domain.workforce.territory_queries import territory_rows


def read(session: Session) -> Loaded[TechnicianRow]:
    rows = technician_rows(session)
    return Loaded(
        rows,
        {
            "team_id": _names(teams(session)),
            "timezone": [(zone, zone) for zone in zones()],
            "skills": _names(skill_rows(session)),
            "territories": _names(territory_rows(session)),
            "calendar_id": [
                (None, tr("None: holidays are worked")),
                *((row.id, row.name) for row in calendars(session)),
            ],
            "members": _names(row for row in rows if _can_be_member(row)),
        },
    )


def save(work: UnitOfWork, before: TechnicianRow | None, values: Mapping[str, Any]) -> int:
    with at_field("windows", {"shifts"}), at_field("territories", {"territory_ids"}):
        key = _kept(work, before, draft_of(values, before))
    switch_technician(work, key, active=values["active"])
    return key


def draft_of(values: Mapping[str, Any], before: TechnicianRow | None) -> TechnicianDraft:
    """The technician that a form tells; what was not touched there stays as exact as it was. Raises Refusal."""
    latitude, longitude = coordinates.pair_of(values["coordinates"])
    rate = values["cost_rate"]
    draft = TechnicianDraft(
        name=values["name"],
        team_id=values["team_id"],
        timezone=values["timezone"] or "",
        latitude=latitude,
        longitude=longitude,
        phone=values["phone"],
        email=values["email"],
        category=values["category"],
        kind=values["kind"],
        capacity=int(values["capacity"]) if values["kind"] is Bookable.FACILITY else 1,
        calendar_id=values["calendar_id"],
        cost_rate=None if rate is None else exact(rate, "cost_rate"),
        vehicle=values["vehicle"],
        starts_at=values["starts_at"],
        ends_at=values["ends_at"],
        skills=_lines(values, "skills"),
        territory_ids=values["territories"],
        shifts=parsed(values["windows"], weekdays()),
        members=_lines(values, "members") if values["kind"] is Bookable.CREW else frozenset(),
    )
    if before is None:
        return draft
    seen = before.draft
    if values["coordinates"] == coordinates.written((seen.latitude, seen.longitude)):
        draft = replace(draft, latitude=seen.latitude, longitude=seen.longitude)
    return replace(draft, shifts=seen.shifts) if values["windows"] == written(seen.shifts) else draft


def remove(work: UnitOfWork, row: TechnicianRow) -> None:
    remove_technician(work, row.id)


def _names(rows: Iterable[Any]) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in rows]


def _can_be_member(row: TechnicianRow) -> bool:
    return row.active and row.draft.kind in {Bookable.PERSON, Bookable.EQUIPMENT}


def _lines(values: Mapping[str, Any], field: str) -> frozenset[Any]:
    """The lines of a field. Raises Refusal for one in which nothing is chosen, or that stands there twice."""
    lines = values[field]
    if None in lines:
        raise Refusal(tr("Choose something in each line, or remove the line."), field=field)
    if len(set(lines)) < len(lines):
        raise Refusal(tr("One line is there twice."), field=field)
    return frozenset(lines)


def _kept(work: UnitOfWork, before: TechnicianRow | None, draft: TechnicianDraft) -> int:
    if before is None:
        return create_technician(work, draft)
    change_technician(work, before.id, before.draft, draft)
    return before.id


SOURCE = Source(("technician", "team", "skill", "shift", "territory", "crew member", "calendar"), read, save, remove)
