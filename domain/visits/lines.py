"""The lines of agreements as visits are planned from them, read from the database some agreements at a time."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.calendars.model import WorkingCalendar
from domain.calendars.queries import hours_of
from domain.orders.terms import Shelf
from domain.parameters import service as parameters
from domain.parties.model import Site
from domain.sla.model import Sla
from domain.visits.asking import Asked
from domain.visits.asks import Asking, read_asks
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import ONCE, Interval, from_json
from domain.visits.made import Made, made_before
from domain.visits.model import AgreementPlanning, ServiceInterval, ServiceTask, Visit, VisitPlan
from domain.visits.open_days import OpenDays
from domain.visits.plan_lines import PlanLine, Terms, always_open
from domain.visits.window import OpenDay, Window

PORTION = 50
"""How many agreements are read at once."""
_AROUND = 400
"""How many days beyond a period those visits are at most that go together with its own."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose visits are planned, those of all agreements, of one or of those `chosen`, around which days.

    What is chosen are ids in ascending order. `continuous` goes back to the start.
    """

    first: date
    last: date
    agreement_id: int | None = None
    continuous: bool = False
    chosen: Sequence[int] | None = None


@dataclass(slots=True)
class Books:
    """What many lines share: rules of intervals, and which days are open by a calendar at the sites of a zone."""

    default_calendar: int | None
    intervals: dict[int, Interval] = field(default_factory=dict)
    calendars: dict[tuple[int, str], OpenDay] = field(default_factory=dict)
    hours: Shelf = field(default_factory=dict)
    """The working hours that orders are promised by."""


def read_books(session: Session) -> Books:
    """What is shared by all lines, still empty."""
    chosen = select(WorkingCalendar.id).where(WorkingCalendar.id == parameters.read(session).visit_calendar_id)
    usual = select(Sla.calendar_id).where(Sla.is_default).limit(1)
    return Books(session.scalar(chosen) or session.scalar(usual))


def read_lines(
    session: Session, scope: Scope, portion: int = PORTION, *, books: Books | None = None, after: int = 0
) -> Iterator[list[PlanLine]]:
    """The lines of some agreements at a time; those of one agreement are never torn apart.

    It begins `after` the agreement of that id; `books` are for those who read more than once.
    """
    books = books or read_books(session)
    while some := agreements_of(session, scope, after, portion):
        yield lines_of(session, scope, some, books)
        after = some[-1]


def count_agreements(session: Session) -> int:
    """How many agreements have lines that fall due."""
    plans = select(func.count(AgreementLine.agreement_id.distinct()))
    return session.scalar(plans.join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)) or 0


def agreements_of(session: Session, scope: Scope, after: int, portion: int) -> list[int]:
    """The next agreements with lines that fall due, ascending."""
    if scope.agreement_id is not None:
        return [scope.agreement_id] if scope.agreement_id > after else []
    if scope.chosen is not None:
        at = bisect_right(scope.chosen, after)
        return list(scope.chosen[at : at + portion])
    statement = (
        select(AgreementLine.agreement_id)
        .join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .where(AgreementLine.agreement_id > after)
        .group_by(AgreementLine.agreement_id)
        .order_by(AgreementLine.agreement_id)
        .limit(portion)
    )
    return list(session.scalars(statement))


def lines_of(session: Session, scope: Scope, agreement_ids: list[int], books: Books) -> list[PlanLine]:
    """The lines of these agreements, those of one after the other."""
    chosen = AgreementLine.agreement_id.in_(agreement_ids)
    made = made_before(session, and_(chosen, _around(scope)))
    rows = session.execute(_statement(chosen)).all()
    asking = (_asking(row, made) for row in rows if row.VisitPlan.meter_id or row.VisitPlan.on_condition)
    asked = read_asks(session, asking)
    return [_line(session, row, made.get(row.line_id, Made()), asked.get(row.line_id), books) for row in rows]


def open_days(session: Session, calendar_id: int | None, zone: str | None, books: Books) -> OpenDay:
    """On which days a visit may be: by the calendar of its agreement, else by that of all, on the clocks of a zone."""
    wanted = calendar_id or books.default_calendar
    if wanted is None or zone is None:
        return always_open
    key = wanted, zone
    if key not in books.calendars:
        books.calendars[key] = OpenDays(hours_of(session, *key), ZoneInfo(zone))
    return books.calendars[key]


def interval_of(interval_id: int | None, rule: dict[str, Any] | None, books: Books) -> Interval | None:
    """The interval of a plan, None without one; those that share it share its value."""
    if interval_id is None or rule is None:
        return None
    if interval_id not in books.intervals:
        books.intervals[interval_id] = from_json(rule)
    return books.intervals[interval_id]


def _asking(row: Any, made: Mapping[int, Made]) -> Asking:
    holds_from = max(row.starts_on or row.agreed_from, row.agreed_from)
    return Asking(row.VisitPlan, _zone(row), holds_from, made.get(row.line_id, Made()))


def _zone(row: Any) -> ZoneInfo:
    return ZoneInfo(row.timezone or str(UTC))


def _around(scope: Scope) -> ColumnElement[bool]:
    last = _shifted(scope.last, _AROUND)
    first = date.min if scope.continuous else _shifted(scope.first, -_AROUND)
    return or_(VisitPlan.basis == Basis.FLOATING, Visit.due_on.between(first, last))


def _statement(chosen: ColumnElement[bool]) -> Any:
    return (
        select(
            VisitPlan,
            AgreementLine.id.label("line_id"),
            AgreementLine.text,
            AgreementLine.kind,
            AgreementLine.asset_id,
            AgreementLine.starts_on,
            AgreementLine.ends_on,
            AgreementLine.stopped,
            Agreement.id.label("agreement_id"),
            Agreement.starts_on.label("agreed_from"),
            Agreement.ends_on.label("agreed_until"),
            Agreement.suspended,
            Agreement.folder_id,
            Agreement.preferred_technician_id,
            Site.id.label("site_id"),
            Site.timezone,
            ServiceInterval.rule,
            ServiceTask.rank,
            AgreementPlanning.combine,
            AgreementPlanning.calendar_id,
        )
        .join(AgreementLine, AgreementLine.id == VisitPlan.agreement_line_id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .outerjoin(Asset, Asset.id == AgreementLine.asset_id)
        .outerjoin(Site, Site.id == func.coalesce(Asset.site_id, VisitPlan.site_id))
        .outerjoin(ServiceInterval, ServiceInterval.id == VisitPlan.interval_id)
        .outerjoin(ServiceTask, ServiceTask.id == VisitPlan.task_id)
        .outerjoin(AgreementPlanning, AgreementPlanning.agreement_id == Agreement.id)
        .where(chosen)
        .order_by(Agreement.id, AgreementLine.position, AgreementLine.id)
    )


def _line(session: Session, row: Any, made: Made, asked: Asked | None, books: Books) -> PlanLine:
    plan: VisitPlan = row.VisitPlan
    done = [day for day in (plan.last_done_on, made.last_done) if day is not None]
    return PlanLine(
        line_id=row.line_id,
        text=row.text,
        terms=_terms(row),
        kind=row.kind,
        anchor=plan.anchor_on,
        site_id=row.site_id or 0,
        zone=_zone(row),
        starts_on=row.starts_on or row.agreed_from,
        ends_on=row.ends_on,
        interval=interval_of(plan.interval_id, row.rule, books) or (ONCE if plan.once else None),
        window=Window(plan.window, plan.days_before, plan.days_after, plan.start_after, plan.end_before, plan.closed),
        basis=plan.basis,
        last_done=max(done, default=None),
        asked=asked,
        stopped=row.stopped,
        asset_id=row.asset_id,
        task_id=plan.task_id,
        technician_id=plan.technician_id or row.preferred_technician_id,
        rank=row.rank or 0,
        existing=made.visits,
        is_open=open_days(session, row.calendar_id, row.timezone, books),
    )


def _terms(row: Any) -> Terms:
    return Terms(
        row.agreement_id,
        row.agreed_from,
        row.agreed_until,
        row.suspended,
        row.folder_id is not None,
        row.combine or Combine.AGREEMENT,
    )


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
