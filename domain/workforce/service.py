"""What administrators do with technicians: enter, change, remove."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.store.merging import check_as_seen, lay_over
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Skill, Team, Technician
from domain.workforce.working_hours import WeeklyShift, overlap

LONGEST_CATEGORY = 60
_PARTS = ("skill_ids", "shifts")


@dataclass(frozen=True, slots=True)
class TechnicianDraft:
    """A technician as entered; `category` names the technician in price lists, `shifts` are the hours of a week."""

    name: str
    team_id: int | None
    timezone: str
    latitude: float
    longitude: float
    phone: str = ""
    email: str = ""
    category: str = ""
    skill_ids: frozenset[int] = frozenset()
    shifts: frozenset[WeeklyShift] = frozenset()


def create_technician(work: UnitOfWork, draft: TechnicianDraft) -> int:
    """Enter a technician; returns the id."""
    made = _checked(work, draft, None)
    assert made.team_id is not None, "checked"
    technician = Technician(
        name=made.name,
        team_id=made.team_id,
        timezone=made.timezone,
        latitude=made.latitude,
        longitude=made.longitude,
        phone=made.phone,
        email=made.email,
        category=made.category,
        skills=_skills(work, made.skill_ids),
    )
    work.add(technician, "technician.created")
    _set_shifts(work, technician, made.shifts)
    return technician.id


def change_technician(work: UnitOfWork, technician_id: int, seen: TechnicianDraft, draft: TechnicianDraft) -> None:
    """Give a technician what `draft` says otherwise than `seen`; bookings stay as they are. Raises Overtaken."""
    technician = work.get(Technician, technician_id, lock=True)
    wanted = _checked(work, draft, technician)
    different = lay_over(technician, seen, wanted, except_for=_PARTS)
    if wanted.skill_ids != seen.skill_ids:
        check_as_seen(frozenset(skill.id for skill in technician.skills), seen.skill_ids, "skills")
        technician.skills = _skills(work, wanted.skill_ids)
        different = True
    if wanted.shifts != seen.shifts:
        check_as_seen(frozenset(map(_plain, technician.shifts)), seen.shifts, "shifts")
        _set_shifts(work, technician, wanted.shifts)
        different = True
    if different:
        # Skills stand in a table of their own, and the journal shall tell of them too.
        names = ", ".join(skill.name for skill in technician.skills)
        work.note("technician.changed", technician, skills=names)


def delete_technician(work: UnitOfWork, technician_id: int) -> None:
    """Remove a technician who never did anything here."""
    technician = work.get(Technician, technician_id, lock=True)
    if is_used(work.session, technician, except_by=frozenset({"shift", "technician_skill"})):
        raise Refusal(tr("{name} has bookings or work on orders, and stays for their sake.", name=technician.name))
    _set_shifts(work, technician, frozenset())
    technician.skills = []
    work.session.flush()
    work.session.delete(technician)
    work.note("technician.deleted", technician)


def _checked(work: UnitOfWork, draft: TechnicianDraft, technician: Technician | None) -> TechnicianDraft:
    own = None if technician is None else technician.id
    name = checks.name(draft.name)
    if work.session.scalar(select(Technician.id).where(func.lower(Technician.name) == name.lower())) not in {None, own}:
        raise Refusal(tr("There is a technician {name} already; add what tells them apart.", name=name), field="name")
    if draft.team_id is None:
        raise Refusal(tr("Choose the team; new ones are made in the section “Teams”."), field="team_id")
    work.get(Team, draft.team_id)
    if len(draft.category.strip()) > LONGEST_CATEGORY:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_CATEGORY), field="category")
    if overlap(draft.shifts):
        raise Refusal(tr("These hours overlap each other."), field="shifts")
    return replace(
        draft,
        name=name,
        timezone=checks.timezone(draft.timezone),
        latitude=checks.latitude(draft.latitude),
        longitude=checks.longitude(draft.longitude),
        phone=checks.phone(draft.phone),
        email=checks.email(draft.email),
        category=draft.category.strip(),
    )


def _skills(work: UnitOfWork, skill_ids: frozenset[int]) -> list[Skill]:
    return list(work.session.scalars(select(Skill).where(Skill.id.in_(skill_ids)).order_by(Skill.name)))


def _set_shifts(work: UnitOfWork, technician: Technician, shifts: frozenset[WeeklyShift]) -> None:
    kept = set()
    for shift in list(technician.shifts):
        if _plain(shift) in shifts:
            kept.add(_plain(shift))
        else:
            work.session.delete(shift)
            work.note("shift.removed", shift)
    added = sorted(shifts - kept, key=lambda each: (each.weekday, each.start))
    work.add_all(
        [
            Shift(technician_id=technician.id, weekday=each.weekday, start=each.start, finish=each.finish)
            for each in added
        ],
        "shift.added",
    )
    work.session.refresh(technician, ["shifts"])


def _plain(shift: Shift) -> WeeklyShift:
    return WeeklyShift(shift.weekday, shift.start, shift.finish)
