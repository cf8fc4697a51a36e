"""How far a plan is with an alert."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.monitoring import plan_runs
from domain.monitoring.command_service import take_reply
from domain.monitoring.deliveries import settle
from domain.monitoring.plan_progress import RunRow, run_of, waits_for
from domain.monitoring.plans.plan import (
    AnyStep,
    Awaited,
    CloseOrder,
    Escalate,
    Mail,
    Notify,
    OpenOrder,
    SendCommand,
    Until,
    Wait,
    Webhook,
)
from domain.monitoring.response_model import Command, CommandState, Delivery, DeliveryState, RunState
from tests.support.plan_desk import NOW, PlanDesk

HOOK = "http://127.0.0.1:1/hook"
TELL = Notify(text="Look")
WAITING: list[tuple[AnyStep, str]] = [
    (TELL, ""),
    (Webhook(url=HOOK), ""),
    (SendCommand(command="x"), "waits for the reply"),
    (SendCommand(command="x", awaited=Awaited.CLEARED), "waits for the alert to clear"),
    (SendCommand(command="x", awaited=Awaited.NOTHING), ""),
    (Wait(seconds=1), "waits"),
    (Wait(until=Until.ACKNOWLEDGED, seconds=1), "waits for somebody to acknowledge"),
    (Wait(until=Until.CLEARED, seconds=1), "waits for the alert to clear"),
    (Escalate(), "waits for somebody to acknowledge"),
    (OpenOrder(), "waits for the office to open"),
    (CloseOrder(), "waits for the alert to clear"),
]


@pytest.fixture
def desk(database_url: str) -> Iterator[PlanDesk]:
    made = PlanDesk(database_url)
    yield made
    made.store.close()


def run(desk: PlanDesk, alert_id: int) -> RunRow:
    with desk.store.read() as session:
        found = run_of(session, alert_id)
    assert found is not None
    return found


def hows(desk: PlanDesk, alert_id: int) -> list[str]:
    return ["" if step.outcome is None else step.outcome.how for step in run(desk, alert_id).steps]


def test_an_alert_without_a_plan_has_no_run(desk: PlanDesk) -> None:
    alert_id = desk.alarm()
    with desk.store.read() as session:
        assert run_of(session, alert_id) is None


@pytest.mark.parametrize(("step", "words"), WAITING)
def test_what_a_step_waits_for_is_said(step: AnyStep, words: str) -> None:
    assert waits_for(step) == words


def test_steps_are_over_present_and_to_come(desk: PlanDesk) -> None:
    desk.follow(TELL, Wait(until=Until.ACKNOWLEDGED, seconds=600, otherwise="end"), Mail(technician=True, text="Go"))
    alert_id = desk.alarm()
    desk.go_on()
    found = run(desk, alert_id)
    assert (found.plan, found.state, found.position) == ("Answer", RunState.RUNNING, 1)
    assert (found.waits, found.due_at) == ("waits for somebody to acknowledge", NOW + timedelta(minutes=10))
    assert hows(desk, alert_id) == ["done", "", ""]
    assert found.steps[0].words == "Tell the desk: “Look”"
    desk.later(10)
    assert hows(desk, alert_id) == ["done", "in_vain", ""]
    assert run(desk, alert_id).state is RunState.DONE


def test_why_a_step_was_refused_is_told(desk: PlanDesk) -> None:
    desk.follow(Mail(technician=True, text="Go"))
    alert_id = desk.alarm()
    desk.go_on()
    outcome = run(desk, alert_id).steps[0].outcome
    assert outcome is not None
    assert (outcome.how, outcome.why) == ("refused", "Nobody who could get the mail is booked.")


def test_a_repeated_step_is_open_again_and_those_before_stay(desk: PlanDesk) -> None:
    desk.follow(TELL, Wait(seconds=60), TELL)
    alert_id = desk.alarm()
    desk.go_on()
    desk.later(1)
    assert hows(desk, alert_id) == ["done", "done", "done"]
    desk.store.run("kim", plan_runs.replay, desk.run().id, 1)
    assert hows(desk, alert_id) == ["done", "", ""]


def test_a_delivery_that_is_given_up_stands_at_its_step(desk: PlanDesk) -> None:
    desk.follow(TELL, Webhook(url=HOOK))
    alert_id = desk.alarm()
    desk.go_on()
    (delivery,) = desk.all(Delivery)
    desk.store.run("mails", settle, delivery.id, "refused")
    (sent,) = run(desk, alert_id).steps[1].sent
    assert (sent.state, sent.attempts, sent.next_at) == (DeliveryState.WAITING, 1, NOW + timedelta(minutes=1))
    for _ in range(6):
        desk.store.run("mails", settle, delivery.id, "refused")
    (sent,) = run(desk, alert_id).steps[1].sent
    assert (sent.state, sent.attempts, sent.error) == (DeliveryState.GIVEN_UP, 7, "refused")
    assert run(desk, alert_id).steps[0].sent == ()


def test_how_far_its_command_is_stands_at_its_step(desk: PlanDesk) -> None:
    desk.follow(SendCommand(command="restart", awaited=Awaited.CLEARED, seconds=600))
    alert_id = desk.alarm()
    assert run(desk, alert_id).steps[0].told is None
    desk.go_on()
    correlation = desk.all(Command)[0].correlation
    desk.store.run("listener", take_reply, "chiller-1", correlation, CommandState.SUCCEEDED, "ok")
    told = run(desk, alert_id).steps[0].told
    assert told is not None
    assert (told.state, told.reply) == (CommandState.SUCCEEDED, "ok")


def test_a_plan_that_was_deleted_keeps_its_name(desk: PlanDesk) -> None:
    plan_id = desk.follow(TELL)
    alert_id = desk.alarm()
    desk.let_go(plan_id)
    assert run(desk, alert_id).plan == "Answer"
