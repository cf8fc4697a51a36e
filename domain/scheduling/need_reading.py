"""What orders ask of the board, by order and requirement."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.model import Order, order_skill
from domain.parties.model import Site, Territory
from domain.scheduling.needs import Need
from domain.scheduling.places import Place
from domain.scheduling.requirement_model import Requirement, requirement_skill
from domain.workforce.model import Skill

#: An order, and the requirement of it, if it has such.
Asked = tuple[int, int | None]


def needs_of(session: Session, asked: Collection[Asked]) -> Mapping[Asked, Need]:
    """What is asked by each; a requirement asks for its own skills and kind instead of those of the order."""
    of_orders = needs(session, {order_id for order_id, _ in asked})
    own = {key for _, key in asked if key is not None}
    if not own:
        return {one: of_orders[one[0]] for one in asked}
    kinds = dict(
        session.execute(select(Requirement.id, Requirement.kind).where(Requirement.id.in_(own))).tuples().all()
    )
    skills = _skills_of_requirements(session, own)
    return {
        (order_id, key): of_orders[order_id]
        if key is None
        else replace(
            of_orders[order_id],
            kind=kinds[key],
            skills=frozenset(skills.get(key, {})),
            ratings=tuple((name, rating) for name, rating in skills.get(key, {}).items() if rating),
        )
        for order_id, key in asked
    }


def needs(session: Session, order_ids: Collection[int]) -> Mapping[int, Need]:
    """What each order asks."""
    skills: dict[int, dict[str, int]] = {}
    statement = select(order_skill.c.order_id, Skill.name, order_skill.c.rating)
    statement = statement.join(Skill, Skill.id == order_skill.c.skill_id).order_by(Skill.name)
    for order_id, name, rating in session.execute(statement.where(order_skill.c.order_id.in_(order_ids))):
        skills.setdefault(order_id, {})[name] = rating
    columns = (Order.id, Order.due_at, Order.window_from, Order.window_until)
    of_site = (Site.id, Site.latitude, Site.longitude, Territory.name)
    orders = (
        select(*columns, *of_site)
        .join(Site, Site.id == Order.site_id)
        .outerjoin(Territory, Territory.id == Site.territory_id)
    )
    return {
        key: Need(
            skills=frozenset(skills.get(key, {})),
            due=due,
            ratings=tuple((name, rating) for name, rating in skills.get(key, {}).items() if rating),
            place=Place(latitude, longitude, site_id),
            territory=territory or "",
            window_from=since,
            window_until=until,
        )
        for key, due, since, until, site_id, latitude, longitude, territory in session.execute(
            orders.where(Order.id.in_(order_ids))
        )
    }


def _skills_of_requirements(session: Session, keys: Collection[int]) -> Mapping[int, Mapping[str, int]]:
    found: dict[int, dict[str, int]] = {}
    table = requirement_skill.c
    statement = select(table.requirement_id, Skill.name, table.rating).join(Skill, Skill.id == table.skill_id)
    for key, name, rating in session.execute(statement.where(table.requirement_id.in_(keys)).order_by(Skill.name)):
        found.setdefault(key, {})[name] = rating
    return found
