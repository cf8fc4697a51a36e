"""What the tables of billing show: rows of the domain, each with an id that outlives its values."""

from dataclasses import dataclass

from domain.billing.billable import BillableRow
from domain.billing.posting_queries import EntryRow, ReadyRow


@dataclass(frozen=True, slots=True)
class Ready:
    """An order whose lines can be posted; `id` is that of the order."""

    id: int
    row: ReadyRow


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one order of several that were to be posted."""

    id: int
    number: str
    posted: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits to be billed to one customer under one agreement or none, in one currency."""

    id: int
    row: BillableRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of a posting, on one account."""

    id: int
    row: EntryRow
    currency: str


class PileIds:
    """Gives the same pile the same id as long as the page lives."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int | None, str], int] = {}

    def named(self, row: BillableRow) -> Pile:
        key = (row.customer_id, row.agreement_id, row.currency)
        return Pile(self._known.setdefault(key, len(self._known) + 1), row)
