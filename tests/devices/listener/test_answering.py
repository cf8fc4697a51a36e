"""From an alert to what follows from it, over a real broker: plans, commands, replies, webhooks, orders."""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import paho.mqtt.client as mqtt
import pytest
from sqlalchemy import select

from domain.monitoring.command_service import request
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.definitions.simple import above
from domain.monitoring.plan_service import create_plan, follow_plan
from domain.monitoring.plans.plan import AnyStep, Awaited, OpenOrder, SendCommand, Webhook
from domain.monitoring.response_model import Command, CommandState, Delivery, DeliveryState, PlanRun, RunState
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import until
from tests.devices.listener.conftest import House
from tests.devices.listener.machines import Answering
from tests.support.web_server import WebServerStand

SECONDS = 20


Machines = Callable[..., Answering]


@pytest.fixture
def device(house: House) -> Iterator[Machines]:
    """Begins to hear, and to answer with what is given."""
    made: list[Answering] = []

    def make(react: Callable[[Answering, mqtt.MQTTMessage], None], topic: str = COMMANDS) -> Answering:
        made.append(Answering(house, (topic,), react))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def server() -> Iterator[WebServerStand]:
    stand = WebServerStand()
    yield stand
    stand.close()


COMMANDS = "callout/v1/chiller-1/command"
DONE = b'{"status": "succeeded", "message": "running again"}'


def knows(house: House, name: str = "restart", seconds: int = SECONDS) -> None:
    draft = CommandTypeDraft(house.company.chiller_model.id, name, timeout_seconds=seconds)
    house.store.run("kim", create_command_type, draft)


def answered_by(house: House, *steps: AnyStep) -> None:
    house.watch_for(above("supply_temperature", 12.0))
    plan_id = house.store.run("kim", create_plan, "Answer", steps)
    house.store.run("kim", follow_plan, house.company.rule.id, plan_id)


def commands(house: House) -> list[Command]:
    with house.store.read() as session:
        return list(session.scalars(select(Command).order_by(Command.id)))


def runs(house: House) -> list[RunState]:
    with house.store.read() as session:
        return list(session.scalars(select(PlanRun.state)))


def ask(house: House, device_id: int | None = None) -> None:
    house.store.run("kim", request, device_id or house.company.device.id, "restart", {})


def silent(_device: Answering, _message: mqtt.MQTTMessage) -> None:
    """It does not answer."""


def obedient(device: Answering, message: mqtt.MQTTMessage) -> None:
    device.reply(message, DONE)


def test_an_alert_restarts_the_machine_and_no_order_is_needed(house: House, device: Machines) -> None:
    def cool_down(answering: Answering, message: mqtt.MQTTMessage) -> None:
        answering.reply(message, DONE)
        house.reading(8.0)

    knows(house)
    restart = SendCommand(command="restart", awaited=Awaited.CLEARED, seconds=30, then="end", otherwise="order")
    answered_by(house, restart, OpenOrder(name="order"))
    machine = device(cool_down)
    house.start()
    house.reading(20.0, ago=1)
    until(lambda: runs(house) == [RunState.DONE])
    (command,) = commands(house)
    assert (command.state, command.reply) == (CommandState.SUCCEEDED, "running again")
    assert [alert.cleared_at is not None for alert in house.alerts()] == [True]
    assert not house.orders()
    told = msgspec.json.decode(machine.heard[0])
    assert (told["id"], told["command"]) == (command.correlation, "restart")
    assert told["reply_to"] == "callout/v1/chiller-1/reply"


def test_a_machine_that_fails_to_restart_gets_an_order(house: House, device: Machines) -> None:
    knows(house)
    answered_by(
        house, SendCommand(command="restart", seconds=30, then="end", otherwise="order"), OpenOrder(name="order")
    )
    device(lambda answering, message: answering.reply(message, b'{"status": "failed", "message": "locked"}'))
    house.start()
    house.reading(20.0)
    until(lambda: runs(house) == [RunState.DONE])
    assert commands(house)[0].state is CommandState.FAILED
    assert [alert.order_id for alert in house.alerts()] == [order.id for order in house.orders()]
    assert len(house.orders()) == 1


