"""What would be made in a period, for a screen: every due day with its visit or the reason why there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.parties.model import Customer, Site
from domain.visits.lines import Scope, read_lines
from domain.visits.plan import Period, plan
from domain.visits.plan_lines import PlanLine
from domain.visits.planned import How, PlanItem, PlannedVisit, Reason

DAY_BITS = 22
"""Enough for the ordinal of any day."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One due day of a line. Visits with the same `order` number go on one order; without one none is made, see `why`.

    `day` is that of the visit, or that of the one which is done in its place.
    """

    agreement_id: int
    agreement: str
    customer: str
    line_id: int
    line: str
    asset_id: int | None
    site: str
    due: date
    day: date | None
    earliest: datetime | None
    latest: datetime | None
    order: int | None
    together: int
    conflict: bool
    how: How | Reason
    why: str

    @property
    def id(self) -> int:
        """Line and due day as one number."""
        return self.line_id << DAY_BITS | self.due.toordinal()

    @property
    def shown_on(self) -> date:
        """The day on which a calendar shows it."""
        return self.day or self.due


def preview(
    session: Session,
    period: Period,
    *,
    agreement_id: int | None = None,
    line_id: int | None = None,
    chosen: Sequence[int] | None = None,
) -> Iterator[PreviewRow]:
    """The rows of a period, agreement by agreement and by due day; nothing is written.

    `chosen` are the ids of some agreements, ascending; `line_id` shows one line.
    """
    scope = Scope(period.first, period.last, agreement_id, period.continuous, chosen)
    orders: dict[object, int] = {}
    for lines in read_lines(session, scope):
        names = _names(session, lines)
        by_id = {line.line_id: line for line in lines}
        items = list(plan(lines, period))
        sizes: dict[object, int] = {}
        for item in items:
            if isinstance(item, PlannedVisit):
                sizes[item.group] = sizes.get(item.group, 0) + 1
        for item in items:
            if line_id in {None, item.line_id}:
                yield _row(item, by_id[item.line_id], names, orders, sizes)


@dataclass(frozen=True, slots=True)
class _Names:
    agreements: dict[int, tuple[str, str]]
    sites: dict[int, str]


def _names(session: Session, lines: list[PlanLine]) -> _Names:
    agreements = (
        select(Agreement.id, Agreement.number, Customer.name)
        .outerjoin(Customer, Customer.id == Agreement.customer_id)
        .where(Agreement.id.in_({line.terms.agreement_id for line in lines}))
    )
    sites = select(Site.id, Site.name).where(Site.id.in_({line.site_id for line in lines}))
    return _Names(
        {key: (number, customer or "") for key, number, customer in session.execute(agreements)},
        dict(iter(session.execute(sites))),
    )


def _row(
    item: PlanItem, line: PlanLine, names: _Names, orders: dict[object, int], sizes: dict[object, int]
) -> PreviewRow:
    made = item if isinstance(item, PlannedVisit) else None
    number, customer = names.agreements[line.terms.agreement_id]
    return PreviewRow(
        agreement_id=line.terms.agreement_id,
        agreement=number,
        customer=customer,
        line_id=line.line_id,
        line=line.text,
        asset_id=line.asset_id,
        site=names.sites.get(line.site_id, ""),
        due=item.due,
        day=item.day if isinstance(item, PlannedVisit) else item.by_day,
        earliest=made.earliest if made else None,
        latest=made.latest if made else None,
        order=orders.setdefault(made.group, len(orders) + 1) if made else None,
        together=sizes[made.group] if made else 0,
        conflict=made is not None and made.conflict,
        how=item.how if isinstance(item, PlannedVisit) else item.reason,
        why=item.words,
    )
