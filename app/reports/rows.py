"""The rows of reports that are made of sums, each with an id that outlives its values."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.shared.days import month_words
from domain.agreements.listing import RenewalDue
from domain.language import tr
from domain.orders.margin import Margin
from domain.reporting.agreement_margin import AgreementMargin
from domain.reporting.order_margin import Grouping, MarginRow, totals


@dataclass(frozen=True, slots=True)
class Group:
    """One group of lines in one currency."""

    id: int
    row: MarginRow
    name: str
    """What it is called on screen; lines that belong to none say so."""


@dataclass(frozen=True, slots=True)
class OfAgreement:
    """What one agreement brings and costs in one currency."""

    id: int
    row: AgreementMargin


@dataclass(frozen=True, slots=True)
class Renewing:
    """An agreement with one of its terms."""

    id: int
    row: RenewalDue


class Ids:
    """Gives the same group the same id as long as the page lives."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def groups(self, rows: Iterable[MarginRow], by: Grouping) -> tuple[Group, ...]:
        return tuple(Group(self._id((row.name, row.detail, row.currency)), row, _called(row, by)) for row in rows)

    def agreements(self, rows: Iterable[AgreementMargin]) -> tuple[OfAgreement, ...]:
        return tuple(OfAgreement(self._id((row.number, row.currency)), row) for row in rows)

    def renewals(self, rows: Iterable[RenewalDue]) -> tuple[Renewing, ...]:
        return tuple(Renewing(self._id((row.agreement_id, row.due.renewals)), row) for row in rows)

    def _id(self, key: Hashable) -> int:
        return self._known.setdefault(key, len(self._known) + 1)


def sums(groups: Iterable[Group]) -> Mapping[str, Margin]:
    """All of them together, by currency."""
    return totals([group.row for group in groups])


def _called(row: MarginRow, by: Grouping) -> str:
    if not row.name:
        return tr("none")
    return month_words(date.fromisoformat(f"{row.name}-01")) if by is Grouping.MONTH else row.name
