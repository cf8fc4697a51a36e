"""What the fields of an order can be filled with: people, types, agreements, SLAs, technicians, skills."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.orders.model import Order, OrderType
from domain.parties.model import Contact, Customer
from domain.sla.model import Sla
from domain.words import Priority
from domain.workforce.model import Skill, Technician

Choice = tuple[int, str]
MOST_ORDERS = 200
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """A type with what an order of it begins with."""

    id: int
    name: str
    priority: Priority
    minutes: int
    skill_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class OrderChoices:
    """Each as (id, words); contacts and agreements are those of one customer."""

    contacts: tuple[Choice, ...]
    types: tuple[TypeChoice, ...]
    agreements: tuple[Choice, ...]
    slas: tuple[Choice, ...]
    technicians: tuple[Choice, ...]
    skills: tuple[Choice, ...]


def choices(session: Session, customer_id: int | None, site_id: int | None = None) -> OrderChoices:
    """What can be chosen for an order of that customer, at that site; without one what all orders can have."""
    return OrderChoices(
        contacts=_contacts(session, customer_id, site_id),
        types=_types(session),
        agreements=_agreements(session, customer_id),
        slas=_named(session, select(Sla.id, Sla.name).where(Sla.active).order_by(Sla.name)),
        technicians=technician_choices(session),
        skills=_named(session, select(Skill.id, Skill.name).order_by(Skill.name)),
    )


def technician_choices(session: Session) -> tuple[Choice, ...]:
    """Who works here."""
    return _named(session, select(Technician.id, Technician.name).where(Technician.active).order_by(Technician.name))


def choices_for_asset(session: Session, asset_id: int) -> OrderChoices:
    """What can be chosen for an order about an asset."""
    asset = session.get(Asset, asset_id)
    return choices(session, asset.customer_id if asset else None, asset.site_id if asset else None)


def order_numbered(session: Session, number: str) -> int | None:
    """The id of the order with that number, however its letters are written."""
    return session.scalar(select(Order.id).where(Order.number == number.upper()))


def open_orders_matching(session: Session, words: str, *, besides: int) -> tuple[Choice, ...]:
    """The open orders in whose number, title or customer all words occur, the newest first."""
    statement = select(Order.id, Order.number, Order.title).join(Order.customer)
    for word in words.split():
        columns = (Order.number, Order.title, Customer.name)
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    here = (Order.id != besides, Order.closed_at.is_(None))
    statement = statement.where(*here).order_by(Order.id.desc()).limit(MOST_FOUND)
    return tuple((key, f"{number}  {title}") for key, number, title in session.execute(statement))


def order_names(session: Session, order_ids: Collection[int]) -> tuple[Choice, ...]:
    """Orders as one finds them."""
    statement = select(Order.id, Order.number, Order.title).where(Order.id.in_(order_ids)).order_by(Order.number)
    return tuple((key, f"{number}  {title}") for key, number, title in session.execute(statement))


def orders_beside(session: Session, order_id: int) -> tuple[Choice, ...]:
    """The other open orders under the same agreement, those due first before the others."""
    agreement = select(Order.agreement_id).where(Order.id == order_id).scalar_subquery()
    statement = (
        select(Order.id, Order.number, Order.title)
        .where(Order.agreement_id == agreement, Order.id != order_id, Order.closed_at.is_(None))
        .order_by(Order.due_at.is_(None), Order.due_at, Order.id)
        .limit(MOST_ORDERS)
    )
    return tuple((key, f"{number}  {title}") for key, number, title in session.execute(statement))


def _contacts(session: Session, customer_id: int | None, site_id: int | None) -> tuple[Choice, ...]:
    """Those of the site first."""
    if customer_id is None:
        return ()
    here = or_(Contact.site_id.is_(None), Contact.site_id == site_id)
    statement = select(Contact).where(Contact.customer_id == customer_id, Contact.active, here).order_by(Contact.name)
    nearest = sorted(session.scalars(statement), key=lambda each: each.site_id is None)
    return tuple((each.id, ", ".join(p for p in (each.name, each.role, each.phone) if p)) for each in nearest)


def _types(session: Session) -> tuple[TypeChoice, ...]:
    statement = (
        select(OrderType).where(OrderType.active).options(selectinload(OrderType.skills)).order_by(OrderType.name)
    )
    return tuple(
        TypeChoice(each.id, each.name, each.priority, each.minutes, frozenset(skill.id for skill in each.skills))
        for each in session.scalars(statement)
    )


def _agreements(session: Session, customer_id: int | None) -> tuple[Choice, ...]:
    if customer_id is None:
        return ()
    mine = (Agreement.customer_id == customer_id, Agreement.suspended.is_(False))
    statement = select(Agreement.id, Agreement.number, Agreement.name).where(*mine).order_by(Agreement.number)
    return tuple((key, f"{number} {name}") for key, number, name in session.execute(statement))


def _named(session: Session, statement: Select[int, str]) -> tuple[Choice, ...]:
    return tuple((key, name) for key, name in session.execute(statement))
