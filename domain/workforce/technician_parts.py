"""What belongs to a technician and stands in rows of its own: skills, territories, shifts, members of a crew."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, delete, insert, select

from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import HeldSkill, Membership
from domain.workforce.model import Shift, Technician, technician_skill, technician_territory
from domain.workforce.time_model import Absence, CrewMember, OnCall, ShiftException
from domain.workforce.working_hours import WeeklyShift

E = TypeVar("E", bound=Entity)
V = TypeVar("V")
OWN_TABLES = frozenset(
    {"shift", "technician_skill", "technician_territory", "shift_exception", "absence", "on_call", "crew_member"}
)
"""What points at a technician and is a part of one."""


def held_skills(work: UnitOfWork, technician: Technician) -> frozenset[HeldSkill]:
    """The skills with rating and end."""
    table = technician_skill.c
    columns = select(table.skill_id, table.rating, table.valid_until)
    return frozenset(
        HeldSkill(*row) for row in work.session.execute(columns.where(table.technician_id == technician.id))
    )


def set_skills(work: UnitOfWork, technician: Technician, wanted: frozenset[HeldSkill]) -> None:
    """Let these be the skills."""
    rows = [{"skill_id": e.skill_id, "rating": e.rating, "valid_until": e.valid_until} for e in wanted]
    _set_rows(work, technician, technician_skill, rows)
    work.session.expire(technician, ["skills"])


def territory_ids(_work: UnitOfWork, technician: Technician) -> frozenset[int]:
    """Where the technician goes."""
    return frozenset(territory.id for territory in technician.territories)


def set_territories(work: UnitOfWork, technician: Technician, wanted: frozenset[int]) -> None:
    """Let these be the territories."""
    _set_rows(work, technician, technician_territory, [{"territory_id": key} for key in wanted])
    work.session.expire(technician, ["territories"])


def shifts(_work: UnitOfWork, technician: Technician) -> frozenset[WeeklyShift]:
    """The hours of a week."""
    return frozenset(map(plain_shift, technician.shifts))


def plain_shift(shift: Shift) -> WeeklyShift:
    """A shift as a value."""
    return WeeklyShift(
        shift.weekday, shift.start, shift.finish, shift.break_minutes, shift.break_from, shift.break_until
    )


def set_shifts(work: UnitOfWork, technician: Technician, wanted: frozenset[WeeklyShift]) -> None:
    """Let these be the hours of a week; those that stay the same are not touched."""

    def made(each: WeeklyShift) -> Shift:
        return Shift(
            technician_id=technician.id,
            weekday=each.weekday,
            start=each.start,
            finish=each.finish,
            break_minutes=each.break_minutes,
            break_from=each.break_from,
            break_until=each.break_until,
        )

    ordered = sorted(wanted, key=lambda each: (each.weekday, each.start))
    _set_parts(work, list(technician.shifts), plain_shift, ordered, made)
    work.session.refresh(technician, ["shifts"])


def members(work: UnitOfWork, technician: Technician) -> frozenset[Membership]:
    """Who is in the crew."""
    return frozenset(map(_plain_member, _members(work, technician)))


def set_members(work: UnitOfWork, technician: Technician, wanted: frozenset[Membership]) -> None:
    """Let these be in the crew."""

    def made(each: Membership) -> CrewMember:
        return CrewMember(
            crew_id=technician.id, member_id=each.member_id, leader=each.leader, since=each.since, until=each.until
        )

    ordered = sorted(wanted, key=lambda each: each.member_id)
    _set_parts(work, _members(work, technician), _plain_member, ordered, made)


@dataclass(frozen=True, slots=True)
class Part(Generic[V]):
    """How one kind of part is read and written."""

    read: Callable[[UnitOfWork, Technician], V]
    write: Callable[[UnitOfWork, Technician, V], None]


PARTS: Mapping[str, Part[Any]] = {
    "skills": Part(held_skills, set_skills),
    "territory_ids": Part(territory_ids, set_territories),
    "shifts": Part(shifts, set_shifts),
    "members": Part(members, set_members),
}
"""By the name of the field in a `TechnicianDraft`."""


def remove_parts(work: UnitOfWork, technician: Technician) -> None:
    """Take away everything that is only a part of the technician."""
    set_skills(work, technician, frozenset())
    set_territories(work, technician, frozenset())
    key = technician.id
    owned: tuple[tuple[type[Entity], Any], ...] = (
        (Shift, Shift.technician_id == key),
        (ShiftException, ShiftException.technician_id == key),
        (Absence, Absence.technician_id == key),
        (OnCall, OnCall.technician_id == key),
        (CrewMember, (CrewMember.crew_id == key) | (CrewMember.member_id == key)),
    )
    for kind, condition in owned:
        for part in work.session.scalars(select(kind).where(condition)):
            work.session.delete(part)
            work.note(f"{kind.subject}.removed", part)
    work.session.flush()
    work.session.expire(technician, ["shifts"])


def _members(work: UnitOfWork, technician: Technician) -> list[CrewMember]:
    return list(work.session.scalars(select(CrewMember).where(CrewMember.crew_id == technician.id)))


def _plain_member(member: CrewMember) -> Membership:
    return Membership(member.member_id, member.leader, member.since, member.until)


def _set_rows(work: UnitOfWork, technician: Technician, table: Table, rows: list[dict[str, Any]]) -> None:
    work.session.execute(delete(table).where(table.c.technician_id == technician.id))
    if rows:
        work.session.execute(insert(table), [{"technician_id": technician.id, **row} for row in rows])


def _set_parts(
    work: UnitOfWork, now: Iterable[E], plain: Callable[[E], V], wanted: Iterable[V], made: Callable[[V], E]
) -> None:
    ordered = list(wanted)
    kept = set()
    for part in now:
        if plain(part) in ordered:
            kept.add(plain(part))
        else:
            work.session.delete(part)
            work.note(f"{part.subject}.removed", part)
    for each in ordered:
        if each not in kept:
            part = made(each)
            work.add(part, f"{part.subject}.added")
