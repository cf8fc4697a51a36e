"""What administrators do with technicians: enter, change, remove."""

from domain.errors import Refusal
from domain.language import tr
from domain.store.merging import check_as_seen, lay_over
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.crews import check_crew, hold
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.model import Technician
from domain.workforce.technician_checks import checked
from domain.workforce.technician_parts import OWN_TABLES, PARTS, remove_parts


def create_technician(work: UnitOfWork, draft: TechnicianDraft) -> int:
    """Enter a technician; returns the id."""
    made = checked(work, draft, None)
    hold(work, (each.member_id for each in made.members))
    check_crew(work, None, made.kind, made.members)
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
        kind=made.kind,
        capacity=made.capacity,
        calendar_id=made.calendar_id,
        cost_rate=made.cost_rate,
        vehicle=made.vehicle,
        starts_at=made.starts_at,
        ends_at=made.ends_at,
    )
    work.add(technician, "technician.created")
    for name, part in PARTS.items():
        part.write(work, technician, getattr(made, name))
    return technician.id


def change_technician(work: UnitOfWork, technician_id: int, seen: TechnicianDraft, draft: TechnicianDraft) -> None:
    """Give a technician what `draft` says otherwise than `seen`; bookings stay as they are. Raises Overtaken."""
    wanted = checked(work, draft, technician_id)
    hold(work, (technician_id, *(each.member_id for each in wanted.members)))
    technician = work.get(Technician, technician_id, lock=True)
    check_crew(work, technician_id, wanted.kind, wanted.members)
    different = lay_over(technician, seen, wanted, except_for=PARTS)
    for name, part in PARTS.items():
        if getattr(wanted, name) != getattr(seen, name):
            check_as_seen(part.read(work, technician), getattr(seen, name), name)
            part.write(work, technician, getattr(wanted, name))
            different = True
    if different:
        # Skills and territories stand in tables of their own, and the journal shall tell of them too.
        skills = ", ".join(skill.name for skill in technician.skills)
        territories = ", ".join(territory.name for territory in technician.territories)
        work.note("technician.changed", technician, skills=skills, territories=territories)


def delete_technician(work: UnitOfWork, technician_id: int) -> None:
    """Remove a technician who never did anything here."""
    technician = work.get(Technician, technician_id, lock=True)
    if is_used(work.session, technician, except_by=OWN_TABLES):
        sentence = tr(
            "{name} has bookings or work on orders, and stays for their sake. Switch off here who works here no more.",
            name=technician.name,
        )
        raise Refusal(sentence, field="active")
    remove_parts(work, technician)
    work.session.delete(technician)
    work.note("technician.deleted", technician)
