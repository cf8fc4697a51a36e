"""What a plan has done about an alert, told from the journal in sentences: facts in, text out."""

from collections.abc import Callable, Mapping

from domain.language import tr
from domain.monitoring.deliveries import MAILTO
from domain.monitoring.plan_actions import ESCALATED, NOTIFIED
from domain.monitoring.plans.stepping import How
from domain.monitoring.plans.wording import step_kinds
from domain.monitoring.response_model import CommandState, DeliveryState, RunState
from domain.store.journal import FactRow


def tell(fact: FactRow) -> str:
    """The fact as a sentence; empty where it is none of a plan, or one that a reader does not want one by one."""
    teller = _TELLERS.get(fact.kind)
    return "" if teller is None else teller(fact)


def _begun(fact: FactRow) -> str:
    return tr("The plan “{plan}” answers it", plan=fact.after["plan"])


def _handed_over(fact: FactRow) -> str:
    before = {name: fact.after[name] for name in ("rule", "asset")}
    return tr("The plan goes on with this alert, after {rule} – {asset}", **before)


def _replayed(fact: FactRow) -> str:
    return tr("The plan begins anew with step {step}", step=fact.after["step"])


def _notified(fact: FactRow) -> str:
    return tr("The desk was told: {words}", words=fact.after["text"])


def _escalated(fact: FactRow) -> str:
    return tr("Escalated, since nobody has acknowledged: {words}", words=fact.after["text"])


def _stands(fact: FactRow) -> str:
    return {
        RunState.RUNNING: tr("The plan goes on"),
        RunState.PAUSED: tr("The plan is paused"),
        RunState.TAKEN_OVER: tr("Taken over from the plan"),
        RunState.DONE: tr("The plan is through"),
        RunState.FAILED: tr("The plan has failed"),
    }[RunState(fact.after["state"])]


def _step(fact: FactRow) -> str:
    words = {"step": fact.after["step"], "what": step_kinds().get(fact.after["what"], fact.after["what"])}
    return {
        How.DONE: tr("Step {step} is done: {what}", **words),
        How.SKIPPED: tr("Step {step} is passed over: {what}", **words),
        How.IN_VAIN: tr("Step {step} was in vain: {what}", **words),
        How.REFUSED: tr("Step {step} was not possible: {why}", step=words["step"], why=fact.after.get("why", "")),
    }[How(fact.after["how"])]


def command_words(state: CommandState, command: str, reply: str) -> str:
    """How far a command is."""
    words = {"command": command, "reply": reply or "–"}
    return {
        CommandState.QUEUED: tr("Command {command} waits to be sent", **words),
        CommandState.SENT: tr("Command {command} was sent", **words),
        CommandState.ACKNOWLEDGED: tr("Command {command} has begun", **words),
        CommandState.SUCCEEDED: tr("Command {command} has succeeded: {reply}", **words),
        CommandState.FAILED: tr("Command {command} has failed: {reply}", **words),
        CommandState.TIMED_OUT: tr("Nobody answered the command {command}", **words),
        CommandState.WITHDRAWN: tr("Command {command} was withdrawn", **words),
    }[state]


def delivery_words(state: DeliveryState, target: str, attempts: int, error: str) -> str:
    """How far a mail or a webhook is, once it was tried."""
    words = {"target": target.removeprefix(MAILTO), "attempts": attempts, "error": error}
    return {
        DeliveryState.WAITING: tr("{target} did not take it, attempt {attempts}: {error}", **words),
        DeliveryState.DELIVERED: tr("Delivered to {target}", **words),
        DeliveryState.GIVEN_UP: tr("Given up after {attempts} attempts: {target}: {error}", **words),
    }[state]


def _command(fact: FactRow) -> str:
    return command_words(CommandState(fact.after["outcome"]), fact.after["command"], fact.after.get("reply") or "")


def _delivery(fact: FactRow) -> str:
    told = fact.after
    return delivery_words(DeliveryState(told["outcome"]), told["target"], told["attempts"], told["error"])


_TELLERS: Mapping[str, Callable[[FactRow], str]] = {
    "alert.plan_begun": _begun,
    "alert.plan_stands": _stands,
    "alert.plan_handed_over": _handed_over,
    "alert.plan_replayed": _replayed,
    "alert.command": _command,
    "alert.delivery": _delivery,
    "plan.step_done": _step,
    NOTIFIED: _notified,
    ESCALATED: _escalated,
}
