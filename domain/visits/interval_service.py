"""What administrators do with service intervals: make, change, take out of use."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.visits.basis import Basis
from domain.visits.checks import check_floating, check_interval
from domain.visits.interval import Interval, to_json
from domain.visits.model import ServiceInterval, VisitPlan
from domain.visits.naming import free_name


@dataclass(frozen=True, slots=True)
class IntervalDraft:
    """An interval under its name, as it is asked for."""

    name: str
    interval: Interval


def create_interval(work: UnitOfWork, draft: IntervalDraft) -> int:
    """Make an interval; returns its id."""
    check_interval(draft.interval, work.now.date())
    name = free_name(work, ServiceInterval, draft.name, None)
    interval = ServiceInterval(name=name, rule=to_json(draft.interval), active=True)
    return work.add(interval, "service_interval.created").id


def change_interval(work: UnitOfWork, interval_id: int, draft: IntervalDraft, version: int) -> None:
    """Change an interval for every line that falls due by it. Refused where one of them never would any more."""
    interval = work.get(ServiceInterval, interval_id, lock=True)
    check_version(interval, version, interval.name)
    anchors = _anchors(work, interval.id)
    for anchor in {anchor for anchor, _ in anchors} or {work.now.date()}:
        check_interval(draft.interval, anchor)
    if any(basis is Basis.FLOATING for _, basis in anchors):
        check_floating(draft.interval)
    interval.name = free_name(work, ServiceInterval, draft.name, interval.id)
    interval.rule = to_json(draft.interval)
    work.note("service_interval.changed", interval)


def switch_interval(work: UnitOfWork, interval_id: int, *, active: bool) -> None:
    """Offer an interval for further lines, or offer it no more; lines that have it keep it."""
    interval = work.get(ServiceInterval, interval_id, lock=True)
    if interval.active != active:
        interval.active = active
        work.note("service_interval.switched", interval)


def _anchors(work: UnitOfWork, interval_id: int) -> set[tuple[date, Basis]]:
    """The first days of the series that the interval makes, and what they follow from."""
    found = select(VisitPlan.anchor_on, VisitPlan.basis).where(VisitPlan.interval_id == interval_id).distinct()
    return {(anchor, basis) for anchor, basis in work.session.execute(found)}
