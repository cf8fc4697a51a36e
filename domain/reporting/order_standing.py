"""The views of orders that every desk needs, as conditions of SQL."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from domain.billing.posting_queries import may_be_posted
from domain.language import tr
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.promise_model import Promise
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking, BookingStatus

#: An order whose promise ends within this time is about to be late, whatever its SLA says of warnings.
SOON = timedelta(hours=1)
#: What comes in by itself; an order by hand, or one that follows another, somebody has in hand already.
FROM_OUTSIDE = (Origin.WEB, Origin.ALERT, Origin.AGREEMENT, Origin.SUBSCRIPTION)


class Standing(StrEnum):
    """A view; no standing at all means every order."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    LATE = "late"
    INCOMING = "incoming"
    FROM_ALERTS = "from_alerts"
    TO_POST = "to_post"
    DONE = "done"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Standing.OPEN: tr("active"),
            Standing.MINE: tr("mine"),
            Standing.UNASSIGNED: tr("unassigned"),
            Standing.LATE: tr("late or about to be"),
            Standing.INCOMING: tr("incoming"),
            Standing.FROM_ALERTS: tr("active, from alerts"),
            Standing.TO_POST: tr("ready to post"),
            Standing.DONE: tr("done"),
        }[self]

    @property
    def is_open(self) -> bool:
        """Whether only orders on which work is expected can be among them: few, however many there are in all."""
        return self not in {Standing.TO_POST, Standing.DONE}


def stands(session: Session, standing: Standing, now: datetime, user: str) -> ColumnElement[bool]:
    """Whether an order is in the view."""
    if standing is Standing.TO_POST:
        return may_be_posted(session)
    if standing is Standing.DONE:
        return Order.closed_at.is_not(None)
    return and_(Order.closed_at.is_(None), *_of_open(standing, now, user))


def overdue(now: datetime) -> ColumnElement[bool]:
    """Whether an open order is past its promise."""
    return and_(Order.closed_at.is_(None), Order.due_at < now)


def _of_open(standing: Standing, now: datetime, user: str) -> list[ColumnElement[bool]]:
    if standing is Standing.MINE:
        return [Order.responsible == user]
    if standing is Standing.UNASSIGNED:
        return [~exists().where(Booking.order_id == Order.id, LIVE, Booking.status != BookingStatus.PARTLY_DONE)]
    if standing is Standing.LATE:
        return [or_(Order.due_at < now + SOON, Order.id.in_(_warned()))]
    if standing is Standing.INCOMING:
        new = select(Stage.id).where(Stage.meaning == StageMeaning.NEW)
        return [Order.origin.in_(FROM_OUTSIDE), Order.responsible == "", Order.stage_id.in_(new)]
    return [Order.origin == Origin.ALERT] if standing is Standing.FROM_ALERTS else []


def _warned() -> Select[int]:
    """The ids of orders with a promise that was warned of and still runs."""
    return select(Promise.order_id).where(Promise.next_at.is_not(None), Promise.warned_percent > 0)
