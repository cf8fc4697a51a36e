"""Fees of subscriptions in a time: what was billed with which invoice, what of it is earned, and what is deferred."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from domain.agreements.model import Agreement
from domain.billing.fee_model import FeeDeed, FeePosting
from domain.billing.model import Invoice
from domain.parties.model import Customer
from domain.subscriptions.model import Fee, FeeAccrual, FeeKind, FeeStatus, Subscription

AT_MOST = 5000
"""How many fees a screen shows; a file has all of them."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class FeeSearch:
    """Which fees are wanted: those that begin in a time, of these states; nothing given does not narrow."""

    since: date | None = None
    until: date | None = None
    statuses: frozenset[FeeStatus] = frozenset()
    customer_id: int | None = None
    agreement_id: int | None = None
    subscription_id: int | None = None


@dataclass(frozen=True, slots=True)
class FeeTransaction:
    """One fee. `spread` is whether its revenue is accrued, `accrued` how much of it is posted."""

    id: int
    subscription_id: int
    subscription: str
    name: str
    customer: str
    agreement: str
    kind: FeeKind
    status: FeeStatus
    starts_on: date
    ends_on: date
    quantity: Decimal
    price: Decimal
    amount: Decimal
    currency: str
    invoice: str
    issued_on: date | None
    credit_note: str
    spread: bool
    accrued: Decimal

    @property
    def billed(self) -> Decimal:
        """What an invoice asks for; nothing as long as it is open, and once it is credited."""
        return self.amount if self.status is FeeStatus.INVOICED else ZERO

    @property
    def earned(self) -> Decimal:
        """What of it counts as revenue so far."""
        return self.accrued if self.spread else self.billed

    @property
    def deferred(self) -> Decimal:
        """What is billed and not earned."""
        return self.billed - self.earned


def fee_transactions(session: Session, search: FeeSearch, limit: int | None = AT_MOST) -> Iterator[FeeTransaction]:
    """The fees that are wanted, by subscription and time, the first `limit` of them."""
    statement = _rows().where(*_conditions(search)).order_by(Subscription.number, Fee.starts_on, Fee.id).limit(limit)
    for row in session.execute(statement.execution_options(yield_per=1000)):
        yield FeeTransaction(*row)


def count_fees(session: Session, search: FeeSearch) -> int:
    """How many fees there are of those that are wanted."""
    counted = select(func.count(Fee.id)).join(Fee.subscription).where(*_conditions(search))
    return session.scalar(counted) or 0


def _rows() -> Select[*tuple[Any, ...]]:
    invoiced, credited = aliased(FeePosting), aliased(FeePosting)
    invoice, note = aliased(Invoice), aliased(Invoice)
    accruals = select(FeeAccrual.id).where(FeeAccrual.fee_id == Fee.id).correlate(Fee)
    held = (FeeAccrual.fee_id == Fee.id, FeeAccrual.posted_on.is_not(None), FeeAccrual.reversed_on.is_(None))
    accrued = select(func.sum(FeeAccrual.amount)).where(*held).correlate(Fee).scalar_subquery()
    return (
        select(
            Fee.id,
            Subscription.id,
            Subscription.number,
            Subscription.name,
            Customer.name,
            func.coalesce(Agreement.number, ""),
            Fee.kind,
            Fee.status,
            Fee.starts_on,
            Fee.ends_on,
            Fee.quantity,
            Fee.price,
            Fee.amount,
            Fee.currency,
            func.coalesce(invoice.number, ""),
            invoice.issued_on,
            func.coalesce(note.number, ""),
            accruals.exists(),
            func.coalesce(accrued, ZERO),
        )
        .join(Fee.subscription)
        .join(Subscription.customer)
        .outerjoin(Agreement, Agreement.id == Subscription.agreement_id)
        .outerjoin(invoiced, (invoiced.fee_id == Fee.id) & (invoiced.deed == FeeDeed.INVOICED))
        .outerjoin(invoice, invoice.id == invoiced.invoice_id)
        .outerjoin(credited, (credited.fee_id == Fee.id) & (credited.deed == FeeDeed.CREDITED))
        .outerjoin(note, note.id == credited.invoice_id)
    )


def _conditions(search: FeeSearch) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if search.since is not None:
        conditions.append(Fee.starts_on >= search.since)
    if search.until is not None:
        conditions.append(Fee.starts_on <= search.until)
    if search.statuses:
        conditions.append(Fee.status.in_(search.statuses))
    if search.customer_id is not None:
        conditions.append(Subscription.customer_id == search.customer_id)
    if search.agreement_id is not None:
        conditions.append(Subscription.agreement_id == search.agreement_id)
    if search.subscription_id is not None:
        conditions.append(Fee.subscription_id == search.subscription_id)
    return conditions
