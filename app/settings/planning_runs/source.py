"""Runs that begin by themselves, read and kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimeZone
from sqlalchemy.orm import Session

from app.settings.planning_runs.values import draft_of
from app.settings.source import Choices, Loaded, Source
from app.settings.words import name_or_left, name_or_off
from app.shared.refusals import at_field
from app.shared.times import Times
from domain.language import tr, trn
from domain.parties.choices import zones
from domain.planning.automatic import service
from domain.planning.automatic.queries import RunRow, runs
from domain.planning.queries import ProfileRow, profiles
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.queries import TechnicianRow, technician_rows
from domain.workforce.territory_queries import territory_rows

EFFORTS = (2, 10, 30, 120)
SUBJECTS = ("planning run", "planning profile", "technician", "territory")


def source(times: Times) -> Source[RunRow]:
    return Source(SUBJECTS, partial(read, times), save, remove)


def read(times: Times, session: Session) -> Loaded[RunRow]:
    rows, goals, people = runs(session), profiles(session), technician_rows(session)
    drafts = [row.draft for row in rows]
    named = {each for draft in drafts for each in draft.technicians}
    there = {each for draft in drafts for each in draft.territories}
    return Loaded(
        rows,
        {
            "profile_id": _goals(goals, {draft.profile_id for draft in drafts}),
            "zone": _zones(people, times, {draft.zone for draft in drafts}),
            "seconds": _efforts({draft.seconds for draft in drafts}),
            "technicians": _still_named(
                [(row.id, _name(row)) for row in people if row.active or row.id in named], named
            ),
            "territories": _still_named([(row.id, row.name) for row in territory_rows(session)], there),
        },
        {"goals": {row.id: row for row in goals}},
    )


def save(work: UnitOfWork, before: RunRow | None, values: Mapping[str, Any]) -> int:
    draft = draft_of(values)
    with at_field("after", {"after_orders"}):
        if before is None:
            return service.create_run(work, draft)
        service.change_run(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: RunRow) -> None:
    service.delete_run(work, row.id)


def begin_now(work: UnitOfWork, row: RunRow) -> None:
    service.begin_now(work, row.id)


def can_begin(row: RunRow) -> bool:
    return row.draft.active


def _goals(rows: Sequence[ProfileRow], used: Iterable[int]) -> Choices:
    """Those that are offered, the default first, and those that runs go by."""
    return [(row.id, name_or_off(row.name, active=row.active)) for row in rows if row.active or row.id in used]


def _zones(people: Iterable[TechnicianRow], times: Times, used: Iterable[str]) -> Choices:
    """All, first that of the service centre: where most technicians are, else where this desk is; those in use last."""
    common = Counter(row.draft.timezone for row in people if row.active and row.draft.timezone).most_common(1)
    here = str(times.zone) if times.zone else QTimeZone.systemTimeZoneId().toStdString() or "UTC"
    first = common[0][0] if common else here
    return [(zone, zone) for zone in dict.fromkeys((first, *zones(), *sorted(filter(None, used))))]


def _efforts(used: Iterable[int]) -> Choices:
    return [(each, trn("{count} second", "{count} seconds", each)) for each in sorted({*EFFORTS, *used})]


def _name(row: TechnicianRow) -> str:
    return name_or_left(row.name, active=row.active)


def _still_named(choices: Sequence[tuple[int, str]], named: Iterable[int]) -> Choices:
    """Also what a run names and is gone: left out of the list, a run for nobody would become one for everybody."""
    known = {key for key, _ in choices}
    return [*choices, *((key, tr("not there any more")) for key in sorted(set(named) - known))]
