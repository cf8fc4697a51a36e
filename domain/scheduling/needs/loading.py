"""What orders, and requirements of orders, ask of whoever does them, for many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.scheduling.needs import facts
from domain.scheduling.needs.needs import Need
from domain.scheduling.requirement_model import Requirement, Wish, requirement_skill
from domain.scheduling.travel.places import Place
from domain.store.portions import portions
from domain.workforce.model import Bookable, Skill

#: An order, and the requirement of it, if it has such.
Asked = tuple[int, int | None]

NOBODY: frozenset[int] = frozenset()
PEOPLE = (Bookable.PERSON, Bookable.CREW)


def needs(session: Session, order_ids: facts.Ids) -> Mapping[int, Need]:
    """What each order asks for, by its id; of some ids, or of all that a statement finds."""
    if not isinstance(order_ids, Sequence):
        return _needs(session, order_ids)
    found: dict[int, Need] = {}
    for some in portions(order_ids):
        found |= _needs(session, some)
    return found


def needs_of(session: Session, asked: Collection[Asked], orders: Select[int] | None = None) -> Mapping[Asked, Need]:
    """What is asked by each order, or by one requirement of it; `orders` finds them all, quicker than by their ids."""
    of_orders = needs(session, sorted({order_id for order_id, _ in asked}) if orders is None else orders)
    own = sorted({requirement_id for _, requirement_id in asked if requirement_id is not None})
    of_requirements: dict[int, Need] = {}
    for some in portions(own):
        of_requirements |= requirement_needs(session, some)
    return {one: of_orders[one[0]] if one[1] is None else of_requirements[one[1]] for one in asked}


def requirement_needs(session: Session, requirement_ids: Sequence[int]) -> Mapping[int, Need]:
    """What each requirement asks for, by its id: its own skills and kind, and all else as its order does."""
    columns = (Requirement.id, Requirement.order_id, Requirement.way, Requirement.kind)
    orders = select(Requirement.order_id).where(Requirement.id.in_(requirement_ids))
    rows = session.execute(
        select(*columns).where(Requirement.order_id.in_(orders)).order_by(Requirement.position, Requirement.id)
    ).all()
    of_orders = needs(session, sorted({row.order_id for row in rows}))
    skills = _requirement_skills(session, requirement_ids)
    carriers: dict[tuple[int, int], int] = {}
    for row in rows:
        if row.kind in PEOPLE:
            carriers.setdefault((row.order_id, row.way), row.id)
    wanted = set(requirement_ids)
    return {
        row.id: _of_requirement(
            of_orders[row.order_id], row, skills.get(row.id, ()), carriers.get((row.order_id, row.way)) == row.id
        )
        for row in rows
        if row.id in wanted
    }


def wished(
    site_id: int, own: int | None, wishes: Sequence[tuple[int | None, int, Wish]]
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Who is preferred, restricted, the only one: the site's word before the customer's, the order's before both."""
    if not wishes:
        return NOBODY if own is None else frozenset((own,)), NOBODY, NOBODY
    said = {technician_id: wish for at, technician_id, wish in wishes if at in (None, site_id)}
    preferred, restricted, only = (
        frozenset(one for one, wish in said.items() if wish is kind)
        for kind in (Wish.PREFERRED, Wish.RESTRICTED, Wish.ONLY)
    )
    return preferred if own is None else frozenset((own,)), restricted, only


def _needs(session: Session, ids: facts.Ids) -> dict[int, Need]:
    """Columns are taken in their turn, for there are tens of thousands of rows."""
    rows = facts.headers(session, ids)
    skills, parts = facts.skills(session, ids), facts.parts(session, ids)
    before, after = facts.before(session, ids), facts.after(session, ids)
    wishes = facts.wishes(session, {row[4] for row in rows})
    rated = _Rated()
    found = {}
    for key, due, window_from, window_until, customer, site, own, *where in rows:
        territory, place = _where(site, *where)
        preferred, restricted, only = wished(site, own, wishes.get(customer, ()))
        names, ratings = rated[tuple(skills.get(key, ()))]
        found[key] = Need(
            skills=names,
            due=due,
            ratings=ratings,
            place=place,
            territory=territory,
            window_from=window_from,
            window_until=window_until,
            parts=tuple(parts.get(key, ())),
            after=tuple(before.get(key, ())),
            before=tuple(after.get(key, ())),
            preferred=preferred,
            restricted=restricted,
            only=only,
        )
    return found


class _Rated(dict[tuple[facts.Rated, ...], tuple[frozenset[str], tuple[facts.Rated, ...]]]):
    """The names of skills, and those that are rated; orders that ask for the same share them."""

    def __missing__(self, skills: tuple[facts.Rated, ...]) -> tuple[frozenset[str], tuple[facts.Rated, ...]]:
        made = self[skills] = frozenset(name for name, _ in skills), _ratings(skills)
        return made


def _of_requirement(need: Need, row: Any, skills: Sequence[facts.Rated], carries: bool) -> Need:
    """Of the people of one way the first one has the parts, and wishes are about people alone."""
    own = replace(
        need,
        kind=row.kind,
        skills=frozenset(name for name, _ in skills),
        ratings=_ratings(skills),
        parts=need.parts if carries else (),
    )
    if row.kind in PEOPLE:
        return own
    return replace(own, preferred=frozenset(), restricted=frozenset(), only=frozenset())


def _where(
    site_id: int,
    latitude: float,
    longitude: float,
    territory: str | None,
    address_id: int | None,
    own_latitude: float | None,
    own_longitude: float | None,
) -> tuple[str, Place | None]:
    """Territory and place; an address of the order's own has no territory, and perhaps nobody knows where it is."""
    if address_id is None:
        return territory or "", Place(latitude, longitude, site_id)
    if own_latitude is None or own_longitude is None:
        return "", None
    return "", Place(own_latitude, own_longitude)


def _ratings(skills: Sequence[facts.Rated]) -> tuple[facts.Rated, ...]:
    return tuple((name, rating) for name, rating in skills if rating)


def _requirement_skills(session: Session, ids: Sequence[int]) -> Mapping[int, Sequence[facts.Rated]]:
    statement = (
        select(requirement_skill.c.requirement_id, Skill.name, requirement_skill.c.rating)
        .join(Skill, Skill.id == requirement_skill.c.skill_id)
        .where(requirement_skill.c.requirement_id.in_(ids))
        .order_by(Skill.name)
    )
    return facts.gathered((one, (name, rating)) for one, name, rating in session.execute(statement))
