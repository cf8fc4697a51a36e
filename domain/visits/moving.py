"""Visits whose day somebody chose: by booking their order on the board, or by hand."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from domain.agreements.model import Agreement, AgreementLine
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.orders.postponing import begin_at
from domain.parties.model import Site
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.store.changes import plain
from domain.store.unit_of_work import UnitOfWork
from domain.visits.dating import put_on_day
from domain.visits.model import Visit, VisitPlan, VisitStatus
from domain.visits.moments import moments
from domain.visits.window import Window

MOVED = "visit.moved"


def follow_bookings(work: UnitOfWork, order_ids: Collection[int] | None = None) -> int:
    """Let visits stand on the day for which their orders are booked first; returns how many others they stood on.

    It concerns the orders named, or all; the promise of the window stays.
    """
    first = select(Booking.order_id, func.min(Booking.start_at).label("start")).where(LIVE).group_by(Booking.order_id)
    if order_ids is not None:
        first = first.where(Booking.order_id.in_(order_ids))
    booked = first.subquery()
    statement = (
        select(Visit, booked.c.start, Site.timezone)
        .join(booked, booked.c.order_id == Visit.order_id)
        .join(Order, Order.id == Visit.order_id)
        .join(Site, Site.id == Order.site_id)
        .where(Visit.status == VisitStatus.ORDERED)
        .order_by(Visit.id)
        .with_for_update(of=Visit)
    )
    moved = 0
    for visit, start, zone in work.session.execute(statement).all():
        day = start.astimezone(ZoneInfo(zone)).date()
        if visit.planned_on != day:
            visit.planned_on, visit.moved = day, True
            work.note(MOVED, visit, order_id=visit.order_id)
            moved += 1
    return moved


def move_order(work: UnitOfWork, order_id: int, seen: date, day: date) -> None:
    """Move the visits of an order by hand, from the day on which they were seen to another one, with its promises.

    Raises Overtaken. What is booked is moved on the board, and what has begun not at all.
    """
    order = work.get(Order, order_id, lock=True)
    visits = list(work.session.scalars(select(Visit).where(Visit.order_id == order.id).order_by(Visit.id)))
    if not visits or any(visit.planned_on != seen for visit in visits):
        raise Overtaken(tr("Somebody else has moved {number} meanwhile; look again.", number=order.number))
    if not order.stage.meaning.is_open:
        raise Refusal(tr("{number} is closed; it cannot be planned any more.", number=order.number))
    if work.session.scalar(select(Booking.id).where(Booking.order_id == order.id, LIVE).limit(1)) is not None:
        raise Refusal(tr("{number} is booked; move its booking on the board.", number=order.number))
    zone = ZoneInfo(order.site.timezone)
    if day < work.now.astimezone(zone).date():
        raise Refusal(tr("This day has passed."), field="day")
    for visit in visits:
        _check_holds(work, visit, day)
        visit.planned_on, visit.moved, visit.conflict = day, True, False
        visit.earliest, visit.latest = moments(day, day, _window(work, visit), zone)
        work.note(MOVED, visit, order_id=order.id)
    put_on_day(work, order, [seen], day)
    begins = min(visit.earliest for visit in visits)
    work.note("order.replanned", order, begins_at=plain(begins))
    begin_at(work, order, begins, min(visit.latest for visit in visits))


def _check_holds(work: UnitOfWork, visit: Visit, day: date) -> None:
    line = work.get(AgreementLine, visit.agreement_line_id)
    agreement = work.get(Agreement, line.agreement_id)
    first = max(line.starts_on or date.min, agreement.starts_on)
    last = min(line.ends_on or date.max, agreement.ends_on or date.max)
    if not first <= day <= last:
        raise Refusal(tr("The agreement or its line does not hold on this day"), field="day")


def _window(work: UnitOfWork, visit: Visit) -> Window:
    """The times of day of its line; without a plan, any."""
    plan = work.session.scalar(select(VisitPlan).where(VisitPlan.agreement_line_id == visit.agreement_line_id))
    return Window() if plan is None else Window(start_after=plan.start_after, end_before=plan.end_before)
