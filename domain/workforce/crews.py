"""Who can be in a crew: nobody twice at a time, no crew in a crew, and one leader at most."""

from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import Membership
from domain.workforce.model import Bookable, Technician
from domain.workforce.time_model import CrewMember


def hold(work: UnitOfWork, keys: Iterable[int]) -> None:
    """Hold technicians by id, so that nobody puts one of them into another crew meanwhile."""
    for key in sorted(set(keys)):
        work.get(Technician, key, lock=True)


def check_crew(work: UnitOfWork, crew_id: int | None, kind: Bookable, members: frozenset[Membership]) -> None:
    """Refuse members who cannot be in the crew, and a crew that is in another one. Raises Refusal."""
    if kind is Bookable.CREW and crew_id is not None and _is_member(work, crew_id):
        raise Refusal(tr("Who is in a crew cannot be a crew."), field="kind")
    for each in members:
        _check_member(work, crew_id, each)
    for one, other in combinations(members, 2):
        _check_pair(work, one, other)


def _check_member(work: UnitOfWork, crew_id: int | None, each: Membership) -> None:
    member = work.get(Technician, each.member_id)
    if each.since and each.until and each.until < each.since:
        raise Refusal(tr("{name} would leave the crew before coming to it.", name=member.name), field="members")
    if member.kind is Bookable.CREW:
        raise Refusal(tr("{name} is a crew, and a crew cannot be in a crew.", name=member.name), field="members")
    if member.kind is Bookable.FACILITY:
        raise Refusal(tr("{name} is a facility and goes nowhere with a crew.", name=member.name), field="members")
    if each.leader and member.kind is not Bookable.PERSON:
        raise Refusal(tr("{name} is no person and cannot lead a crew.", name=member.name), field="members")
    elsewhere = (
        select(CrewMember, Technician.name)
        .join(Technician, Technician.id == CrewMember.crew_id)
        .where(CrewMember.member_id == each.member_id, CrewMember.crew_id != (crew_id or 0))
    )
    for other, crew in work.session.execute(elsewhere):
        if each.meets(Membership(other.member_id, other.leader, other.since, other.until)):
            sentence = tr("{name} is in the crew “{crew}” at that time.", name=member.name, crew=crew)
            raise Refusal(sentence, field="members")


def _check_pair(work: UnitOfWork, one: Membership, other: Membership) -> None:
    if not one.meets(other):
        return
    if one.member_id == other.member_id:
        name = work.get(Technician, one.member_id).name
        raise Refusal(tr("{name} is in this crew twice at a time.", name=name), field="members")
    if one.leader and other.leader:
        raise Refusal(tr("A crew has one leader at a time."), field="members")


def _is_member(work: UnitOfWork, key: int) -> bool:
    return work.session.scalar(select(CrewMember.id).where(CrewMember.member_id == key).limit(1)) is not None
