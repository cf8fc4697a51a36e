"""Visits follow their orders: what was done or cancelled there is noted, and taken back where it is reopened."""

from collections.abc import Collection

from sqlalchemy import and_, not_, or_, select

from domain.orders.model import Order, Stage, StageMeaning
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork
from domain.visits.made import done_day, status_of
from domain.visits.model import Visit, VisitStatus

_KINDS = {
    VisitStatus.ORDERED: "visit.reopened",
    VisitStatus.DONE: "visit.done",
    VisitStatus.CANCELLED: "visit.cancelled",
}


def settle_visits(work: UnitOfWork, order_ids: Collection[int] | None = None) -> int:
    """Bring the visits of all orders, or of those named, in line with them; returns how many have changed.

    Doing it twice changes nothing.
    """
    statement = (
        select(Visit, Stage.meaning, Order.closed_at, Site.timezone)
        .join(Order, Order.id == Visit.order_id)
        .join(Stage, Stage.id == Order.stage_id)
        .join(Site, Site.id == Order.site_id)
        .where(
            or_(*(and_(Visit.status == status, not_(Stage.meaning.in_(_meanings(status)))) for status in VisitStatus))
        )
        .order_by(Visit.id)
        .with_for_update(of=Visit)
    )
    if order_ids is not None:
        statement = statement.where(Visit.order_id.in_(order_ids))
    found = work.session.execute(statement).all()
    for visit, meaning, closed_at, zone in found:
        visit.status = status_of(meaning)
        visit.done_on = done_day(closed_at, zone) if visit.status is VisitStatus.DONE else None
        work.note(_KINDS[visit.status], visit)
    return len(found)


def _meanings(status: VisitStatus) -> list[StageMeaning]:
    return [meaning for meaning in StageMeaning if status_of(meaning) is status]
