"""Jobs that wait for each other and are moved together: each is judged by where the others will be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.scheduling.board_rows import Span
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.scheduling.needs.loading import Asked
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.requirement_model import OrderLink


@dataclass(frozen=True, slots=True)
class Link:
    """One order waits for another; each with its number, and when it will be done (None: not planned)."""

    order_id: int
    number: str
    span: Span | None
    after_id: int
    after_number: str
    after_span: Span | None
    minutes: int


def linked(session: Session, edits: Sequence[Edit], needs: Mapping[Asked, Need]) -> Mapping[Asked, Need]:
    """The needs of the edits, with the times of the orders that are edited beside them."""
    links = _links(session, edits)
    return {asked: _moved(asked[0], need, links) for asked, need in needs.items()} if links else needs


def _moved(order_id: int, need: Need, links: Sequence[Link]) -> Need:
    ends = {link.after_number: link.after_span for link in links if link.order_id == order_id}
    after = tuple(replace(job, finish=_finish(ends[job.number])) if job.number in ends else job for job in need.after)
    waiting = [link for link in links if link.after_id == order_id]
    moved = {link.number for link in waiting}
    before = [job for job in need.before if job[0] not in moved]
    before += [(link.number, link.span[0], link.minutes) for link in waiting if link.span is not None]
    return replace(need, after=after, before=tuple(sorted(before)))


def _finish(span: Span | None) -> datetime | None:
    return None if span is None else span[1]


def _links(session: Session, edits: Sequence[Edit]) -> Sequence[Link]:
    ids = {edit.order_id for edit in edits}
    if len(ids) == 1:
        return ()
    statement = select(OrderLink.order_id, OrderLink.after_id, OrderLink.minutes)
    rows = session.execute(statement.where(OrderLink.order_id.in_(ids), OrderLink.after_id.in_(ids))).all()
    if not rows:
        return ()
    named = session.execute(select(Order.id, Order.number).where(Order.id.in_(ids)))
    numbers = dict(named.all())
    spans = _spans(session, edits)
    return [
        Link(key, numbers[key], spans.get(key), other, numbers[other], spans.get(other), minutes)
        for key, other, minutes in rows
    ]


def _spans(session: Session, edits: Sequence[Edit]) -> Mapping[int, Span]:
    """From the first start to the last finish of each order, the edits done."""
    moving = {edit.booking_id for edit in edits}
    statement = select(Booking.id, Booking.order_id, Booking.start_at, Booking.finish_at)
    staying = session.execute(statement.where(LIVE, Booking.order_id.in_({edit.order_id for edit in edits}))).all()
    every = [(order_id, start, finish) for key, order_id, start, finish in staying if key not in moving]
    every += [(edit.order_id, edit.start, edit.finish) for edit in edits if edit.technician_id is not None]
    found: dict[int, Span] = {}
    for order_id, start, finish in every:
        first, last = found.get(order_id, (start, finish))
        found[order_id] = (min(first, start), max(last, finish))
    return found
