"""Reports about agreements and subscriptions as tables to be exported and printed."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from domain.agreements.listing import renewals_due
from domain.billing.fee_posting_queries import fee_entries
from domain.language import tr
from domain.reporting.agreement_margin import agreement_margin
from domain.reporting.exporting import Column, Table, Value, plain_money
from domain.reporting.fee_transactions import FeeSearch, FeeTransaction, fee_transactions
from domain.reporting.money_tables import margin_columns, margin_figures


def transaction_table(session: Session, search: FeeSearch) -> Table:
    """Every fee with its state and invoice."""
    columns = (
        *_head(),
        Column("kind", tr("Kind")),
        Column("quantity", tr("Quantity")),
        Column("price", tr("Price")),
        Column("amount", tr("Amount")),
        Column("status", tr("Status")),
        Column("invoice", tr("Invoice")),
        Column("issued_on", tr("Issued on")),
        Column("credit_note", tr("Credit note")),
    )
    return Table(tr("Transaction – subscription"), columns, _transactions(session, search))


def fee_table(session: Session, search: FeeSearch) -> Table:
    """Every fee with what of it is billed, earned and deferred."""
    columns = (
        *_head(),
        Column("amount", tr("Amount")),
        Column("billed", tr("Billed")),
        Column("earned", tr("Earned")),
        Column("deferred", tr("Deferred")),
    )
    rows = (
        (
            *_of_fee(fee),
            plain_money(fee.amount),
            plain_money(fee.billed),
            plain_money(fee.earned),
            plain_money(fee.deferred),
        )
        for fee in fee_transactions(session, search, limit=None)
    )
    return Table(tr("Subscription fee transactions"), columns, rows)


def agreement_margin_table(session: Session, since: date | None, until: date | None, *, posted_only: bool) -> Table:
    """The margin of every agreement."""
    columns = (
        Column("agreement", tr("Agreement")),
        Column("name", tr("Name")),
        Column("customer", tr("Customer")),
        Column("currency", tr("Currency")),
        Column("fees", tr("Fees")),
        Column("fee_sales", tr("Sales of fees")),
        Column("orders", tr("Orders")),
        Column("order_sales", tr("Sales of orders")),
        *margin_columns(),
    )
    rows = (
        (
            row.number,
            row.name,
            row.customer,
            row.currency,
            row.fees,
            plain_money(row.fee_sales),
            row.orders,
            plain_money(row.order_sales),
            *margin_figures(row.result),
        )
        for row in agreement_margin(session, since, until, posted_only=posted_only)
    )
    return Table(tr("Margin per agreement"), columns, rows)


def renewal_table(session: Session, since: date, until: date) -> Table:
    """The agreements for which something is to be decided in a time, or that end."""
    columns = (
        Column("notice_on", tr("Notice until")),
        Column("ends_on", tr("Ends on")),
        Column("agreement", tr("Agreement")),
        Column("name", tr("Name")),
        Column("customer", tr("Customer")),
        Column("renewal", tr("Renewal")),
    )
    rows = (
        (each.due.notice_on, each.due.ends_on, each.number, each.name, each.customer, each.renewal)
        for each in renewals_due(session, since, until)
    )
    return Table(tr("Renewals due"), columns, rows)


def fee_posting_table(session: Session, since: date | None, until: date | None) -> Table:
    """Every entry that fees have booked on some days."""
    columns = (
        Column("posting", tr("Posting")),
        Column("posted_on", tr("Day")),
        Column("posted_by", tr("By")),
        Column("deed", tr("Kind")),
        Column("subscription", tr("Subscription")),
        Column("from", tr("From")),
        Column("until", tr("Until")),
        Column("invoice", tr("Invoice")),
        Column("account", tr("Account")),
        Column("account_number", tr("Number")),
        Column("debit", tr("Debit")),
        Column("credit", tr("Credit")),
        Column("currency", tr("Currency")),
    )
    rows = (
        (
            each.posting,
            each.posted_on,
            each.posted_by,
            each.deed,
            each.subscription,
            each.starts_on,
            each.ends_on,
            each.invoice,
            each.account,
            each.number,
            plain_money(each.debit),
            plain_money(each.credit),
            each.currency,
        )
        for each in fee_entries(session, since or date.min, until or date.max)
    )
    return Table(tr("Postings of fees"), columns, rows)


def _head() -> tuple[Column, ...]:
    return (
        Column("subscription", tr("Subscription")),
        Column("name", tr("Name")),
        Column("customer", tr("Customer")),
        Column("agreement", tr("Agreement")),
        Column("from", tr("From")),
        Column("until", tr("Until")),
        Column("currency", tr("Currency")),
    )


def _of_fee(fee: FeeTransaction) -> tuple[Value, ...]:
    return fee.subscription, fee.name, fee.customer, fee.agreement, fee.starts_on, fee.ends_on, fee.currency


def _transactions(session: Session, search: FeeSearch) -> Iterator[tuple[Value, ...]]:
    for fee in fee_transactions(session, search, limit=None):
        yield (
            *_of_fee(fee),
            fee.kind,
            fee.quantity.normalize(),
            plain_money(fee.price),
            plain_money(fee.amount),
            fee.status,
            fee.invoice,
            fee.issued_on,
            fee.credit_note,
        )
