"""The visits of an agreement as they stand: on which order and day, and what was done to them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import AgreementLine
from domain.orders.content import LineStatus, OrderLine, OrderTask, TaskCheck
from domain.orders.model import Order, Stage, StageMeaning
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.store.among import looked_up
from domain.visits.combine import Combine
from domain.visits.model import Visit
from domain.visits.planned import Group
from domain.visits.replan import StandingVisit, Touched

_SOURCE = re.compile(r"visits:(\d+):(\d+):(\w+):(\d*):(\d{4}-\d\d-\d\d):(\d+)(?:#\d+)?")
_NOBODY = -1
"""What no visits have in common."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A visit with its order, as far as planning anew goes."""

    visit: Visit
    order_id: int
    number: str
    touched: Touched | None
    group: Group | None

    @property
    def key(self) -> tuple[int, date]:
        """Line and due day."""
        return self.visit.agreement_line_id, self.visit.due_on

    @property
    def plain(self) -> StandingVisit:
        """It as a value."""
        visit = self.visit
        asked, window = visit.occurrence is not None, (visit.earliest, visit.latest)
        return StandingVisit(*self.key, visit.planned_on, self.touched, self.group, asked, window)


def standing(session: Session, agreement_id: int, combine: Combine, since: date) -> list[Standing]:
    """The visits of an agreement by due day, without those that were cancelled, or done before a day."""
    statement = (
        select(Visit, Order.id, Order.number, Order.source, Stage.meaning, _booked(), _begun())
        .join(AgreementLine, AgreementLine.id == Visit.agreement_line_id)
        .join(Order, Order.id == Visit.order_id)
        .join(Stage, Stage.id == looked_up(Order.stage_id))
        .where(
            AgreementLine.agreement_id == agreement_id,
            Stage.meaning != StageMeaning.CANCELLED,
            or_(Order.closed_at.is_(None), Visit.due_on >= since),
        )
        .order_by(Visit.due_on, Visit.id)
    )
    return [
        Standing(visit, order_id, number, _touched(visit, *what), group_of(source, combine))
        for visit, order_id, number, source, *what in session.execute(statement)
    ]


def group_of(source: str | None, combine: Combine) -> Group | None:
    """What visits an order was made for, by what it came from; those combined otherwise than now match no group."""
    found = _SOURCE.fullmatch(source or "")
    if found is None:
        return None
    agreement_id, site_id, combined, shared, day, minute = found.groups()
    common = (int(shared) if shared else None) if combined == combine.value else _NOBODY
    return Group(int(agreement_id), int(site_id), common, date.fromisoformat(day), int(minute))


def _touched(visit: Visit, meaning: StageMeaning, booked: bool, begun: bool) -> Touched | None:
    if meaning is StageMeaning.DONE:
        return Touched.DONE
    if begun or meaning is StageMeaning.ACTIVE:
        return Touched.BEGUN
    if booked or meaning is StageMeaning.PLANNED:
        return Touched.BOOKED
    return Touched.MOVED if visit.moved else None


def _booked() -> Any:
    return exists().where(Booking.order_id == Order.id, LIVE).label("booked")


def _begun() -> ColumnElement[bool]:
    """Whether somebody signed, posted, took down time or ticked something off."""
    worked = or_(
        OrderLine.status == LineStatus.POSTED, OrderLine.started_at.is_not(None), OrderLine.signed_off_at.is_not(None)
    )
    ticked = exists().where(TaskCheck.task_id == OrderTask.id, TaskCheck.checked_at.is_not(None))
    return or_(
        Order.signed_off_at.is_not(None),
        exists().where(OrderLine.order_id == Order.id, worked),
        exists().where(OrderTask.order_id == Order.id, or_(OrderTask.done_at.is_not(None), ticked)),
    ).label("begun")
