"""Sparkplug B from a real broker to readings, presence, alerts and orders, and back with requests and our own state."""

import time
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from sqlalchemy import select

from devices.dialects.sparkplug.payload import parse
from devices.messages import Received
from domain.monitoring.definitions.condition import Above, InRow
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Device
from domain.monitoring.service import claim
from domain.parameters.dialects import DialectName
from domain.parameters.service import change
from tests.devices.conftest import until
from tests.devices.dialects.sparkplug.messages import NODE, PUMP, Edge
from tests.devices.listener.conftest import House

HOST = "centre"
STATE = f"spBv1.0/STATE/{HOST}"


class Ear:
    """Hears what others say at the broker."""

    def __init__(self, house: House) -> None:
        self._heard: SimpleQueue[mqtt.MQTTMessage] = SimpleQueue()
        self._granted: SimpleQueue[None] = SimpleQueue()
        self._paho = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="ear")
        self._paho.on_message = self._arrived
        self._paho.on_subscribe = self._subscribed
        self._paho.connect(house.broker.address.host, house.broker.address.port)
        self._paho.loop_start()

    def listen_to(self, topic: str) -> None:
        """Returns when the broker has granted it."""
        self._paho.subscribe(topic, 1)
        self._granted.get(timeout=15)

    def next(self) -> mqtt.MQTTMessage:
        return self._heard.get(timeout=15)

    def close(self) -> None:
        self._paho.disconnect()
        self._paho.loop_stop()

    def _arrived(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        self._heard.put(message)

    def _subscribed(self, *_words: Any) -> None:
        self._granted.put(None)


@pytest.fixture
def ear(house: House) -> Iterator[Ear]:
    opened = Ear(house)
    yield opened
    opened.close()


@pytest.fixture
def edge() -> Edge:
    return Edge(bd_seq=3, clock=round(time.time() * 1000))


@pytest.fixture
def tell(house: House) -> Callable[..., None]:
    """Publish what an edge node says."""

    def tell(*messages: Received) -> None:
        for message in messages:
            house.send(message.topic, message.payload)

    return tell


def device_of(house: House, key: str) -> Device:
    with house.store.read() as session:
        return session.scalars(select(Device).where(Device.key == key)).one()


def here(house: House, *keys: str) -> list[bool | None]:
    return [None if (seen := house.presence(key)) is None else seen.online for key in keys]


def test_a_pump_is_found_claimed_watched_missed_and_back(house: House, edge: Edge, tell: Callable[..., None]) -> None:
    house.watch_for(above("rpm", 1600.0))
    house.start()
    tell(edge.birth(), edge.pump_birth())
    until(lambda: PUMP in house.devices() and device_of(house, PUMP).name == "pump")
    with house.store.read() as session:
        pump = session.scalars(select(Device).where(Device.key == PUMP)).one()
        assert (pump.dialect, pump.through.key if pump.through else None) == ("sparkplug", NODE)
        assert [(each.name, each.unit) for each in pump.metrics] == [("rpm", "rpm"), ("state", "")]
    house.stop()
    house.store.run("ada", claim, pump.id, house.company.chiller.id)
    house.start()
    tell(edge.rpm(1700.0, edge.clock - 5_000, historical=True), edge.rpm(1500.0, edge.clock + 1))
    until(lambda: len(house.values(PUMP, "rpm")) == 3)
    tell(edge.rpm(1800.0, edge.clock + 2))
    until(lambda: len(house.orders()) == 1)
    (alert,) = house.alerts()
    assert (alert.first_value, alert.order_id) == (1800.0, house.orders()[0].id)
    until(lambda: house.values(PUMP, "rpm") == [1700.0, 1480.0, 1500.0, 1800.0])
    assert house.values(PUMP, "state") == ["ok"]
    tell(edge.death())
    until(lambda: here(house, NODE, PUMP) == [False, False])
    edge.bd_seq, edge.clock = edge.bd_seq + 1, edge.clock + 10
    tell(edge.birth())
    until(lambda: here(house, NODE, PUMP) == [True, False])
    tell(edge.pump_birth())
    until(lambda: here(house, NODE, PUMP) == [True, True])
    assert house.rejected() == {}


def test_history_raises_nothing_after_a_restart_either(house: House, edge: Edge, tell: Callable[..., None]) -> None:
    house.watch_for(Definition(InRow(Above(Measure("rpm"), 1600.0), 2)))
    house.start()
    tell(edge.birth(), edge.pump_birth())
    until(lambda: PUMP in house.devices())
    house.store.run("ada", claim, device_of(house, PUMP).id, house.company.chiller.id)
    house.stop()
    house.start()
    tell(edge.rpm(1500.0, edge.clock + 1))
    tell(*(edge.rpm(1700.0, edge.clock + passed, historical=True) for passed in (2, 3)))
    until(lambda: len(house.values(PUMP, "rpm")) == 4)
    house.stop()
    house.start()
    tell(edge.rpm(1500.0, edge.clock + 4))
    until(lambda: len(house.values(PUMP, "rpm")) == 5)
    assert house.alerts() == []


def test_a_listener_that_comes_back_knows_the_aliases(house: House, edge: Edge, tell: Callable[..., None]) -> None:
    house.start()
    tell(edge.birth(), edge.pump_birth(), edge.rpm(1.0, edge.clock + 1))
    until(lambda: len(house.values(PUMP, "rpm")) == 2)
    house.stop()
    tell(edge.rpm(2.0, edge.clock + 2))
    house.start()
    tell(edge.rpm(3.0, edge.clock + 3))
    until(lambda: house.values(PUMP, "rpm") == [1480.0, 1.0, 2.0, 3.0])
    assert house.rejected() == {}


def test_a_node_that_nobody_knows_is_asked_for_its_birth(
    house: House, edge: Edge, tell: Callable[..., None], ear: Ear
) -> None:
    ear.listen_to("spBv1.0/plant/NCMD/edge")
    house.start()
    tell(edge.rpm(1.0))
    asked = ear.next()
    assert (asked.qos, asked.retain) == (0, False)
    assert [metric.name for metric in parse(bytes(asked.payload)).metrics] == ["Node Control/Rebirth"]
    until(lambda: house.rejected() == {"unannounced": 1})


def test_a_node_of_which_a_message_was_lost_is_asked_after_a_while(
    house: House, edge: Edge, tell: Callable[..., None], ear: Ear
) -> None:
    ear.listen_to("spBv1.0/plant/NCMD/edge")
    house.start()
    tell(edge.birth(), edge.pump_birth())
    edge.lose()
    tell(edge.rpm(1.0, edge.clock + 1))
    assert [metric.name for metric in parse(bytes(ear.next().payload)).metrics] == ["Node Control/Rebirth"]
    assert house.values(PUMP, "rpm") == [1480.0, 1.0]


def test_a_host_with_a_name_says_that_it_is_there_and_that_it_goes(house: House, ear: Ear) -> None:
    house.store.run("ada", change, "sparkplug_host", HOST)
    ear.listen_to(STATE)
    house.start()
    there = msgspec.json.decode(ear.next().payload)
    house.stop()
    gone = msgspec.json.decode(ear.next().payload)
    assert (there["online"], gone["online"]) == (True, False)
    assert gone["timestamp"] >= there["timestamp"] > 0
    ear.listen_to("spBv1.0/STATE/+")
    kept = ear.next()
    assert (kept.retain, kept.qos, msgspec.json.decode(kept.payload)) == (True, 1, gone)


def test_a_host_whose_connection_breaks_leaves_its_will(house: House, ear: Ear) -> None:
    house.store.run("ada", change, "sparkplug_host", HOST)
    ear.listen_to(STATE)
    house.start()
    there = msgspec.json.decode(ear.next().payload)
    house.lines[-1].vanish()
    assert msgspec.json.decode(ear.next().payload) == {"online": False, "timestamp": there["timestamp"]}
    assert msgspec.json.decode(ear.next().payload)["online"]


def test_a_format_can_be_switched_off_and_on_while_it_is_listened(
    house: House, edge: Edge, tell: Callable[..., None]
) -> None:
    house.start()
    tell(edge.birth(), edge.pump_birth())
    until(lambda: len(house.values(PUMP, "rpm")) == 1)
    house.store.run("ada", change, "dialects", frozenset(DialectName) - {DialectName.SPARKPLUG})
    until(lambda: house.lines[-1].subscribes("spBv1.0/") is False)
    tell(edge.rpm(1.0, edge.clock + 1))
    house.reading(9.5)
    until(lambda: house.values() == [9.5])
    assert (house.values(PUMP, "rpm"), house.rejected()) == ([1480.0], {})
    house.store.run("ada", change, "dialects", frozenset(DialectName))
    until(lambda: house.lines[-1].subscribes("spBv1.0/") is True)
    tell(edge.rpm(2.0, edge.clock + 2))
    until(lambda: house.values(PUMP, "rpm") == [1480.0, 2.0])
