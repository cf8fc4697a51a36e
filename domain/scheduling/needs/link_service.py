"""The jobs that must be done before an order begins; never in a circle."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.scheduling.requirement_model import OrderLink
from domain.store.unit_of_work import UnitOfWork

MOST_MINUTES = 60 * 24 * 365


def links_of(session: Session, order_id: int) -> frozenset[tuple[int, int]]:
    """The orders that must be done before, each with the minutes that have to pass after it."""
    found = session.execute(select(OrderLink.after_id, OrderLink.minutes).where(OrderLink.order_id == order_id))
    return frozenset((key, minutes) for key, minutes in found)


def hold_with_links(work: UnitOfWork, order_id: int, wanted: frozenset[tuple[int, int]]) -> Order:
    """The order, held by id with all that would come before it, so that no two links made at a time close a circle."""
    for key in sorted({order_id, *_before(work, dict(wanted))}):
        work.get(Order, key, lock=True)
    return work.get(Order, order_id)


def set_links(work: UnitOfWork, order: Order, wanted: frozenset[tuple[int, int]]) -> None:
    """Let an order, held with its links, begin only when these are done and the minutes have passed."""
    _check(wanted)
    order_id, minutes = order.id, dict(wanted)
    if order_id in _before(work, minutes):
        raise Refusal(tr("These jobs would wait for each other in a circle."), field="after")
    there = {link.after_id: link for link in work.session.scalars(_links(order_id))}
    for after_id, link in there.items():
        if after_id not in minutes:
            work.session.delete(link)
            work.note("order_link.removed", link, order_id=order_id, number=_number(work, after_id))
            tell_gone(work, order, link)
        elif link.minutes != minutes[after_id]:
            link.minutes = minutes[after_id]
            work.note("order_link.changed", link, order_id=order_id, number=_number(work, after_id))
    for after_id in sorted(minutes.keys() - there.keys()):
        link = OrderLink(order_id=order_id, after_id=after_id, minutes=minutes[after_id])
        work.add(link, "order_link.added", number=_number(work, after_id))


def _check(wanted: frozenset[tuple[int, int]]) -> None:
    if len({after_id for after_id, _ in wanted}) < len(wanted):
        raise Refusal(tr("The same order stands here twice."), field="after")
    if any(not 0 <= minutes <= MOST_MINUTES for _, minutes in wanted):
        raise Refusal(tr("The minutes between are at least none and at most a year."), field="after")


def _before(work: UnitOfWork, ids: dict[int, int]) -> set[int]:
    """These orders and all that must be done before any of them."""
    found, new = set(ids), set(ids)
    while new:
        further = set(work.session.scalars(select(OrderLink.after_id).where(OrderLink.order_id.in_(new))))
        new = further - found
        found |= new
    return found


def _links(order_id: int) -> Select[OrderLink]:
    return select(OrderLink).where(OrderLink.order_id == order_id).order_by(OrderLink.id)


def _number(work: UnitOfWork, order_id: int) -> str:
    return work.get(Order, order_id).number
