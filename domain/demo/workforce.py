"""Skills, teams and technicians with their weekly shifts; a crew, and a thing that is booked like somebody."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from decimal import Decimal

from sqlalchemy import select, update

from domain.calendars.model import WorkingCalendar
from domain.demo.files import TechnicianData, WorkforceData
from domain.demo.parties import ZONE, address
from domain.demo.policies import OFFICE
from domain.parties.model import Territory
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, DayPlace, Shift, Skill, Team, Technician, technician_skill
from domain.workforce.time_model import CrewMember

LUNCH = (time(11, 30), time(13, 30))
LUNCH_MINUTES = 30


def hire(
    work: UnitOfWork, data: WorkforceData, territories: Mapping[str, Territory]
) -> tuple[dict[str, Skill], list[Technician]]:
    """Store everybody; returns the skills by name and the technicians."""
    skills = {skill.name: skill for skill in work.add_all((Skill(name=name) for name in data.skills), "skill.created")}
    teams = {team.name: team for team in work.add_all(_teams(data), "team.created")}
    calendar = work.session.scalars(select(WorkingCalendar).where(WorkingCalendar.name == OFFICE.name)).one()
    technicians = work.add_all(
        (_technician(place, each, teams, skills) for place, each in enumerate(data.technicians)), "technician.created"
    )
    for technician, each in zip(technicians, data.technicians, strict=True):
        technician.calendar = calendar
        technician.territories = [territories[name] for name in each.territories]
        technician.shifts.extend(_shifts(data, each.pattern))
    work.add_all((shift for technician in technicians for shift in technician.shifts), "shift.created")
    _rate(work, data, technicians, skills)
    return skills, technicians


def furnish(
    work: UnitOfWork, data: WorkforceData, technicians: Sequence[Technician], skills: Mapping[str, Skill]
) -> None:
    """Store the crew with its members, and the equipment."""
    by_name = {technician.name: technician for technician in technicians}
    teams = {technician.team.name: technician.team for technician in technicians}
    crew = _bookable(data.crew.name, teams[data.crew.team], Bookable.CREW)
    platform = _bookable(data.equipment.name, teams[data.equipment.team], Bookable.EQUIPMENT)
    crew.skills = [skill for name in data.crew.members[:1] for skill in by_name[name].skills]
    crew.territories = [territory for name in data.crew.members[:1] for territory in by_name[name].territories]
    platform.skills = [skills[data.equipment.skill]]
    platform.territories = list(crew.territories)
    crew.shifts, platform.shifts = (list(_shifts(data, each.pattern)) for each in (data.crew, data.equipment))
    work.add_all((crew, platform), "technician.created")
    work.add_all((*crew.shifts, *platform.shifts), "shift.created")
    work.add_all(
        (
            CrewMember(crew_id=crew.id, member_id=by_name[name].id, leader=not place)
            for place, name in enumerate(data.crew.members)
        ),
        "crew member.added",
    )


def _teams(data: WorkforceData) -> Iterator[Team]:
    for name in dict.fromkeys(technician.team for technician in data.technicians):
        latitude, longitude = data.offices[name]
        yield Team(name=name, latitude=latitude, longitude=longitude)


def _shifts(data: WorkforceData, pattern: str) -> Iterator[Shift]:
    for weekday, start, finish in data.patterns[pattern]:
        shift = Shift(weekday=weekday, start=start, finish=finish)
        if start <= LUNCH[0]:
            shift.break_minutes, shift.break_from, shift.break_until = LUNCH_MINUTES, *LUNCH
        yield shift


def _rate(
    work: UnitOfWork, data: WorkforceData, technicians: Sequence[Technician], skills: Mapping[str, Skill]
) -> None:
    held = technician_skill.c
    for technician, each in zip(technicians, data.technicians, strict=True):
        for name, rating in each.skills.items():
            mine = (held.technician_id == technician.id) & (held.skill_id == skills[name].id)
            work.session.execute(update(technician_skill).where(mine).values(rating=rating))


def _technician(place: int, data: TechnicianData, teams: dict[str, Team], skills: dict[str, Skill]) -> Technician:
    return Technician(
        name=data.name,
        phone=f"+49 176 040690 {place + 10}",
        email=address(data.name, "callout.example"),
        team=teams[data.team],
        latitude=data.at[0],
        longitude=data.at[1],
        timezone=ZONE,
        vehicle=data.vehicle,
        cost_rate=Decimal(data.hour),
        skills=[skills[name] for name in data.skills],
        shifts=[],
    )


def _bookable(name: str, team: Team, kind: Bookable) -> Technician:
    """What starts at the office of its team."""
    assert team.latitude is not None, "teams have offices"
    assert team.longitude is not None, "teams have offices"
    return Technician(
        name=name,
        phone="",
        email="",
        team=team,
        kind=kind,
        latitude=team.latitude,
        longitude=team.longitude,
        timezone=ZONE,
        starts_at=DayPlace.OFFICE,
        ends_at=DayPlace.OFFICE,
    )
