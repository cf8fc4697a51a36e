"""What a report is: the words of the sentence it follows, what it shows, and how it is written to a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.shared.columns import Column
from app.shared.links import Link
from app.shared.times import Times
from domain.language import tr
from domain.reporting.exporting import Table
from domain.reporting.order_margin import Grouping
from domain.subscriptions.model import FeeStatus


class Kind(StrEnum):
    """Which reports there are."""

    MARGIN = "margin"
    TRANSACTIONS = "transactions"
    FEES = "fees"
    AGREEMENTS = "agreements"
    RENEWALS = "renewals"

    @property
    def label(self) -> str:
        """What it is called on screen."""
        return {
            Kind.MARGIN: tr("Service order margin"),
            Kind.TRANSACTIONS: tr("Transaction – subscription"),
            Kind.FEES: tr("Subscription fee transactions"),
            Kind.AGREEMENTS: tr("Margin per agreement"),
            Kind.RENEWALS: tr("Renewals due"),
        }[self]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sentence asks for; each report looks at the words it follows."""

    today: date
    kind: Kind = Kind.MARGIN
    by: Grouping = Grouping.CUSTOMER
    since: date | None = None
    until: date | None = None
    posted_only: bool = False
    statuses: frozenset[FeeStatus] = frozenset()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rows of a report; `total` is how many there are in all."""

    asked: Asked
    rows: Sequence[Any]
    total: int


def no_titles(_asked: Asked) -> Mapping[str, str]:
    """All columns have the titles they are declared with."""
    return {}


def opens_nothing(_row: Any) -> Link | None:
    """A row stands for more than one record."""
    return None


@dataclass(frozen=True)
class Report:
    """One report. `least` are the columns that give way, `titles` those that are called by what is asked for."""

    kind: Kind
    words: frozenset[str]
    columns: Callable[[Times], tuple[Column[Any], ...]]
    hint: str
    read: Callable[[Session, Asked], Loaded]
    table: Callable[[Session, Asked], Table]
    sums: Callable[[Sequence[Any], Times], Sequence[str]]
    lines: Callable[[Session, Asked], Table] | None = None
    least: Mapping[str, int] = field(default_factory=dict)
    titles: Callable[[Asked], Mapping[str, str]] = no_titles
    opens: Callable[[Any], Link | None] = opens_nothing
