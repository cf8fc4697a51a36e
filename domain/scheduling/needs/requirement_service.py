"""Several people or things that an order needs, in one way or another; and which of them nobody gives yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.scheduling.needs.fulfilling import books
from domain.scheduling.requirement_model import Requirement, requirement_skill
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, count_parts
from domain.workforce.model import Bookable

BEST = 5
MOST_MINUTES = 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class RequirementDraft:
    """A requirement as entered; `skills` are ids with the least rating, 0 for any."""

    name: str
    minutes: int
    way: int = 0
    kind: Bookable = Bookable.PERSON
    apart: bool = False
    skills: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement of an order; `left` minutes of it nobody has yet."""

    id: int
    version: int
    draft: RequirementDraft
    left: int


def add_requirement(work: UnitOfWork, order_id: int, draft: RequirementDraft) -> int:
    """Let an open order need somebody or something more; returns the id."""
    order = _open_order(work, order_id)
    _check(draft)
    last = select(func.max(Requirement.position)).where(Requirement.order_id == order.id)
    made = Requirement(
        order_id=order.id,
        position=(work.session.scalar(last) or 0) + 1,
        name=draft.name.strip(),
        minutes=draft.minutes,
        way=draft.way,
        kind=draft.kind,
        apart=draft.apart,
    )
    work.add(made, "requirement.added", order_id=order.id, skills=_told(draft))
    _write_skills(work, made, draft)
    return made.id


def change_requirement(work: UnitOfWork, requirement_id: int, version: int, draft: RequirementDraft) -> None:
    """Let a requirement ask for something else. Raises Overtaken."""
    order, requirement = _held(work, requirement_id)
    check_version(requirement, version, requirement.name)
    _check(draft)
    requirement.name, requirement.minutes, requirement.way = draft.name.strip(), draft.minutes, draft.way
    requirement.kind, requirement.apart = draft.kind, draft.apart
    work.note("requirement.changed", requirement, order_id=order.id, skills=_told(draft))
    count_parts(work, requirement, version)
    _write_skills(work, requirement, draft)


def delete_requirement(work: UnitOfWork, requirement_id: int) -> None:
    """Let an order need somebody or something no more, unless it is booked."""
    order, requirement = _held(work, requirement_id)
    if work.session.scalar(select(Booking.id).where(Booking.requirement_id == requirement.id, LIVE).limit(1)):
        raise Refusal(tr("“{name}” is booked; take its booking off first.", name=requirement.name))
    for booking in work.session.scalars(select(Booking).where(Booking.requirement_id == requirement.id)):
        booking.requirement_id = None
        work.note("booking.changed", booking, order_id=order.id)
    work.session.flush()
    work.session.execute(delete(requirement_skill).where(requirement_skill.c.requirement_id == requirement.id))
    work.session.expire(requirement, ["skills"])
    work.session.delete(requirement)
    work.note("requirement.deleted", requirement, order_id=order.id)
    tell_gone(work, order, requirement)


def requirements_of(session: Session, order_id: int) -> tuple[RequirementRow, ...]:
    """What an order needs, one way after the other."""
    statement = select(Requirement).where(Requirement.order_id == order_id)
    found = session.scalars(statement.order_by(Requirement.way, Requirement.position)).all()
    table = requirement_skill.c
    rated = select(table.requirement_id, table.skill_id, table.rating)
    skills: dict[int, set[tuple[int, int]]] = {}
    for key, skill_id, rating in session.execute(rated.where(table.requirement_id.in_([each.id for each in found]))):
        skills.setdefault(key, set()).add((skill_id, rating))
    left = _left(session, order_id)
    return tuple(_row(each, frozenset(skills.get(each.id, ())), left.get(each.id, 0)) for each in found)


def _left(session: Session, order_id: int) -> Mapping[int, int]:
    rest = books(session, [order_id])[order_id].left()
    return {each.requirement_id: each.minutes for each in rest if each.requirement_id is not None}


def _row(each: Requirement, skills: frozenset[tuple[int, int]], left: int) -> RequirementRow:
    draft = RequirementDraft(each.name, each.minutes, each.way, each.kind, each.apart, skills)
    return RequirementRow(each.id, each.version, draft, left)


def _check(draft: RequirementDraft) -> None:
    if not draft.name.strip():
        raise Refusal(tr("Say who or what is needed."), field="name")
    if not 0 < draft.minutes <= MOST_MINUTES:
        raise Refusal(tr("The minutes must be more than none and at most a year."), field="minutes")
    if draft.way < 0:
        raise Refusal(tr("Ways are numbered from 0 on."), field="way")
    if len(dict(draft.skills)) < len(draft.skills):
        raise Refusal(tr("The same skill stands here twice."), field="skills")
    if any(not 0 <= rating <= BEST for _, rating in draft.skills):
        raise Refusal(tr("A rating is from 1 to 5, or 0 for any."), field="skills")


def _write_skills(work: UnitOfWork, requirement: Requirement, draft: RequirementDraft) -> None:
    work.session.flush()
    work.session.execute(delete(requirement_skill).where(requirement_skill.c.requirement_id == requirement.id))
    if draft.skills:
        rows = [{"requirement_id": requirement.id, "skill_id": key, "rating": rating} for key, rating in draft.skills]
        work.session.execute(insert(requirement_skill), rows)
    work.session.expire(requirement, ["skills"])


def _told(draft: RequirementDraft) -> list[list[int]]:
    return [list(each) for each in sorted(draft.skills)]


def _held(work: UnitOfWork, requirement_id: int) -> tuple[Order, Requirement]:
    order = _open_order(work, work.get(Requirement, requirement_id).order_id)
    return order, work.get(Requirement, requirement_id, lock=True)


def _open_order(work: UnitOfWork, order_id: int) -> Order:
    order = work.get(Order, order_id, lock=True)
    if not order.stage.meaning.is_open:
        raise Refusal(tr("{number} is closed; it cannot be planned any more.", number=order.number))
    return order
