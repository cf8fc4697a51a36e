"""What is stored of the needs of many orders: one statement for each thing, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from domain.catalogue.model import Article, LineKind
from domain.orders.content import LineStatus, OrderAddress, OrderLine
from domain.orders.model import Order, Stage, StageMeaning, order_skill
from domain.parties.model import Site, Territory
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.needs.needs import After, Part
from domain.scheduling.requirement_model import OrderLink, TechnicianWish, Wish
from domain.workforce.model import Skill

#: Some orders by their ids, or whatever a statement finds.
Ids = Sequence[int] | Select[int]
Rated = tuple[str, int]
T = TypeVar("T")


def headers(session: Session, ids: Ids) -> Sequence[Any]:
    """When and where each order is to be done."""
    statement = (
        select(
            Order.id,
            Order.due_at,
            Order.window_from,
            Order.window_until,
            Order.customer_id,
            Order.site_id,
            Order.preferred_technician_id,
            Site.latitude,
            Site.longitude,
            Territory.name.label("territory"),
            OrderAddress.id.label("address_id"),
            OrderAddress.latitude.label("own_latitude"),
            OrderAddress.longitude.label("own_longitude"),
        )
        .join(Site, Site.id == Order.site_id + 0)  # the sum keeps SQLite from trying every site with every order
        .outerjoin(Territory, Territory.id == Site.territory_id)
        .outerjoin(OrderAddress, OrderAddress.order_id == Order.id)
        .where(Order.id.in_(ids))
    )
    return session.execute(statement).all()


def skills(session: Session, ids: Ids) -> Mapping[int, Sequence[Rated]]:
    """The skills of each order with the least rating, 0 for any."""
    statement = (
        select(order_skill.c.order_id, Skill.name, order_skill.c.rating)
        .join(Skill, Skill.id == order_skill.c.skill_id)
        .where(order_skill.c.order_id.in_(ids))
        .order_by(Skill.name)
    )
    return gathered((order_id, (name, rating)) for order_id, name, rating in session.execute(statement))


def parts(session: Session, ids: Ids) -> Mapping[int, Sequence[Part]]:
    """What each order still takes from the van."""
    quantity = func.sum(OrderLine.quantity, type_=OrderLine.quantity.type)
    statement = (
        select(OrderLine.order_id, Article.id, Article.name, quantity)
        .join(Article, Article.id == OrderLine.article_id)
        .where(OrderLine.order_id.in_(ids), OrderLine.status == LineStatus.CREATED, OrderLine.kind == LineKind.ITEM)
        .group_by(OrderLine.order_id, Article.id, Article.name)
        .having(quantity > Decimal(0))
        .order_by(OrderLine.order_id, Article.name)
    )
    return gathered(
        (order_id, Part(article_id, name, needed)) for order_id, article_id, name, needed in session.execute(statement)
    )


def before(session: Session, ids: Ids) -> Mapping[int, Sequence[After]]:
    """The open orders that must be done before each."""
    finish = func.max(Booking.finish_at, type_=Booking.finish_at.type)
    found = _links(session, OrderLink.after_id, OrderLink.order_id, ids, finish)
    return gathered((order_id, After(number, finish_at, minutes)) for order_id, number, minutes, finish_at in found)


def after(session: Session, ids: Ids) -> Mapping[int, Sequence[tuple[str, Any, int]]]:
    """The open orders that wait for each and are planned: number, start, minutes between."""
    start = func.min(Booking.start_at, type_=Booking.start_at.type)
    found = _links(session, OrderLink.order_id, OrderLink.after_id, ids, start)
    planned = (each for each in found if each[3] is not None)
    return gathered((order_id, (number, start_at, minutes)) for order_id, number, minutes, start_at in planned)


def wishes(session: Session, customer_ids: Iterable[int]) -> Mapping[int, Sequence[tuple[int | None, int, Wish]]]:
    """Of each customer: site or None for all, technician, wish; those for all sites come first."""
    statement = (
        select(TechnicianWish.customer_id, TechnicianWish.site_id, TechnicianWish.technician_id, TechnicianWish.wish)
        .where(TechnicianWish.customer_id.in_(list(customer_ids)))
        .order_by(TechnicianWish.site_id.is_not(None), TechnicianWish.id)
    )
    return gathered(
        (customer_id, (site_id, technician_id, wish))
        for customer_id, site_id, technician_id, wish in session.execute(statement)
    )


def gathered(pairs: Iterable[tuple[int, T]]) -> Mapping[int, list[T]]:
    """What belongs to each."""
    found: defaultdict[int, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _links(session: Session, other_id: Any, own_id: Any, ids: Ids, moment: Any) -> Sequence[Any]:
    """The other, still open, order of each link of some orders, with a moment of its bookings.

    The few links are found first: joined at once, SQLite tries every order with every id.
    """
    links = session.scalars(select(OrderLink.id).where(own_id.in_(ids))).all()
    if not links:
        return ()
    other = aliased(Order)
    counts = and_(Booking.order_id == other.id, Booking.status != BookingStatus.CANCELLED)
    open_stages = [meaning for meaning in StageMeaning if meaning.is_open]
    statement = (
        select(own_id, other.number, OrderLink.minutes, moment)
        .join(other, other.id == other_id)
        .join(Stage, Stage.id == other.stage_id)
        .outerjoin(Booking, counts)
        .where(OrderLink.id.in_(links), Stage.meaning.in_(open_stages))
        .group_by(OrderLink.id, own_id, other.number, OrderLink.minutes)
        .order_by(own_id, other.number)
    )
    return session.execute(statement).all()
