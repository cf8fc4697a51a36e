"""All that an order asks of the board, as one form holds it: skills with ratings, requirements, what comes before."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.orders.model import Order, order_skill
from domain.orders.permissions import Permission, require
from domain.scheduling.needs.link_service import hold_with_links, links_of, set_links
from domain.scheduling.needs.requirement_service import (
    BEST,
    RequirementDraft,
    add_requirement,
    change_requirement,
    delete_requirement,
    requirements_of,
)
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import count_parts
from domain.workforce.model import Skill

Rated = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked; `requirements` with their ids, None for new ones, `after` are orders and minutes between."""

    skills: Rated = frozenset()
    requirements: tuple[tuple[int | None, RequirementDraft], ...] = ()
    after: frozenset[tuple[int, int]] = frozenset()


def asked_of(session: Session, order_id: int) -> Asked:
    """What an order asks now."""
    found = requirements_of(session, order_id)
    return Asked(_skills(session, order_id), tuple((row.id, row.draft) for row in found), links_of(session, order_id))


def ask(work: UnitOfWork, order_id: int, seen: Asked, wanted: Asked) -> None:
    """Let an order ask for what is `wanted` otherwise than `seen`. Raises Overtaken beside what others changed."""
    order = hold_with_links(work, order_id, wanted.after)
    require(order, Permission.MODIFY)
    now = asked_of(work.session, order_id)
    for name in ("skills", "requirements", "after"):
        if getattr(wanted, name) != getattr(seen, name) and getattr(now, name) != getattr(seen, name):
            raise Overtaken(
                tr("Somebody else has just changed this; close the form, look again and repeat."), field=name
            )
    if wanted.skills != seen.skills:
        _rate(work, order, wanted.skills)
    if wanted.after != seen.after:
        set_links(work, order, wanted.after)
    if wanted.requirements != seen.requirements:
        try:
            _require(work, order_id, wanted)
        except Refusal as refusal:
            raise Refusal(str(refusal), field="requirements") from refusal


def _skills(session: Session, order_id: int) -> Rated:
    table = order_skill.c
    found = session.execute(select(table.skill_id, table.rating).where(table.order_id == order_id))
    return frozenset((key, rating) for key, rating in found)


def _rate(work: UnitOfWork, order: Order, wanted: Rated) -> None:
    if len(dict(wanted)) < len(wanted):
        raise Refusal(tr("The same skill stands here twice."), field="skills")
    if any(not 0 <= rating <= BEST for _, rating in wanted):
        raise Refusal(tr("A rating is from 1 to 5, or 0 for any."), field="skills")
    names = {key: work.get(Skill, key).name for key, _ in wanted}
    told = sorted(f"{names[key]} ≥ {rating}" if rating else names[key] for key, rating in wanted)
    work.note("order.edited", order, skills=", ".join(told))
    count_parts(work, order, order.version)
    work.session.execute(delete(order_skill).where(order_skill.c.order_id == order.id))
    if wanted:
        rows = [{"order_id": order.id, "skill_id": key, "rating": rating} for key, rating in wanted]
        work.session.execute(insert(order_skill), rows)
    work.session.expire(order)


def _require(work: UnitOfWork, order_id: int, wanted: Asked) -> None:
    there = {row.id: row for row in requirements_of(work.session, order_id)}
    kept = {key for key, _ in wanted.requirements}
    for gone in there.keys() - kept:
        delete_requirement(work, gone)
    for key, draft in wanted.requirements:
        if key is None:
            add_requirement(work, order_id, draft)
        elif there[key].draft != draft:
            change_requirement(work, key, there[key].version, draft)
