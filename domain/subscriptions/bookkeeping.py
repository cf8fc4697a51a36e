"""What invoicing, accrual and their reversal book: each time as much on the debit as on the credit side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.language import tr
from domain.subscriptions.proration import ZERO


class Account(StrEnum):
    """The accounts of subscriptions, by what they are for; the settings give them numbers."""

    CUSTOMER = "customer"
    REVENUE = "revenue"
    ACCRUED_REVENUE = "accrued_revenue"
    WIP = "wip"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Account.CUSTOMER: tr("Customer"),
            Account.REVENUE: tr("Invoiced revenue – subscription"),
            Account.ACCRUED_REVENUE: tr("Accrued revenue – subscription"),
            Account.WIP: tr("WIP – subscription"),
        }[self]

    @property
    def is_profit_and_loss(self) -> bool:
        """Whether it counts for the result of a period; the others carry a balance into the next one."""
        return self in {Account.REVENUE, Account.ACCRUED_REVENUE}


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One amount on one side of one account on a day."""

    account: Account
    on: date
    debit: Decimal = ZERO
    credit: Decimal = ZERO


def invoicing(fee: Decimal, on: date, *, accrues: bool) -> tuple[LedgerEntry, ...]:
    """What an invoiced fee books, without tax.

    If its revenue is accrued it is taken out of profit and loss again, to be earned period by period.
    """
    billed = _moved(fee, on, debit=Account.CUSTOMER, credit=Account.REVENUE)
    deferred = _moved(fee, on, debit=Account.ACCRUED_REVENUE, credit=Account.WIP) if accrues else ()
    return (*billed, *deferred)


def accruing(amount: Decimal, on: date) -> tuple[LedgerEntry, ...]:
    """What an accrual books: so much is earned."""
    return _moved(amount, on, debit=Account.WIP, credit=Account.ACCRUED_REVENUE)


def mirrored(entries: Iterable[LedgerEntry], on: date) -> tuple[LedgerEntry, ...]:
    """What takes entries back on a day."""
    return tuple(replace(entry, on=on, debit=entry.credit, credit=entry.debit) for entry in entries)


def balances(entries: Iterable[LedgerEntry]) -> dict[Account, Decimal]:
    """By how much debit exceeds credit, for each account on which they differ."""
    sums: defaultdict[Account, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.account] += entry.debit - entry.credit
    return {account: amount for account, amount in sums.items() if amount}


def in_total(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The entries added up: one for each day, account and side, for a ledger that wants no lines."""
    sums: defaultdict[tuple[date, Account, bool], Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.on, entry.account, bool(entry.debit)] += entry.debit + entry.credit
    return tuple(
        LedgerEntry(account, on, debit=amount) if is_debit else LedgerEntry(account, on, credit=amount)
        for (on, account, is_debit), amount in sums.items()
    )


def _moved(amount: Decimal, on: date, *, debit: Account, credit: Account) -> tuple[LedgerEntry, ...]:
    if not amount:
        return ()
    if amount < 0:
        debit, credit = credit, debit
    return LedgerEntry(debit, on, debit=abs(amount)), LedgerEntry(credit, on, credit=abs(amount))
