"""Orders that say what a line of an agreement said before: its service task or its technician is another one now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.agreements.model import Agreement, AgreementAmendment, AgreementLine
from domain.language import tr
from domain.orders.model import Order
from domain.store.history import facts_of
from domain.store.journal import FactRow
from domain.visits.model import VisitPlan
from domain.visits.standing import Standing


class Outdated(StrEnum):
    """What of an order is not as its agreement says now."""

    TASK = "task"
    TECHNICIAN = "technician"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Outdated.TASK: tr("Another service is done now"),
            Outdated.TECHNICIAN: tr("Another technician is preferred now"),
        }[self]


@dataclass(frozen=True, slots=True)
class _Carried:
    """The plan that went on under another line, and the moment of the amendment that let it."""

    plan_id: int
    at: datetime


def outdated(session: Session, agreement_id: int, visits: Iterable[Standing]) -> dict[int, Outdated]:
    """By visit, what was changed since its order was opened; what somebody changed on the order itself stays."""
    stand = list(visits)
    if not stand:
        return {}
    agreement = session.get_one(Agreement, agreement_id)
    plans = _plans(session, agreement_id)
    facts = facts_of(session, VisitPlan.subject, [plan.id for plan in plans.values()])
    carried = _carried(session, agreement_id)
    tasks = _last_changed(facts, "task_id", carried)
    technicians = _last_changed(facts, "technician_id", carried)
    preferred = _last_changed(facts_of(session, Agreement.subject, [agreement_id]), "preferred_technician_id", {})
    orders = _orders(session, agreement_id)
    found: dict[int, Outdated] = {}
    for each in stand:
        plan, order = plans.get(each.visit.agreement_line_id), orders.get(each.order_id)
        if plan is None or order is None:
            continue
        wanted = plan.technician_id or agreement.preferred_technician_id
        told = [technicians.get(plan.id), preferred.get(agreement_id) if plan.technician_id is None else None]
        if _after(tasks.get(plan.id), order.opened_at):
            found[each.visit.id] = Outdated.TASK
        elif order.preferred_technician_id != wanted and any(_after(at, order.opened_at) for at in told):
            found[each.visit.id] = Outdated.TECHNICIAN
    return found


def _plans(session: Session, agreement_id: int) -> dict[int, VisitPlan]:
    mine = select(AgreementLine.id).where(AgreementLine.agreement_id == agreement_id)
    statement = select(VisitPlan).where(VisitPlan.agreement_line_id.in_(mine))
    return {plan.agreement_line_id: plan for plan in session.scalars(statement)}


def _orders(session: Session, agreement_id: int) -> dict[int, Order]:
    statement = select(Order).where(Order.agreement_id == agreement_id, Order.closed_at.is_(None))
    return {order.id: order for order in session.scalars(statement)}


def _carried(session: Session, agreement_id: int) -> dict[int, _Carried]:
    """By plan of a line that an amendment put in the place of another one, where it came from; oldest first."""
    old, new, plan, before = aliased(AgreementLine), aliased(AgreementLine), aliased(VisitPlan), aliased(VisitPlan)
    statement = (
        select(plan.id, before.id, AgreementAmendment.made_at)
        .join(new, new.id == plan.agreement_line_id)
        .join(AgreementAmendment, AgreementAmendment.id == new.amendment_id)
        .join(old, (old.ended_by_id == AgreementAmendment.id) & (old.position == new.position))
        .join(before, before.agreement_line_id == old.id)
        .where(new.agreement_id == agreement_id)
        .order_by(AgreementAmendment.made_at, plan.id)
    )
    return {key: _Carried(came_from, at) for key, came_from, at in session.execute(statement)}


def _last_changed(facts: Iterable[FactRow], name: str, carried: Mapping[int, _Carried]) -> dict[int, datetime]:
    """By record, when a field of it was last written; a plan that was carried over goes on as it was."""
    found: dict[int, datetime] = {}
    for fact in facts:
        came = carried.get(fact.subject_id)
        if (name in fact.before or name in fact.after) and (came is None or fact.at != came.at):
            found[fact.subject_id] = fact.at
    for key, came in carried.items():
        if key not in found and came.plan_id in found:
            found[key] = found[came.plan_id]
    return found


def _after(moment: datetime | None, opened_at: datetime) -> bool:
    return moment is not None and moment > opened_at
