"""The columns of the reports on fees."""

from functools import partial
from typing import Any

from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.money import money
from app.shared.times import Times
from domain.language import tr
from domain.reporting.fee_transactions import FeeTransaction

TONES = {"open": "info", "invoiced": "good", "credited": "neutral"}


def transaction_columns(times: Times) -> tuple[Column[FeeTransaction], ...]:
    return (
        *_head(),
        Column("kind", tr("Kind"), lambda row: row.kind.label, width=110, muted=True),
        _figure("price", tr("Price"), times),
        _figure("amount", tr("Amount"), times),
        Column("status", tr("Status"), lambda row: row.status.label, width=92, chip=_status),
        Column("invoice", tr("Invoice"), lambda row: row.invoice, width=100),
        Column("issued", tr("Issued"), _issued, lambda row: row.issued_on, width=100, muted=True),
        Column("credit_note", tr("Credit note"), lambda row: row.credit_note, width=100, muted=True),
    )


def fee_columns(times: Times) -> tuple[Column[FeeTransaction], ...]:
    return (
        *_head(),
        Column("status", tr("Status"), lambda row: row.status.label, width=92, chip=_status),
        _figure("amount", tr("Amount"), times),
        _figure("billed", tr("Billed"), times),
        _figure("earned", tr("Earned"), times),
        _figure("deferred", tr("Deferred"), times),
    )


def _head() -> tuple[Column[FeeTransaction], ...]:
    return (
        Column("subscription", tr("Subscription"), lambda row: row.subscription, width=96, strong=True, tip=_name),
        Column("name", tr("Name"), _name, width=140, stretch=True, tip=_name),
        Column("customer", tr("Customer"), _customer, width=130, stretch=True, muted=True, tip=_customer),
        Column("agreement", tr("Agreement"), lambda row: row.agreement, width=96, muted=True),
        Column("from", tr("From"), lambda row: short_day(row.starts_on), lambda row: row.starts_on, width=100),
        Column("until", tr("Until"), lambda row: short_day(row.ends_on), lambda row: row.ends_on, width=100),
    )


def _figure(name: str, title: str, times: Times) -> Column[FeeTransaction]:
    """An amount, in the currency of its fee."""
    return Column(name, title, partial(_money, name, times), partial(_amount, name), RIGHT, 112)


def _amount(name: str, row: FeeTransaction) -> Any:
    return getattr(row, name)


def _money(name: str, times: Times, row: FeeTransaction) -> str:
    return money(_amount(name, row), row.currency, times)


def _name(row: FeeTransaction) -> str:
    return row.name


def _customer(row: FeeTransaction) -> str:
    return row.customer


def _issued(row: FeeTransaction) -> str:
    return short_day(row.issued_on)


def _status(row: FeeTransaction) -> Chip:
    return Chip(row.status.label, TONES[row.status.value], soft=True)
