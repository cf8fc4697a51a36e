"""Skills, teams and technicians with their weekly shifts."""

from domain.demo.files import TechnicianData, WorkforceData
from domain.demo.parties import ZONE, address
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Skill, Team, Technician


def hire(work: UnitOfWork, data: WorkforceData) -> tuple[dict[str, Skill], list[Technician]]:
    """Store everybody; returns the skills by name and the technicians."""
    skills = {skill.name: skill for skill in work.add_all((Skill(name=name) for name in data.skills), "skill.created")}
    names = dict.fromkeys(technician.team for technician in data.technicians)
    teams = {team.name: team for team in work.add_all((Team(name=name) for name in names), "team.created")}
    technicians = work.add_all(
        (_technician(place, each, teams, skills) for place, each in enumerate(data.technicians)), "technician.created"
    )
    for technician, each in zip(technicians, data.technicians, strict=True):
        technician.shifts.extend(
            Shift(weekday=weekday, start=start, finish=finish) for weekday, start, finish in data.patterns[each.pattern]
        )
    work.add_all((shift for technician in technicians for shift in technician.shifts), "shift.created")
    return skills, technicians


def _technician(place: int, data: TechnicianData, teams: dict[str, Team], skills: dict[str, Skill]) -> Technician:
    return Technician(
        name=data.name,
        phone=f"+49 176 040690 {place + 10}",
        email=address(data.name, "callout.example"),
        team=teams[data.team],
        latitude=data.at[0],
        longitude=data.at[1],
        timezone=ZONE,
        skills=[skills[name] for name in data.skills],
        shifts=[],
    )
