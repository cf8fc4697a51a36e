"""How a plan and its steps stand, in the words and marks of the screen."""

from collections.abc import Sequence

from app.shared.chips import Chip, Shape
from app.shared.times import Times
from domain.language import tr
from domain.monitoring.deliveries import MAILTO
from domain.monitoring.plan_progress import RunRow, RunStep, Sent
from domain.monitoring.plan_timeline import command_words, delivery_words
from domain.monitoring.plans.stepping import How
from domain.monitoring.response_model import DeliveryState, RunState

STATE_TONES = {
    RunState.RUNNING: "info",
    RunState.PAUSED: "warning",
    RunState.TAKEN_OVER: "warning",
    RunState.DONE: "good",
    RunState.FAILED: "critical",
}
OUTCOME_TONES = {How.DONE: "good", How.SKIPPED: "neutral", How.IN_VAIN: "warning", How.REFUSED: "critical"}


def run_chip(run: RunRow) -> Chip:
    """How the plan stands."""
    words = {
        RunState.RUNNING: tr("at work"),
        RunState.PAUSED: tr("paused"),
        RunState.TAKEN_OVER: tr("taken over"),
        RunState.DONE: tr("through"),
        RunState.FAILED: tr("failed"),
    }
    return Chip(words[run.state], STATE_TONES[run.state], Shape.DOT, soft=True)


def step_chip(run: RunRow, step: RunStep) -> Chip:
    """How a step stands."""
    if step.outcome is not None:
        words = {
            How.DONE: tr("done"),
            How.SKIPPED: tr("passed over"),
            How.IN_VAIN: tr("in vain"),
            How.REFUSED: tr("not possible"),
        }
        return Chip(words[step.outcome.how], OUTCOME_TONES[step.outcome.how], Shape.DOT, soft=True)
    if is_present(run, step):
        return Chip(tr("now") if run.state is RunState.RUNNING else tr("next"), "info", Shape.DOT, soft=True)
    return Chip(tr("to come") if step.number - 1 > run.position else tr("left out"), "neutral", Shape.DOT, soft=True)


def is_present(run: RunRow, step: RunStep) -> bool:
    """Whether the plan stands at this step."""
    return step.number - 1 == run.position and run.state is not RunState.DONE


def below(run: RunRow, step: RunStep, times: Times) -> Sequence[str]:
    """What else is to be told of a step: when it was over, what it waits for, what was sent."""
    told: list[str] = []
    if step.outcome is not None:
        told.append(" · ".join(filter(None, (times.short(step.outcome.at), step.outcome.why))))
    elif is_present(run, step) and run.waits:
        due = run.due_at
        until = "" if due is None else tr("until {time}", time=times.short(due))
        told.append(f"{run.waits} {until}".strip())
    if step.told is not None:
        told.append(command_words(step.told.state, step.told.name, step.told.reply))
    return [*told, *(_delivery(each, times) for each in step.sent)]


def is_given_up(step: RunStep) -> bool:
    """Whether something that the step sent reached nobody."""
    return any(each.state is DeliveryState.GIVEN_UP for each in step.sent)


def _delivery(sent: Sent, times: Times) -> str:
    if sent.state is DeliveryState.WAITING and not sent.attempts:
        return tr("On its way to {target}", target=sent.target.removeprefix(MAILTO))
    words = delivery_words(sent.state, sent.target, sent.attempts, sent.error)
    if sent.state is DeliveryState.WAITING and sent.next_at is not None:
        return tr("{words}; again {time}", words=words, time=times.short(sent.next_at))
    return words
