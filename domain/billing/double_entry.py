"""What a line books: cost and revenue, each once as debit and once as credit. Plain rules over values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.billing.model import Side
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.orders.margin import ZERO

Accounts = Callable[[str, str, str], str]
"""Gives the account for a kind of line, "cost" or "revenue", "debit" or "credit"."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A line as far as it is booked."""

    line_id: int
    kind: LineKind
    cost: Decimal
    sales: Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount on one side of one account."""

    line_id: int
    kind: LineKind
    side: Side
    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO


def entries(lines: Iterable[Worth], accounts: Accounts) -> tuple[Entry, ...]:
    """Everything that the lines book; what is worth nothing is booked as nothing, so that the posting names it."""
    return tuple(entry for line in lines for entry in _of_line(line, accounts))


def turned(entry: Entry) -> Entry:
    """The entry that takes `entry` back."""
    return replace(entry, debit=entry.credit, credit=entry.debit)


def difference(booked: Iterable[Entry]) -> Decimal:
    """By how much debit exceeds credit."""
    return sum((entry.debit - entry.credit for entry in booked), ZERO)


def _of_line(line: Worth, accounts: Accounts) -> tuple[Entry, ...]:
    cost = _pair(line, Side.COST, line.cost, accounts) if line.cost else ()
    revenue = _pair(line, Side.REVENUE, line.sales, accounts) if line.sales or not line.cost else ()
    return (*cost, *revenue)


def _pair(line: Worth, side: Side, amount: Decimal, accounts: Accounts) -> tuple[Entry, Entry]:
    debit, credit = (accounts(line.kind.value, side.value, column) for column in ("debit", "credit"))
    if debit == credit:
        raise Refusal(
            tr("{kind}: debit and credit are both on account {account}.", kind=line.kind.label, account=debit)
            + " "
            + tr("An administrator must change the accounts in the settings.")
        )
    pair = (
        Entry(line.line_id, line.kind, side, debit, debit=abs(amount)),
        Entry(line.line_id, line.kind, side, credit, credit=abs(amount)),
    )
    return pair if amount >= 0 else (turned(pair[0]), turned(pair[1]))
