"""The columns of what fees have booked."""

from functools import partial

from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.money import money
from app.shared.times import Times
from domain.billing.fee_posting_queries import FeeEntry
from domain.language import tr


def fee_entry_columns(times: Times) -> tuple[Column[FeeEntry], ...]:
    return (
        Column("posting", tr("Posting"), lambda row: row.posting, width=104, strong=True),
        Column("on", tr("Day"), lambda row: short_day(row.posted_on), lambda row: row.posted_on, width=100),
        Column("deed", tr("Kind"), lambda row: row.deed.label, width=140),
        Column("subscription", tr("Subscription"), lambda row: row.subscription, width=100),
        Column("days", tr("Days"), _days, lambda row: row.starts_on, width=190, muted=True),
        Column("invoice", tr("Invoice"), lambda row: row.invoice, width=100, muted=True),
        Column("by", tr("By"), lambda row: row.posted_by, width=90, muted=True),
        Column("account", tr("Account"), lambda row: row.account.label, width=150, stretch=True, tip=_account),
        Column("number", tr("Number"), lambda row: row.number, width=76, muted=True),
        Column("debit", tr("Debit"), partial(_side, times, debit=True), lambda row: row.debit, RIGHT, 110),
        Column("credit", tr("Credit"), partial(_side, times, debit=False), lambda row: row.credit, RIGHT, 110),
    )


def _days(row: FeeEntry) -> str:
    return f"{short_day(row.starts_on)} – {short_day(row.ends_on)}"


def _account(row: FeeEntry) -> str:
    return f"{row.number} {row.account.label}"


def _side(times: Times, row: FeeEntry, *, debit: bool) -> str:
    value = row.debit if debit else row.credit
    return money(value, row.currency, times) if value else ""