def test_an_alert_is_told_to_another_system_that_is_away_at_first(house: House, server: WebServerStand) -> None:
    server.answers = [500, 500]
    answered_by(house, Webhook(url=server.url), OpenOrder())
    house.start()
    house.reading(20.0)
    for times in (1, 2):
        until(partial(tried, house, times))
        house.store.run("test", hasten)
    until(partial(tried, house, 3))
    assert len(server.posts) == 3
    with house.store.read() as session:
        assert session.scalars(select(Delivery.state)).all() == [DeliveryState.DELIVERED]
    told = msgspec.json.decode(server.posts[0][1])
    assert (told["rule"], told["asset"]["name"]) == ("Supply too warm", "Chiller 1")
    assert len(house.orders()) == 1


def tried(house: House, times: int) -> bool:
    with house.store.read() as session:
        return session.scalars(select(Delivery.attempts)).all() == [times]


def hasten(work: UnitOfWork) -> None:
    """What waits a minute or more is due now."""
    for delivery in work.session.scalars(select(Delivery).where(Delivery.state == DeliveryState.WAITING)):
        delivery.next_at = work.now
        work.note("delivery.hastened", delivery)


def test_a_killed_listener_repeats_neither_order_nor_command(house: House, device: Machines) -> None:
    knows(house)
    answered_by(house, SendCommand(command="restart", seconds=1, otherwise="order"), OpenOrder(name="order"))
    machine = device(silent)
    house.start()
    house.reading(20.0)
    until(lambda: commands(house) != [] and commands(house)[0].state is CommandState.SENT)
    house.stop()
    house.start()
    until(lambda: runs(house) == [RunState.DONE])
    assert len(machine.heard) == 1
    assert len(house.orders()) == 1


def test_a_command_that_nobody_answers_times_out_and_a_late_reply_changes_nothing(
    house: House, device: Machines
) -> None:
    knows(house, seconds=1)
    kept: list[mqtt.MQTTMessage] = []
    machine = device(lambda _answering, message: kept.append(message))
    house.start()
    ask(house)
    until(lambda: commands(house)[0].state is CommandState.TIMED_OUT)
    machine.reply(kept[0], DONE)
    house.send("callout/v1/chiller-1/reply", b'{"id": "never asked"}')
    house.reading(8.0)
    until(lambda: 8.0 in house.values())
    assert commands(house)[0].state is CommandState.TIMED_OUT


def test_a_device_tells_that_it_has_begun_before_it_is_done(house: House, device: Machines) -> None:
    def slowly(answering: Answering, message: mqtt.MQTTMessage) -> None:
        answering.reply(message, b'{"status": "acknowledged"}')

    knows(house)
    machine = device(slowly)
    house.start()
    ask(house)
    until(lambda: commands(house)[0].state is CommandState.ACKNOWLEDGED)
    correlation = commands(house)[0].correlation
    house.send("callout/v1/chiller-1/reply", msgspec.json.encode({"id": correlation, "status": "ok"}))
    until(lambda: commands(house)[0].state is CommandState.SUCCEEDED)
    assert len(machine.heard) == 1


def test_another_device_cannot_answer(house: House, device: Machines) -> None:
    knows(house)
    device(silent)
    house.start()
    ask(house)
    until(lambda: commands(house)[0].state is CommandState.SENT)
    body = msgspec.json.encode({"id": commands(house)[0].correlation})
    house.send("callout/v1/stranger/reply", body)
    house.send("callout/v1/chiller-1/reply", b"nonsense")
    house.send("callout/v1/chiller-1/reply", b'{"status": "perhaps"}')
    until(lambda: sum(house.rejected().values()) == 2)
    assert commands(house)[0].state is CommandState.SENT
