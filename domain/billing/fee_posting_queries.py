"""What fees have booked, entry by entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.billing.fee_model import FeeDeed, FeePosting, FeePostingEntry
from domain.billing.model import Invoice
from domain.subscriptions.bookkeeping import Account
from domain.subscriptions.model import Fee, Subscription

AT_MOST = 2000
"""How many entries a screen shows; a file has all of them."""


@dataclass(frozen=True, slots=True)
class FeeEntry:
    """One amount on one account; `invoice` is the bill or credit note it was booked with."""

    id: int
    subscription_id: int
    posting: str
    posted_on: date
    posted_by: str
    deed: FeeDeed
    subscription: str
    starts_on: date
    ends_on: date
    invoice: str
    account: Account
    number: str
    debit: Decimal
    credit: Decimal
    currency: str


def fee_entries(session: Session, since: date, until: date) -> Iterator[FeeEntry]:
    """Everything that fees have booked on some days, both included, in the order in which it was booked."""
    mine = FeePosting.posted_on.between(since, until)
    statement = _entries().where(mine).order_by(FeePosting.id, FeePostingEntry.id)
    for row in session.execute(statement.execution_options(yield_per=1000)):
        yield FeeEntry(*row)


def latest_fee_entries(session: Session, since: date, limit: int = AT_MOST) -> list[FeeEntry]:
    """What fees have booked since a day, the latest posting first."""
    newest = _entries().where(FeePosting.posted_on >= since).order_by(FeePosting.id.desc(), FeePostingEntry.id)
    return [FeeEntry(*row) for row in session.execute(newest.limit(limit))]


def _entries() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FeePostingEntry.id,
            Subscription.id,
            FeePosting.number,
            FeePosting.posted_on,
            FeePosting.posted_by,
            FeePosting.deed,
            Subscription.number,
            Fee.starts_on,
            Fee.ends_on,
            func.coalesce(Invoice.number, ""),
            FeePostingEntry.account,
            FeePostingEntry.account_number,
            FeePostingEntry.debit,
            FeePostingEntry.credit,
            FeePosting.currency,
        )
        .join(FeePosting, FeePosting.id == FeePostingEntry.fee_posting_id)
        .join(FeePosting.fee)
        .join(Fee.subscription)
        .outerjoin(FeePosting.invoice)
    )
