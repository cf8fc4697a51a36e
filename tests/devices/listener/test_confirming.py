"""Which of the commands that wait a batch of messages answers, looked up in the store alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from devices.dialects.dialect import Answer
from devices.listener.confirming import Confirming
from devices.listener.reckoning import Reckoned
from devices.messages import Reading, Received
from domain.clock import to_ms
from domain.monitoring.model import Device
from domain.monitoring.response_model import Command, CommandState
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.small_company import SmallCompany

LAMP, PLUG = "zigbee2mqtt:lamp", "tasmota:plug"
DONE, FAILED = CommandState.SUCCEEDED, CommandState.FAILED


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    opened.run("setup", SmallCompany)
    yield opened
    opened.close()


def sent(work: UnitOfWork, key: str, *commands: tuple[str, object]) -> list[str]:
    """Commands that a device was told just now; returns what they are known by."""
    device = work.add(Device(key=key, dialect=key.partition(":")[0], first_seen_at=work.now), "device.discovered")
    work.session.flush()
    for place, (name, value) in enumerate(commands):
        command = Command(
            device_id=device.id,
            name=name,
            values={"value": value},
            state=CommandState.SENT,
            correlation=f"{key} {place}",
            requested_at=work.now,
            requested_by="kim",
            sent_at=work.now,
            expires_at=work.now + timedelta(minutes=1),
        )
        work.add(command, "command.queued")
    return [f"{key} {place}" for place in range(len(commands))]


def message(store: Store, ago: float = 0.0, *, retain: bool = False) -> Received:
    return Received("a/b", b"", 1, retain, False, 1, to_ms(store.clock.now()) - round(ago * 1000))


def answered(store: Store, *answers: Answer, ago: float = 0.0) -> list[tuple[str, CommandState]]:
    heard = Reckoned([], answers=[(message(store, ago), answer) for answer in answers])
    return [(reply.correlation, reply.state) for reply in Confirming(store).replies(heard)]


def told(store: Store, device: str, *values: tuple[str, float], ago: float = 0.0, retain: bool = False) -> list[str]:
    received = message(store, ago, retain=retain)
    readings = [Reading(device, name, received.at, value) for name, value in values]
    heard = Reckoned([], decoded=[(received, received, readings)])
    return [reply.correlation for reply in Confirming(store).replies(heard)]


def test_an_answer_finds_its_command(store: Store) -> None:
    power, period = store.run("kim", sent, PLUG, ("POWER", True), ("TelePeriod", 60))
    other = Answer("tasmota:other", DONE, token=power)
    assert answered(store, Answer(PLUG, DONE, token=period), other) == [(period, DONE)]
    assert answered(store, Answer(PLUG, DONE, name="telePERIOD")) == [(period, DONE)]
    assert answered(store, Answer(PLUG, DONE, name="POWER", value="ON")) == [(power, DONE)]
    assert answered(store, Answer(PLUG, DONE, name="POWER", value="OFF")) == []
    assert answered(store, Answer(PLUG, FAILED)) == []  # it may be either of them
    assert answered(store, Answer(PLUG, DONE, name="POWER", value="ON"), ago=30) == []
    assert answered(store, Answer(PLUG, DONE, token=power), ago=30) == [(power, DONE)]  # clocks may differ


def test_a_number_answers_only_what_was_asked_before(store: Store) -> None:
    (asked,) = store.run("kim", sent, "thingsboard:pump", ("reboot", 1))
    with store.read() as session:
        number = str(session.scalars(select(Command.id)).one())
    assert answered(store, Answer("thingsboard:pump", DONE, token=number), ago=30) == []
    assert answered(store, Answer("thingsboard:other", DONE, token=number)) == []
    assert answered(store, Answer("thingsboard:pump", DONE, token=number)) == [(asked, DONE)]


def test_an_answer_that_names_nothing_is_that_of_the_only_one(store: Store) -> None:
    (only,) = store.run("kim", sent, PLUG, ("FOO", 1))
    assert answered(store, Answer(PLUG, FAILED)) == [(only, FAILED)]


def test_a_value_answers_the_commands_that_asked_for_it(store: Store) -> None:
    on, bright, again = store.run("kim", sent, LAMP, ("state", True), ("brightness", 80), ("state", True))
    assert told(store, LAMP, ("state", 1.0), ("brightness", 79.0)) == [on, again]
    assert told(store, LAMP, ("brightness", 80.0)) == [bright]
    assert told(store, LAMP, ("state", 0.0)) == []
    assert told(store, "zigbee2mqtt:other", ("state", 1.0)) == []
    assert told(store, LAMP, ("state", 1.0), ago=30) == []
    assert told(store, LAMP, ("state", 1.0), retain=True) == []


def test_the_devices_of_a_large_batch_are_all_looked_up(store: Store) -> None:
    keys = [f"zigbee2mqtt:{number:04}" for number in range(1_201)]
    waiting = [store.run("kim", sent, key, ("state", True))[0] for key in keys[::400]]
    received = message(store)
    heard = [(received, received, [Reading(key, "state", received.at, 1.0)]) for key in keys]
    replies = Confirming(store).replies(Reckoned([], decoded=heard))
    assert [reply.correlation for reply in replies] == waiting


def test_nothing_is_asked_of_the_store_for_our_own_format(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    received = message(store)
    heard = Reckoned([], decoded=[(received, received, [Reading("chiller-1", "t", received.at, 1.0)])])
    monkeypatch.delattr(Store, "read")
    assert Confirming(store).replies(heard) == []
