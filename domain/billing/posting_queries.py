"""Postings, and orders that wait to be posted, as rows for screens."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from domain.billing.model import Posting, PostingEntry, Side
from domain.catalogue.model import LineKind
from domain.orders.content import LineStatus, OrderLine
from domain.orders.model import Order, Progress, Stage, StageMeaning
from domain.parameters import service as parameters
from domain.parties.model import Customer
from domain.store.among import is_among

PAGE = 500


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """An order whose lines can be posted now."""

    order_id: int
    number: str
    title: str
    customer: str
    stage: str
    lines: int
    signed_off_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One amount on one account, with the line it stands for."""

    line_id: int
    text: str
    kind: LineKind
    side: Side
    account: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One posting of an order; `reverses` and `reversed_by` are numbers of postings."""

    id: int
    number: str
    order_id: int
    order: str
    posted_at: datetime
    posted_on: date
    posted_by: str
    currency: str
    remark: str
    reverses: str
    reversed_by: str
    entries: tuple[EntryRow, ...] = ()

    @property
    def turnover(self) -> Decimal:
        """All debits together, which is all credits together."""
        return sum((entry.debit for entry in self.entries), Decimal(0))


def ready_to_post(session: Session, *, limit: int = PAGE) -> list[ReadyRow]:
    """The orders that `may_be_posted`, the oldest first."""
    count = (
        select(func.count())
        .where(OrderLine.order_id == Order.id, OrderLine.status == LineStatus.CREATED)
        .correlate(Order)
        .scalar_subquery()
    )
    statement = (
        select(Order.id, Order.number, Order.title, Customer.name, Stage.name, count, Order.signed_off_at)
        .join(Order.customer)
        .join(Order.stage)
        .where(may_be_posted(session))
        .order_by(Order.id)
        .limit(limit)
    )
    return [ReadyRow(*row) for row in session.execute(statement)]


def may_be_posted(session: Session) -> ColumnElement[bool]:
    """Whether an order has lines that can be posted; found by the few open lines, not among all orders of a decade."""
    waiting = select(OrderLine.order_id).where(OrderLine.status == LineStatus.CREATED)
    posting_stages = select(Stage.id).where(Stage.allows_post, Stage.meaning != StageMeaning.CANCELLED)
    conditions = [
        is_among(session, Order.id, waiting),
        Order.progress == Progress.IN_PROCESS,
        Order.stage_id.in_(posting_stages),
    ]
    if parameters.read(session).sign_off_required:
        unsigned = waiting.where(OrderLine.order_id == Order.id, OrderLine.signed_off_at.is_(None))
        conditions.append(~unsigned.correlate(Order).exists())
    return and_(*conditions)


def postings(session: Session, order_id: int) -> tuple[PostingRow, ...]:
    """The postings of an order with their entries, the earliest first."""
    return _postings(session, Posting.order_id == order_id)


def journal(session: Session, since: date, until: date) -> tuple[PostingRow, ...]:
    """All postings of some days, both included."""
    return _postings(session, Posting.posted_on.between(since, until))


def _postings(session: Session, wanted: ColumnElement[bool]) -> tuple[PostingRow, ...]:
    reversed_posting, reversal = aliased(Posting), aliased(Posting)
    statement = (
        select(Posting, Order.number, reversed_posting.number, reversal.number)
        .join(Posting.order)
        .outerjoin(reversed_posting, reversed_posting.id == Posting.reverses_id)
        .outerjoin(reversal, reversal.reverses_id == Posting.id)
        .where(wanted)
        .order_by(Posting.id)
    )
    entries = _entries(session, wanted)
    return tuple(
        PostingRow(
            id=posting.id,
            number=posting.number,
            order_id=posting.order_id,
            order=order,
            posted_at=posting.posted_at,
            posted_on=posting.posted_on,
            posted_by=posting.posted_by,
            currency=posting.currency,
            remark=posting.remark,
            reverses=reverses or "",
            reversed_by=reversed_by or "",
            entries=tuple(entries.get(posting.id, ())),
        )
        for posting, order, reverses, reversed_by in session.execute(statement)
    )


def _entries(session: Session, wanted: ColumnElement[bool]) -> dict[int, list[EntryRow]]:
    statement = (
        select(PostingEntry, OrderLine.text)
        .join(Posting, Posting.id == PostingEntry.posting_id)
        .join(OrderLine, OrderLine.id == PostingEntry.order_line_id)
        .where(wanted)
        .order_by(PostingEntry.id)
    )
    found: dict[int, list[EntryRow]] = {}
    for entry, text in session.execute(statement):
        row = EntryRow(entry.order_line_id, text, entry.kind, entry.side, entry.account, entry.debit, entry.credit)
        found.setdefault(entry.posting_id, []).append(row)
    return found
