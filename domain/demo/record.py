"""Puts plans into the store: orders with their numbers, bookings and alerts, and a journal that tells it as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import insert

from domain.demo.alerts import Trouble, alert
from domain.demo.answers import Answer, lead
from domain.demo.clocks import wind
from domain.demo.diary import Slot
from domain.demo.facts import Fact
from domain.demo.plans import Plan
from domain.demo.world import World
from domain.monitoring.decisions import Outcome
from domain.monitoring.model import Alert, ResponsePlan
from domain.monitoring.occurrences import LISTENER
from domain.orders.lifecycle import due
from domain.orders.model import Order, Origin, StageMeaning
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.travel.keeping import found_ways
from domain.store.numbering import number_series
from domain.store.unit_of_work import UnitOfWork

NO_ANSWER = "nobody picks up the phone; will call back"
ACTORS = {Origin.ALERT: LISTENER, Origin.WEB: "web", Origin.AGREEMENT: "agreements"}

_STATUS = {StageMeaning.ACTIVE: BookingStatus.ON_SITE, StageMeaning.DONE: BookingStatus.DONE}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A plan and the entities that it became."""

    plan: Plan
    order: Order
    booking: Booking | None
    alert: Alert | None


def record(work: UnitOfWork, world: World, plans: Iterable[Plan], warnings: Sequence[Trouble], dice: Random) -> None:
    """Store everything in the order in which it was opened, with its facts in the order in which they happened."""
    ordered = sorted(plans, key=lambda plan: plan.request.opened_at)
    recorded = [_build(world, number, plan, dice) for number, plan in enumerate(ordered, 1)]
    alone = [alert(world, trouble, None, dice) for trouble in warnings]
    work.session.add_all(each.order for each in recorded)
    work.session.add_all(each.booking for each in recorded if each.booking)
    work.session.add_all([*(each.alert for each in recorded if each.alert), *alone])
    work.session.execute(insert(number_series).values(name="order", last=len(recorded)))
    work.session.flush()
    found_ways(work, [each.booking for each in recorded if each.booking])
    for each in recorded:
        if each.alert:
            each.order.source = f"alert:{each.alert.id}"
    facts = [fact for each in recorded for fact in _facts(world, each, dice)]
    facts += [fact for each in alone for fact in _alert_facts(each)]
    facts += [fact for each in recorded for fact in _answers(work, each)]
    wind(work, (*world.stages.values(), world.held), facts)
    for fact in sorted(facts, key=lambda fact: fact.at):
        work.recount(fact.kind, fact.entity, fact.at, fact.actor, **fact.details)


def _build(world: World, number: int, plan: Plan, dice: Random) -> Recorded:
    request, slot = plan.request, plan.slot
    order = Order(
        number=f"SO-{number:06d}",
        title=request.title,
        description=_description(plan),
        customer_id=request.asset.customer_id,
        site_id=request.asset.site_id,
        asset=request.asset,
        contact=request.contact,
        priority=request.priority,
        stage=world.held if plan.held else world.stages[plan.stage],
        origin=request.origin,
        minutes=request.minutes,
        opened_at=request.opened_at,
        due_at=due(request.priority, request.opened_at),
        closed_at=plan.closed_at,
        skills=[world.skills[request.skill]],
    )
    booking = None if slot is None else _booking(order, plan, slot)
    trouble = _trouble(plan, dice)
    return Recorded(plan, order, booking, None if trouble is None else alert(world, trouble, order, dice))


def _booking(order: Order, plan: Plan, slot: Slot) -> Booking:
    status = _STATUS.get(plan.stage, BookingStatus.PLANNED)
    planned = status is BookingStatus.PLANNED
    return Booking(
        order=order,
        technician=slot.technician,
        start_at=slot.start,
        finish_at=slot.finish,
        status=status,
        arrived_at=None if planned else min(slot.start, _latest(plan)),
        left_at=plan.closed_at,
    )


def _description(plan: Plan) -> str:
    request = plan.request
    if request.rule is not None:
        return request.rule.advice
    return "" if request.contact is None else f"{request.contact.name}, {request.contact.role}, {request.contact.phone}"


def _trouble(plan: Plan, dice: Random) -> Trouble | None:
    """The trouble behind an order of an alert: it was over when the work was, or soon by itself."""
    request = plan.request
    if request.rule is None:
        return None
    held = timedelta(seconds=request.rule.definition.duration + 1) + lead(request.rule)
    alone = request.opened_at + timedelta(minutes=dice.randint(4, 19))
    over = plan.slot.start if plan.stage is StageMeaning.DONE and plan.slot else alone
    return Trouble(request.rule, request.asset, request.opened_at - held, over)


def _facts(world: World, recorded: Recorded, dice: Random) -> Iterable[Fact]:
    plan, order = recorded.plan, recorded.order
    office = dice.choice(world.data.workforce.office)
    if recorded.alert:
        yield from _alert_facts(recorded.alert)
    opener = ACTORS.get(order.origin, office)
    then = {"origin": order.origin.value, "stage_id": world.stages[StageMeaning.NEW].id, "closed_at": None}
    yield Fact(order.opened_at, "order.opened", order, opener, then)
    steps: list[tuple[datetime, str, StageMeaning]] = []
    if recorded.booking and plan.slot:
        planned_at = order.opened_at + (min(plan.slot.start, _latest(plan)) - order.opened_at) * dice.uniform(0.1, 0.8)
        yield Fact(planned_at, "booking.placed", recorded.booking, office, {"order_id": order.id, "overridden": []})
        steps.append((planned_at, office, StageMeaning.PLANNED))
        technician = plan.slot.technician.name
        if plan.stage in {StageMeaning.ACTIVE, StageMeaning.DONE}:
            steps.append((min(plan.slot.start, _latest(plan)), technician, StageMeaning.ACTIVE))
        if plan.closed_at:
            steps.append((plan.closed_at, technician, plan.stage))
    elif plan.closed_at:
        steps.append((plan.closed_at, office, plan.stage))
    before = world.stages[StageMeaning.NEW].name
    for at, actor, meaning in steps:
        name = world.stages[meaning].name
        yield Fact(at, "order.stage_changed", order, actor, {"stage_before": before, "stage": name})
        before = name
    if plan.held:
        told = {"stage_before": before, "stage": world.held.name, "remark": NO_ANSWER}
        yield Fact(_latest(plan), "order.stage_changed", order, office, told)


def _answers(work: UnitOfWork, recorded: Recorded) -> Iterable[Fact]:
    """What the plan of its rule did about an alert, if there is one."""
    alert = recorded.alert
    if alert is None or alert.rule.plan_id is None:
        return ()
    answer = work.get(ResponsePlan, alert.rule.plan_id)
    return Answer(work, alert, answer, recorded.order.opened_at).facts()


def _latest(plan: Plan) -> datetime:
    """Until when the facts of a plan happened: what is booked for tomorrow was planned before today."""
    return plan.closed_at or plan.request.opened_at + timedelta(minutes=18)


def _alert_facts(built: Alert) -> Iterable[Fact]:
    yield Fact(built.raised_at, "alert.raised", built, LISTENER, {"rule": built.rule.name})
    outcome = built.decision["outcome"] if built.rule.plan_id is None else Outcome.NONE.value
    yield Fact(built.raised_at, "alert.decided", built, LISTENER, {"outcome": outcome})
    if built.acknowledged_at and built.acknowledged_by:
        yield Fact(built.acknowledged_at, "alert.acknowledged", built, built.acknowledged_by, {})
    if built.cleared_at:
        yield Fact(built.cleared_at, "alert.cleared", built, LISTENER, {})
