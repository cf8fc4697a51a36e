"""Plans at work on alerts: steps, their facts, orders, and what people may do with a run."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from domain.errors import Overtaken, Refusal
from domain.monitoring import plan_runs, service
from domain.monitoring.command_service import request, take_reply
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.model import Alert, Rule
from domain.monitoring.plan_service import change_plan, delete_plan
from domain.monitoring.plans.plan import (
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
from domain.monitoring.response_model import Command, CommandState, Delivery, DeliveryState, PlanRun, RunState
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.placing.service import cancel_order
from domain.words import Priority
from tests.support.plan_desk import NOW, PlanDesk

TELL = Notify(text="Look")


@pytest.fixture
def desk(database_url: str) -> Iterator[PlanDesk]:
    made = PlanDesk(database_url)
    yield made
    made.store.close()


def test_an_alert_begins_the_plan_of_its_rule_and_no_order_of_its_own(desk: PlanDesk) -> None:
    desk.follow(TELL, Webhook(url="http://127.0.0.1:1/hook"))
    desk.alarm()
    desk.go_on()
    assert not desk.all(Order)
    assert desk.told("plan.notified")[0]["text"] == "Look"
    assert [each.target for each in desk.all(Delivery)] == ["http://127.0.0.1:1/hook"]
    assert desk.steps() == [(1, "done"), (2, "done")]
    assert desk.run().state is RunState.DONE
    desk.go_on()
    assert len(desk.all(Delivery)) == 1


def test_a_rule_without_a_plan_opens_its_order_as_ever(desk: PlanDesk) -> None:
    desk.alarm()
    assert len(desk.all(Order)) == 1
    assert not desk.all(PlanRun)


def test_a_command_that_helps_needs_no_order(desk: PlanDesk) -> None:
    restart = SendCommand(command="restart", awaited=Awaited.CLEARED, seconds=300, then="end", otherwise="order")
    desk.follow(restart, OpenOrder(name="order"))
    desk.alarm()
    desk.go_on()
    command = desk.all(Command)[0]
    assert (command.name, command.state) == ("restart", CommandState.QUEUED)
    desk.store.run("listener", take_reply, "chiller-1", command.correlation, CommandState.SUCCEEDED, "ok")
    desk.later(1)
    assert desk.run().state is RunState.RUNNING
    desk.calm()
    desk.go_on()
    assert desk.run().state is RunState.DONE
    assert not desk.all(Order)


def test_a_command_that_does_not_help_leads_to_an_order(desk: PlanDesk) -> None:
    restart = SendCommand(command="restart", seconds=300, then="end", otherwise="order")
    desk.follow(restart, OpenOrder(name="order", priority=Priority.CRITICAL))
    desk.alarm()
    desk.go_on()
    desk.later(5)
    (order,) = desk.all(Order)
    assert order.priority is Priority.CRITICAL
    assert desk.told("order.opened_by_plan") == [{"plan": "Answer", "step": 2}]
    assert desk.all(Alert)[0].order_id == order.id


def test_an_alert_joins_the_open_order_of_its_asset(desk: PlanDesk) -> None:
    desk.follow(OpenOrder())
    desk.alarm()
    desk.go_on()
    desk.calm()
    desk.clock.advance(timedelta(hours=1))
    desk.alarm()
    desk.go_on()
    assert len(desk.all(Order)) == 1
    assert [alert.order_id for alert in desk.all(Alert)] == [desk.all(Order)[0].id] * 2


def test_a_closed_order_is_not_joined(desk: PlanDesk) -> None:
    desk.follow(OpenOrder())
    desk.alarm()
    desk.go_on()
    desk.store.run("kim", cancel_order, desk.all(Order)[0].id)
    desk.store.run("kim", plan_runs.replay, desk.run().id, 0)
    desk.go_on()
    assert len(desk.all(Order)) == 2
    assert desk.all(Alert)[0].order_id == desk.all(Order)[1].id


def test_an_order_that_nobody_began_is_cancelled_once_the_alert_clears(desk: PlanDesk) -> None:
    desk.follow(OpenOrder(), CloseOrder())
    desk.alarm()
    desk.go_on()
    assert desk.all(Order)[0].closed_at is None
    desk.calm()
    desk.go_on()
    assert desk.all(Order)[0].closed_at is not None
    assert desk.steps() == [(1, "done"), (2, "done")]


def test_what_the_business_refuses_is_told_and_the_plan_goes_on(desk: PlanDesk) -> None:
    desk.follow(Mail(technician=True, text="Go there"), TELL)
    desk.alarm()
    desk.go_on()
    assert desk.steps() == [(1, "refused"), (2, "done")]
    assert desk.told("plan.step_done")[0]["why"] == "Nobody who could get the mail is booked."
    assert not desk.all(Delivery)


def test_it_escalates_unless_somebody_acknowledges(desk: PlanDesk) -> None:
    desk.follow(Escalate(minutes=5, to=("boss@example.com",), text="Nobody looks"))
    alert_id = desk.alarm()
    desk.go_on()
    desk.later(4)
    assert not desk.told("plan.escalated")
    desk.later(1)
    assert desk.told("plan.escalated")[0]["text"] == "Nobody looks"
    assert [each.target for each in desk.all(Delivery)] == ["mailto:boss@example.com"]
    desk.store.run("kim", plan_runs.replay, desk.run().id, 0)
    desk.store.run("kim", service.acknowledge, alert_id)
    desk.later(10)
    assert len(desk.all(Delivery)) == 1


def test_it_waits_for_an_acknowledgement(desk: PlanDesk) -> None:
    desk.follow(Wait(until=Until.ACKNOWLEDGED, seconds=600, then="end"), TELL)
    desk.alarm()
    desk.go_on()
    assert desk.run().due_at == NOW + timedelta(minutes=10)
    desk.later(10)
    assert desk.steps() == [(1, "in_vain"), (2, "done")]


def _pause_and_resume(desk: PlanDesk, stop: Callable[..., None]) -> None:
    desk.store.run("kim", stop, desk.run().id)
    desk.later(60)
    assert not desk.told("plan.notified")
    desk.store.run("kim", plan_runs.resume, desk.run().id)
    desk.go_on()
    assert len(desk.told("plan.notified")) == 1


@pytest.mark.parametrize("stop", [plan_runs.pause, plan_runs.take_over])
def test_what_is_stopped_does_nothing_until_it_is_resumed(desk: PlanDesk, stop: Callable[..., None]) -> None:
    desk.follow(Wait(seconds=60), TELL)
    desk.alarm()
    desk.go_on()
    _pause_and_resume(desk, stop)


def test_a_run_that_is_through_can_only_be_repeated(desk: PlanDesk) -> None:
    desk.follow(TELL)
    desk.alarm()
    desk.go_on()
    with pytest.raises(Refusal):
        desk.store.run("kim", plan_runs.pause, desk.run().id)
    with pytest.raises(Refusal):
        desk.store.run("kim", plan_runs.replay, desk.run().id, 7)
    desk.store.run("kim", plan_runs.replay, desk.run().id, 0)
    desk.go_on()
    assert len(desk.told("plan.notified")) == 2


def test_a_run_keeps_the_steps_it_began_with(desk: PlanDesk) -> None:
    plan_id = desk.follow(Wait(seconds=60), TELL)
    desk.alarm()
    desk.store.run("kim", change_plan, plan_id, "Answer", (Notify(text="Other"),), 1)
    with pytest.raises(Overtaken):
        desk.store.run("kim", change_plan, plan_id, "Answer", (TELL,), 1)
    with pytest.raises(Refusal, match="follows this plan"):
        desk.store.run("kim", delete_plan, plan_id)
    desk.let_go(plan_id)
    desk.later(2)
    assert desk.told("plan.notified")[0]["text"] == "Look"
    assert desk.run().plan_id is None


def test_a_plan_with_a_command_that_no_model_knows_is_refused(desk: PlanDesk) -> None:
    with pytest.raises(Refusal, match="dance") as refused:
        desk.follow(TELL, SendCommand(command="dance"))
    assert refused.value.field == "1.command"
    assert desk.all(Rule)[0].plan_id is None


def test_a_command_told_by_hand_is_no_answer_to_that_of_the_plan(desk: PlanDesk) -> None:
    desk.follow(SendCommand(command="restart", seconds=60, otherwise="end"), TELL)
    desk.alarm()
    desk.go_on()
    desk.store.run("kim", request, desk.company.device.id, "restart", {})
    by_hand = desk.all(Command)[1]
    desk.store.run("listener", take_reply, "chiller-1", by_hand.correlation, CommandState.SUCCEEDED, "")
    desk.go_on()
    assert desk.run().position == 0
    assert desk.all(Delivery) == [] or desk.all(Delivery)[0].state is DeliveryState.WAITING


def sentences(desk: PlanDesk) -> str:
    return " ".join(explain(desk.all(Alert)[0].decision, Figures(1, 13.0, 13.0, 13.0)))


def test_the_reasons_of_an_alert_name_its_plan_and_then_its_order(desk: PlanDesk) -> None:
    desk.follow(OpenOrder(priority=Priority.LOW))
    desk.alarm()
    assert "The plan “Answer” answers it, and sees to an order if one is needed." in sentences(desk)
    desk.go_on()
    assert f"Order {desk.all(Order)[0].number} opened with priority Low." in sentences(desk)


def test_the_reasons_tell_of_an_order_that_a_plan_has_joined(desk: PlanDesk) -> None:
    draft = OrderDraft("Noise", Priority.LOW, Origin.HAND, 60, asset_id=desk.company.chiller.id)
    order = desk.store.run("kim", open_order, draft)
    desk.follow(OpenOrder())
    desk.alarm()
    desk.go_on()
    assert f"The plan “Answer” joined it to order {order.number} of the asset." in sentences(desk)
