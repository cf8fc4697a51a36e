"""What has become of the visits that were made: it follows from their orders, whoever has noted it already."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.agreements.model import AgreementLine
from domain.orders.model import Order, Stage, StageMeaning
from domain.parties.model import Site
from domain.store.among import looked_up
from domain.visits.model import Visit, VisitPlan, VisitStatus
from domain.visits.plan_lines import Existing

_STATES = {StageMeaning.DONE: VisitStatus.DONE, StageMeaning.CANCELLED: VisitStatus.CANCELLED}
_TOLD = {
    VisitStatus.ORDERED: Existing.OPEN,
    VisitStatus.DONE: Existing.DONE,
    VisitStatus.CANCELLED: Existing.CANCELLED,
}


@dataclass(slots=True)
class Made:
    """The visits of one line by due day, and when one was done last."""

    visits: dict[date, Existing] = field(default_factory=dict)
    last_done: date | None = None
    last_done_at: datetime | None = None
    asked: int = 0
    """How often a meter or a condition had asked for one of them."""
    passed: int = 0
    """How many of these were cancelled since one was done."""


def made_before(session: Session, wanted: ColumnElement[bool]) -> dict[int, Made]:
    """The visits of lines with a plan, as far as they are wanted, by line."""
    statement = (
        select(Visit.agreement_line_id, Visit.due_on, Visit.occurrence, Stage.meaning, Order.closed_at, Site.timezone)
        .join(AgreementLine, AgreementLine.id == Visit.agreement_line_id)
        .join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .join(Order, Order.id == Visit.order_id)
        .join(Stage, Stage.id == looked_up(Order.stage_id))
        .join(Site, Site.id == looked_up(Order.site_id))
        .where(wanted)
    )
    found: dict[int, Made] = {}
    cancelled: dict[int, list[date]] = {}
    for line_id, due, occurrence, meaning, closed_at, zone in session.execute(statement):
        made = found.setdefault(line_id, Made())
        status = status_of(meaning)
        made.visits[due] = _TOLD[status]
        made.asked = max(made.asked, occurrence or 0)
        if status is VisitStatus.CANCELLED and occurrence is not None:
            cancelled.setdefault(line_id, []).append(due)
        if status is VisitStatus.DONE and closed_at is not None and closed_at >= (made.last_done_at or closed_at):
            made.last_done_at, made.last_done = closed_at, done_day(closed_at, zone)
    for line_id, dues in cancelled.items():
        made = found[line_id]
        made.passed = sum(made.last_done is None or due > made.last_done for due in dues)
    return found


def status_of(meaning: StageMeaning) -> VisitStatus:
    """Where a visit stands whose order is in a stage of that meaning."""
    return _STATES.get(meaning, VisitStatus.ORDERED)


def done_day(closed_at: datetime | None, zone: str) -> date | None:
    """The day on which an order was closed, by the clocks at its site."""
    return None if closed_at is None else closed_at.astimezone(ZoneInfo(zone)).date()
