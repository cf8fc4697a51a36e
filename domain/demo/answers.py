"""The response plans of the demo company, and what they did about its past alerts."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from domain.demo.facts import Fact
from domain.demo.files import CompanyData
from domain.monitoring.command_senders import PLANS
from domain.monitoring.decisions import Outcome
from domain.monitoring.deliveries import MAILTO
from domain.monitoring.model import Alert, ResponsePlan, Rule
from domain.monitoring.plan_actions import ESCALATED
from domain.monitoring.plan_file import steps_of
from domain.monitoring.plans.plan import Escalate, Mail, OpenOrder, SendCommand, encode
from domain.monitoring.plans.wording import Names, kind_of
from domain.monitoring.response_model import Command, CommandState, Delivery, DeliveryState, PlanRun, RunState
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork

#: So long a restart was given to help, in vain, before the order was opened.
HOPE = timedelta(minutes=3)
PATIENCE = timedelta(minutes=30)
A_MOMENT = timedelta(seconds=2)


def make_answers(work: UnitOfWork, company: CompanyData) -> Mapping[str, ResponsePlan]:
    """Store the plans; returns them by name."""
    plans = (ResponsePlan(name=each.name, steps_json=encode(steps_of(each, Names())[0])) for each in company.answers)
    return {plan.name: plan for plan in work.add_all(plans, "response_plan.created")}


def lead(rule: Rule) -> timedelta:
    """How long before its order the alert of a rule was raised."""
    return timedelta() if rule.plan_id is None else HOPE


class Answer:
    """What a plan did about one alert, which ended with an order and its mails."""

    def __init__(self, work: UnitOfWork, alert: Alert, plan: ResponsePlan, opened_at: datetime) -> None:
        self._work = work
        self._alert = alert
        self._plan = plan
        self._opened_at = opened_at

    def facts(self) -> Iterator[Fact]:
        """Keep what it left behind; returns what happened, in its order."""
        alert, opened_at = self._alert, self._opened_at
        yield self._fact(alert.raised_at, "alert.plan_begun", alert, plan=self._plan.name)
        yield from self._restarted(alert.raised_at)
        yield self._step(opened_at, 1, SendCommand, "in_vain")
        yield self._fact(opened_at, "alert.decided", alert, outcome=Outcome.OPENED.value)
        yield self._step(opened_at, 2, OpenOrder, "done")
        yield self._step(opened_at, 3, Mail, "done")
        yield from self._mailed(opened_at, 2, "oncall@callout.example")
        yield from self._escalated(alert.raised_at, opened_at + PATIENCE)

    def _restarted(self, at: datetime) -> Iterator[Fact]:
        alert = self._alert
        command = Command(
            device_id=alert.device_id, alert_id=alert.id, name="restart", values={}, state=CommandState.SUCCEEDED,
            correlation=f"demo-{alert.id}", requested_at=at, requested_by=PLANS, sent_at=at, ended_at=at + A_MOMENT,
            expires_at=at + HOPE, reply="restarted",
        )  # fmt: skip
        yield from self._kept(command, "command.queued", at)
        for after, state in enumerate((CommandState.QUEUED, CommandState.SENT, CommandState.SUCCEEDED)):
            reply = command.reply if state is CommandState.SUCCEEDED else ""
            told = {"command": command.name, "outcome": state.value, "reply": reply}
            yield self._fact(at + after * A_MOMENT / 2, "alert.command", alert, **told)

    def _mailed(self, at: datetime, step: int, address: str) -> Iterator[Fact]:
        target = MAILTO + address
        delivery = Delivery(
            alert_id=self._alert.id, step=step, target=target, body="", state=DeliveryState.DELIVERED, attempts=1
        )
        yield from self._kept(delivery, "delivery.queued", at)
        told = {"target": target, "attempts": 1, "error": "", "outcome": DeliveryState.DELIVERED.value}
        yield self._fact(at + A_MOMENT, "alert.delivery", self._alert, **told)

    def _escalated(self, begun_at: datetime, due_at: datetime) -> Iterator[Fact]:
        """Only where nobody had looked at it in time."""
        seen = min(filter(None, (self._alert.acknowledged_at, self._alert.cleared_at)), default=due_at)
        at = min(seen, due_at)
        if seen < due_at:
            yield self._step(at, 4, Escalate, "skipped")
        else:
            told = {"rule": self._alert.rule.name, "asset": self._alert.asset.name}
            yield self._fact(at, ESCALATED, self._alert, text="Nobody has acknowledged for half an hour.", **told)
            yield from self._mailed(at, 3, "service@callout.example")
            yield self._step(at, 4, Escalate, "done")
        run = PlanRun(
            alert_id=self._alert.id, plan_id=self._plan.id, steps_json=self._plan.steps_json, position=4,
            state=RunState.DONE, begun_at=begun_at, step_at=at, due_at=None, memory={},
        )  # fmt: skip
        yield from self._kept(run, "plan_run.done", at)
        yield self._fact(at, "alert.plan_stands", self._alert, state=RunState.DONE.value)

    def _kept(self, entity: Entity, kind: str, at: datetime) -> Iterator[Fact]:
        self._work.session.add(entity)
        yield Fact(at, kind, entity, PLANS, {})

    def _step(self, at: datetime, number: int, kind: type[SendCommand | OpenOrder | Mail | Escalate], how: str) -> Fact:
        what, name = kind_of(kind()), "call" if kind is OpenOrder else ""
        return self._fact(at, "plan.step_done", self._alert, step=number, name=name, what=what, how=how)

    @staticmethod
    def _fact(at: datetime, kind: str, alert: Alert, **details: object) -> Fact:
        return Fact(at, kind, alert, PLANS, dict(details))
