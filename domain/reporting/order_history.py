"""What the journal tells of one order and of all that belongs or once belonged to it."""

from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.monitoring.queries import alerts_of_order
from domain.orders.content import Attachment, OrderLine, OrderTask, TaskCheck
from domain.orders.parts import gone
from domain.parts.model import PartChange
from domain.repairs.model import RepairLine
from domain.scheduling.model import Booking
from domain.scheduling.requirement_model import OrderLink, Requirement
from domain.store.history import facts_of
from domain.store.journal import FactRow

_UNTOLD = {"alert.folded", "alert.decided"}


def order_facts(session: Session, order_id: int) -> list[FactRow]:
    """All of it, oldest first."""
    own = facts_of(session, "order", [order_id])
    found = list(own)
    once = gone(own)
    for subject, present in _parts(order_id).items():
        ids = {*session.scalars(present), *once.get(subject, ())}
        # A line may have come from another order: what happened to it there is that one's story.
        found += [fact for fact in facts_of(session, subject, ids) if _order_of(fact) == order_id]
    alerts = facts_of(session, "alert", alerts_of_order(session, order_id))
    found += [fact for fact in alerts if fact.kind not in _UNTOLD]
    return sorted(found, key=lambda fact: fact.id)


def _parts(order_id: int) -> Mapping[str, Select[int]]:
    tasks = select(OrderTask.id).where(OrderTask.order_id == order_id)
    return {
        Booking.subject: select(Booking.id).where(Booking.order_id == order_id),
        OrderLine.subject: select(OrderLine.id).where(OrderLine.order_id == order_id),
        OrderTask.subject: tasks,
        TaskCheck.subject: select(TaskCheck.id).where(TaskCheck.task_id.in_(tasks)),
        Attachment.subject: select(Attachment.id).where(Attachment.order_id == order_id),
        RepairLine.subject: select(RepairLine.id).where(RepairLine.order_id == order_id),
        Requirement.subject: select(Requirement.id).where(Requirement.order_id == order_id),
        OrderLink.subject: select(OrderLink.id).where(OrderLink.order_id == order_id),
        PartChange.subject: select(PartChange.id).where(PartChange.order_id == order_id),
    }


def _order_of(fact: FactRow) -> int | None:
    found = fact.after.get("order_id", fact.before.get("order_id"))
    return found if isinstance(found, int) else None
