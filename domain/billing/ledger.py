"""Writes postings and reads back what they are made of."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from domain.billing.double_entry import Entry, difference
from domain.billing.model import Posting, PostingEntry
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parameters import service as parameters
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.crediting import check_open


class UnbalancedError(Exception):
    """A mistake in the program: debit and credit of a posting differ."""


def book(
    work: UnitOfWork,
    order: Order,
    booked: Sequence[Entry],
    *,
    on: date | None = None,
    reverses: Posting | None = None,
    remark: str = "",
) -> Posting:
    """Write a posting for `order`, which this unit of work holds; nothing of it is kept unless it balances.

    Raises Refusal for a day whose books are closed.
    """
    if difference(booked) != 0:
        raise UnbalancedError(order.number)
    day = on or work.now.astimezone().date()
    check_open(day, parameters.read(work.session).is_closed, "on")
    last = work.session.scalar(select(func.max(Posting.sequence)).where(Posting.order_id == order.id))
    posting = Posting(
        number=next_number(work, "posting", "P"),
        order_id=order.id,
        sequence=(last or 0) + 1,
        posted_at=work.now,
        posted_on=day,
        posted_by=work.actor,
        currency=order.currency,
        reverses_id=reverses.id if reverses else None,
        remark=remark,
    )
    work.add(posting, "posting.made", order=order.number)
    work.add_all((_written(posting.id, entry) for entry in booked), "posting_entry.made")
    return posting


def entries_of(work: UnitOfWork, posting: Posting) -> list[Entry]:
    """What a posting has booked."""
    wanted = select(PostingEntry).where(PostingEntry.posting_id == posting.id).order_by(PostingEntry.id)
    return [
        Entry(each.order_line_id, each.kind, each.side, each.account, each.debit, each.credit)
        for each in work.session.scalars(wanted)
    ]


def lines_of(work: UnitOfWork, posting: Posting) -> list[OrderLine]:
    """The order lines that a posting has booked."""
    booked = select(PostingEntry.order_line_id).where(PostingEntry.posting_id == posting.id)
    return list(work.session.scalars(select(OrderLine).where(OrderLine.id.in_(booked)).order_by(OrderLine.position)))


def _written(posting_id: int, entry: Entry) -> PostingEntry:
    return PostingEntry(
        posting_id=posting_id,
        order_line_id=entry.line_id,
        kind=entry.kind,
        side=entry.side,
        account=entry.account,
        debit=entry.debit,
        credit=entry.credit,
    )
