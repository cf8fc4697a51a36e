"""From when to when the visits of an order may be, by what is agreed on: every open day of their windows.

The days are those that were agreed on when a visit was made, or to which somebody moved it; the times of day are those
of its line as it is now. Whoever plans the work chooses among them; the visit follows (`domain.visits.moving`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import AgreementLine
from domain.orders.model import Order
from domain.parties.model import Site
from domain.store.portions import portions
from domain.visits.basis import Basis
from domain.visits.lines import Books, interval_of, open_days, read_books
from domain.visits.model import AgreementPlanning, ServiceInterval, Visit, VisitPlan, VisitStatus
from domain.visits.moments import moments
from domain.visits.series import occurrences
from domain.visits.window import Bounds, OpenDay, Window, apart_from_neighbours

#: From a moment to another; the work begins and ends within.
Stretch = tuple[datetime, datetime]
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The window of one visit: its days from `earliest` to `latest`, and the times of day in `times`.

    `bounds` hold its neighbours in the series. On a closed day it is only where no other is left, if `planned_on` is.
    """

    due: date
    planned_on: date
    earliest: datetime
    latest: datetime
    zone: ZoneInfo
    is_open: OpenDay
    times: Window = Window()  # noqa: RUF009 - frozen
    bounds: Bounds = Bounds()  # noqa: RUF009 - frozen


def stretches(agreed: Agreed) -> tuple[Stretch, ...]:
    """When a visit may be, in turn; days that follow each other are one where any time of day is as good."""
    first, last = (each.astimezone(agreed.zone).date() for each in (agreed.earliest, agreed.latest - _MOMENT))
    if first <= agreed.due <= last:
        first, last = apart_from_neighbours(first, last, agreed.due, agreed.bounds)
    days = [day for day in _days(first, last) if agreed.is_open(day)] or [agreed.planned_on]
    any_time = agreed.times.start_after is None and agreed.times.end_before is None
    runs = _runs(days) if any_time else [(day, day) for day in days]
    return tuple(moments(*run, agreed.times, agreed.zone) for run in runs)


def in_common(one: Sequence[Stretch], other: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The time that lies in stretches of both."""
    met = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple(sorted(stretch for stretch in met if stretch[0] < stretch[1]))


def agreed_times(session: Session, order_ids: Iterable[int]) -> Mapping[int, tuple[Stretch, ...]]:
    """By order, when all of its visits may be; orders on which no visit waits are not among them."""
    books = read_books(session)
    found: dict[int, tuple[Stretch, ...]] = {}
    for some in portions(sorted(set(order_ids))):
        for row in session.execute(_statement(some)):
            own = stretches(_agreed(session, row, books))
            known = found.get(row.order_id)
            found[row.order_id] = own if known is None else in_common(known, own)
    return found


def _statement(order_ids: Sequence[int]) -> Any:
    return (
        select(
            Visit.order_id,
            Visit.due_on,
            Visit.planned_on,
            Visit.earliest,
            Visit.latest,
            Site.timezone,
            VisitPlan.anchor_on,
            VisitPlan.basis,
            VisitPlan.start_after,
            VisitPlan.end_before,
            VisitPlan.interval_id,
            ServiceInterval.rule,
            AgreementPlanning.calendar_id,
        )
        .join(Order, Order.id == Visit.order_id)
        .join(Site, Site.id == Order.site_id)
        .join(AgreementLine, AgreementLine.id == Visit.agreement_line_id)
        .outerjoin(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .outerjoin(ServiceInterval, ServiceInterval.id == VisitPlan.interval_id)
        .outerjoin(AgreementPlanning, AgreementPlanning.agreement_id == AgreementLine.agreement_id)
        .where(Visit.order_id.in_(order_ids), Visit.status == VisitStatus.ORDERED)
        .order_by(Visit.order_id, Visit.id)
    )


def _agreed(session: Session, row: Any, books: Books) -> Agreed:
    return Agreed(
        row.due_on,
        row.planned_on,
        row.earliest,
        row.latest,
        ZoneInfo(row.timezone or str(UTC)),
        open_days(session, row.calendar_id, row.timezone, books),
        Window(start_after=row.start_after, end_before=row.end_before),
        _bounds(row, books),
    )


def _bounds(row: Any, books: Books) -> Bounds:
    """The due days before and after one of a series that follows the calendar."""
    interval = interval_of(row.interval_id, row.rule, books)
    if interval is None or row.basis is not Basis.FIXED:
        return Bounds()
    # Half way to a neighbour is within the window up to twice as far away.
    margin = 2 * (row.latest - row.earliest + _DAY)
    dues = list(occurrences(interval, row.anchor_on, row.due_on - margin, row.due_on + margin))
    if row.due_on not in dues:
        return Bounds()
    at = dues.index(row.due_on)
    return Bounds(due_before=dues[at - 1] if at else None, due_after=dues[at + 1] if at + 1 < len(dues) else None)


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Days that follow each other, as the first and the last of them."""
    ends = [one for one, other in pairwise(days) if other - one > _DAY] + [days[-1]]
    begins = [days[0]] + [other for one, other in pairwise(days) if other - one > _DAY]
    return list(zip(begins, ends, strict=True))
