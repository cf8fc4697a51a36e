"""How far a plan is with an alert: what each of its steps came to, what it waits for, and what was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.language import tr
from domain.monitoring.model import ResponsePlan
from domain.monitoring.plan_queries import names
from domain.monitoring.plans.plan import (
    AnyStep,
    Awaited,
    CloseOrder,
    Escalate,
    OpenOrder,
    SendCommand,
    Until,
    Wait,
    decode,
)
from domain.monitoring.plans.stepping import How
from domain.monitoring.plans.wording import describe
from domain.monitoring.response_model import Command, CommandState, Delivery, DeliveryState, PlanRun, RunState
from domain.store.history import facts_of
from domain.store.journal import FactRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended, when, and why where the business refused it."""

    how: How
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail or webhook of a step, and how far it is."""

    target: str
    state: DeliveryState
    attempts: int
    next_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Told:
    """A command of a step, and how far it is."""

    name: str
    state: CommandState
    reply: str


@dataclass(frozen=True, slots=True)
class RunStep:
    """One step of a run. Without an outcome it is to come, or was left out by the way taken."""

    number: int
    words: str
    outcome: Outcome | None
    sent: tuple[Sent, ...]
    told: Told | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """A plan at work on an alert; behind the last step it is through."""

    id: int
    plan: str
    state: RunState
    position: int
    waits: str
    due_at: datetime | None
    steps: tuple[RunStep, ...]


def run_of(session: Session, alert_id: int) -> RunRow | None:
    """The run that answers an alert, if one does."""
    run = session.scalar(select(PlanRun).where(PlanRun.alert_id == alert_id))
    if run is None:
        return None
    steps, known = decode(run.steps_json), names(session)
    alerts = [*_before(session, run.id), alert_id]
    facts = sorted(facts_of(session, "alert", alerts), key=lambda fact: fact.id)
    found, sent, told = outcomes(facts), _sent(session, alerts), _told(session, alerts)
    shown = (
        RunStep(
            number=place + 1,
            words=describe(step, known),
            outcome=found.get(place),
            sent=sent.get(place, ()),
            told=told.get(step.command) if isinstance(step, SendCommand) and place <= run.position else None,
        )
        for place, step in enumerate(steps)
    )
    present = steps[run.position] if run.position < len(steps) and run.state is RunState.RUNNING else None
    return RunRow(
        id=run.id,
        plan=_name(session, run, facts),
        state=run.state,
        position=run.position,
        waits="" if present is None else waits_for(present),
        due_at=run.due_at,
        steps=tuple(shown),
    )


def outcomes(facts: Iterable[FactRow]) -> Mapping[int, Outcome]:
    """What the steps came to since the plan began last, by their place; a step that is repeated is open again."""
    found: dict[int, Outcome] = {}
    for fact in facts:
        if fact.kind == "alert.plan_begun":
            found = {}
        elif fact.kind == "alert.plan_replayed":
            found = {place: outcome for place, outcome in found.items() if place < fact.after["step"] - 1}
        elif fact.kind == "plan.step_done":
            found[fact.after["step"] - 1] = Outcome(How(fact.after["how"]), fact.at, fact.after.get("why", ""))
    return found


def waits_for(step: AnyStep) -> str:
    """What a step waits for while it is the present one; empty where it does what it does at once."""
    match step:
        case SendCommand(awaited=Awaited.REPLY):
            return tr("waits for the reply")
        case SendCommand(awaited=Awaited.CLEARED) | Wait(until=Until.CLEARED) | CloseOrder():
            return tr("waits for the alert to clear")
        case Wait(until=Until.ACKNOWLEDGED) | Escalate():
            return tr("waits for somebody to acknowledge")
        case Wait():
            return tr("waits")
        case OpenOrder():
            return tr("waits for the office to open")
    return ""


def _before(session: Session, run_id: int) -> Sequence[int]:
    """The alerts that the run answered before it went on with this one."""
    handed = (fact for fact in facts_of(session, "plan run", [run_id]) if fact.kind == "plan_run.handed_over")
    return [fact.before["alert_id"] for fact in handed]


def _name(session: Session, run: PlanRun, facts: Iterable[FactRow]) -> str:
    """What the plan is called, or was when it began."""
    plan = None if run.plan_id is None else session.get(ResponsePlan, run.plan_id)
    begun = [str(fact.after["plan"]) for fact in facts if fact.kind == "alert.plan_begun"]
    return plan.name if plan is not None else next(reversed(begun), "")


def _sent(session: Session, alerts: Sequence[int]) -> Mapping[int, tuple[Sent, ...]]:
    """The newest delivery of each step to each target."""
    newest = select(func.max(Delivery.id)).where(Delivery.alert_id.in_(alerts)).group_by(Delivery.step, Delivery.target)
    found: dict[int, tuple[Sent, ...]] = {}
    for each in session.scalars(select(Delivery).where(Delivery.id.in_(newest)).order_by(Delivery.id)):
        row = Sent(each.target, each.state, each.attempts, each.next_at, each.last_error)
        found[each.step] = (*found.get(each.step, ()), row)
    return found


def _told(session: Session, alerts: Sequence[int]) -> Mapping[str, Told]:
    """The newest command of each name."""
    found = session.scalars(select(Command).where(Command.alert_id.in_(alerts)).order_by(Command.id))
    return {each.name: Told(each.name, each.state, each.reply) for each in found}
