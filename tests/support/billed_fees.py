"""Fees on bills, and what the books say of them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from domain.billing.billable import BillScope
from domain.billing.crediting import credit
from domain.billing.fee_model import FeePosting, FeePostingEntry
from domain.billing.invoice_service import issue, propose
from domain.billing.queries import InvoiceDetail, invoice
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import Account, LedgerEntry, balances
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.model import Fee, FeeAccrual
from domain.subscriptions.spans import Span


def make_fees(work: UnitOfWork, subscription_id: int, first: date, last: date) -> list[int]:
    """Make the regular fees of some days."""
    return list(create_fees(work, subscription_id, Wish(Span(first, last))))


def bill(work: UnitOfWork, scope: BillScope | None = None, on: date | None = None) -> int:
    """Propose what waits and issue it; returns the id of the invoice."""
    (proposal,) = propose(work, scope or BillScope())
    return issue(work, proposal, on).id


def credited(work: UnitOfWork, invoice_id: int, line_ids: list[int] | None = None) -> int:
    """Credit an invoice or some of its lines; returns the id of the credit note."""
    return credit(work, invoice_id, line_ids=line_ids, remark="wrong").id


def detail(store: Store, invoice_id: int) -> InvoiceDetail:
    """An invoice as screens show it."""
    with store.read() as session:
        found = invoice(session, invoice_id)
    assert found is not None
    return found


def fees(store: Store) -> list[Fee]:
    """All fees, the first ones first."""
    with store.read() as session:
        return list(session.scalars(select(Fee).order_by(Fee.id)))


def accruals(store: Store) -> list[FeeAccrual]:
    """All accruals, fee by fee."""
    with store.read() as session:
        return list(session.scalars(select(FeeAccrual).order_by(FeeAccrual.fee_id, FeeAccrual.starts_on)))


def ledger(store: Store, until: date = date.max) -> list[LedgerEntry]:
    """What fees have booked up to a day."""
    statement = (
        select(FeePostingEntry, FeePosting.posted_on)
        .join(FeePosting, FeePosting.id == FeePostingEntry.fee_posting_id)
        .where(FeePosting.posted_on <= until)
        .order_by(FeePostingEntry.id)
    )
    with store.read() as session:
        return [LedgerEntry(each.account, on, each.debit, each.credit) for each, on in session.execute(statement)]


def standing(store: Store, until: date = date.max) -> dict[Account, Decimal]:
    """The accounts that are not even, and by how much debit exceeds credit."""
    found = ledger(store, until)
    assert sum(each.debit - each.credit for each in found) == 0
    return balances(found)
