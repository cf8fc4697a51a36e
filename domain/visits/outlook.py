"""A preview summed up for a calendar: what each day brings, how many visits on how many orders in all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.visits.planned import Reason
from domain.visits.preview import PreviewRow

PRESENT = frozenset({Reason.EXISTS, Reason.DONE})
"""Reasons for which no visit is made because there is one."""
MOST_ROWS = 50_000


@dataclass(slots=True)
class DayOutlook:
    """What one day brings: visits to be made, how many of them on a closed day, visits made before, what is skipped."""

    visits: int = 0
    orders: int = 0
    conflicts: int = 0
    joined: int = 0
    present: int = 0
    skipped: int = 0


@dataclass(slots=True)
class Outlook:
    """All of a preview; `rows` are at most the first `MOST_ROWS`, by day."""

    rows: tuple[PreviewRow, ...] = ()
    days: dict[date, DayOutlook] = field(default_factory=dict)
    total: DayOutlook = field(default_factory=DayOutlook)
    agreements: int = 0
    count: int = 0

    @property
    def whole(self) -> bool:
        """Whether all rows are there."""
        return self.count == len(self.rows)


def outlook(rows: Iterable[PreviewRow], most: int = MOST_ROWS) -> Outlook:
    """Sum up the rows of a preview."""
    made = Outlook()
    kept: list[PreviewRow] = []
    agreement_id = 0
    for row in rows:
        made.count += 1
        if len(kept) < most:
            kept.append(row)
        day = made.days.get(row.shown_on)
        if day is None:
            day = made.days[row.shown_on] = DayOutlook()
        _count(day, row)
        if row.order is not None:
            if row.order > made.total.orders:  # they are numbered as they come, and each is on one day
                made.total.orders = row.order
                day.orders += 1
            made.agreements += row.agreement_id != agreement_id
            agreement_id = row.agreement_id
    kept.sort(key=_by_day)
    made.rows = tuple(kept)
    made.total = _sum(made.days.values())
    return made


def _count(day: DayOutlook, row: PreviewRow) -> None:
    if row.order is not None:
        day.visits += 1
        day.conflicts += row.conflict
        day.joined += row.together > 1
    elif row.how in PRESENT:
        day.present += 1
    else:
        day.skipped += 1


def _sum(days: Iterable[DayOutlook]) -> DayOutlook:
    total = DayOutlook()
    for day in days:
        total.visits += day.visits
        total.orders += day.orders
        total.conflicts += day.conflicts
        total.joined += day.joined
        total.present += day.present
        total.skipped += day.skipped
    return total


def _by_day(row: PreviewRow) -> tuple[date, int, int]:
    return row.shown_on, row.agreement_id, row.order or 0
