"""By when orders would have to be finished by another SLA, reckoned from their clock marks; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.orders.model import Order
from domain.orders.promise_cases import Case, read_cases
from domain.orders.settling import reckoned
from domain.orders.terms import Book
from domain.planning.scope import Scope
from domain.planning.translation.loaded import Loaded
from domain.planning.whatif.values import OtherSla
from domain.store.portions import portions


def read_dues(
    session: Session, other: OtherSla, loaded: Loaded, scope: Scope, now: datetime
) -> Mapping[int, datetime | None]:
    """By order, of those open ones that are planned. Raises Refusal where the calendar of the SLA has no time."""
    book = Book(session)
    found: dict[int, datetime | None] = {}
    for some in portions(sorted(_open_orders(loaded, scope))):
        for case in read_cases(session, _of_customer(session, some, other.customer_id)):
            if case.closed_at is None:
                found[case.order_id] = _due(case, other, book, now)
    return found


def _due(case: Case, other: OtherSla, book: Book, now: datetime) -> datetime | None:
    """As if somebody had chosen this SLA for the order."""
    try:
        return reckoned(replace(case, named=replace(case.named, order=other.sla_id)), book, now).due_at
    except Refusal as refusal:
        raise Refusal(str(refusal), field="sla_id") from refusal


def _open_orders(loaded: Loaded, scope: Scope) -> set[int]:
    booked = (each.order_id for each in loaded.bookings if each.meaning.is_open)
    return {key for key in (*booked, *(each.id for each in loaded.waiting)) if scope.wants(key)}


def _of_customer(session: Session, order_ids: Sequence[int], customer_id: int | None) -> Sequence[int]:
    if customer_id is None:
        return order_ids
    return session.scalars(select(Order.id).where(Order.id.in_(order_ids), Order.customer_id == customer_id)).all()
