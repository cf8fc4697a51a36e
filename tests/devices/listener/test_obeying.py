"""Commands in the formats of makers over a real broker, from queued to what the device has made of them."""

import json
import time
from collections.abc import Callable, Iterator

import msgspec
import paho.mqtt.client as mqtt
import pytest
from sqlalchemy import select

from devices.dialects.sparkplug.payload import parse
from devices.messages import Received
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import OfferedCommand, Offers, all_offers
from domain.monitoring.command_service import request
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.mapping_service import MappingDraft, create_mapping
from domain.monitoring.mappings.definition import MappedCommands, MappedMetric, MappingDefinition
from domain.monitoring.model import Device
from domain.monitoring.response_model import Command, CommandState
from domain.parameters.dialects import dialect_of
from domain.store.history import facts_of
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import until
from tests.devices.dialects.sparkplug.messages import PUMP, Edge, heard, metric, payload
from tests.devices.listener.conftest import House
from tests.devices.listener.machines import Answering

Messages = list[tuple[str, object]]
_PUMP = "spBv1.0/plant/DCMD/edge/pump"
_SHADOW = "$aws/things/fan/shadow/update"
_DOWN = "v3/a@t/devices/d/down"
_EVENT = "application/7/device/01"
_CONFIG = {
    "cmd_t": "hall/set", "cmd_tpl": '{"t": {{ value }}}', "stat_t": "hall/state", "val_tpl": "{{ value_json.t }}",
    "min": 5, "max": 30, "dev": {"ids": ["hall"]},
}  # fmt: skip

_PRESSES = MappingDefinition(
    "plant/{device}/state",
    ("device",),
    metrics=(MappedMetric("bar", "pressure", given="bar", unit="bar"),),
    commands=MappedCommands("plant/{device}/do/{command}", '{"set": {value}}'),
)


class Obeying(msgspec.Struct):
    """A device, what it is told under which name, and where it hears that; the last of `states` is the end."""

    device: str
    name: str
    value: str | float | bool
    hears: str
    states: tuple[str, ...] = ("sent", "succeeded")
    reply: str = ""


OBEYING = (
    Obeying("zigbee2mqtt:lamp", "state", True, "zigbee2mqtt/lamp/set"),
    Obeying("zigbee2mqtt:bridge", "permit_join", True, "zigbee2mqtt/bridge/request/permit_join"),
    Obeying("tasmota:plug", "POWER1", True, "cmnd/plug/POWER1"),
    Obeying("tasmota:plug", "TelePeriod", 5, "cmnd/plug/TelePeriod", reply="TelePeriod: 10"),
    Obeying("homie:car", "engine.speed", 50, "homie/5/car/engine/speed/set", ("sent", "acknowledged", "succeeded")),
    Obeying("tts:a@t/d", "7", "01", f"{_DOWN}/push", ("sent", "acknowledged", "succeeded")),
    Obeying("chirpstack:7/01", "8", "01", f"{_EVENT}/command/down", ("sent", "acknowledged", "failed"),
            "The device did not confirm it."),
    Obeying("thingsboard:A", "reset", 3, "v1/gateway/rpc", reply='{"done": 3}'),
    Obeying("aws:fan", "on", True, _SHADOW, ("sent", "acknowledged", "succeeded")),
    Obeying("sparkplug:plant/edge/pump", "rpm", 900, _PUMP),
    Obeying("homeassistant:hall", "t", 21.5, "hall/set"),
    Obeying("mapping:presses/p1", "pressure", 3.5, "plant/p1/do/pressure"),
    Obeying("azure:oven", "limit", 80, "devices/oven/messages/devicebound/", ("sent",)),
    Obeying("senml:sensor", "x", 1, "", ("failed",), "Devices of this format take no commands."),
)  # fmt: skip


def _echo(raw: bytes) -> Messages:
    return [("zigbee2mqtt/lamp", raw)]


def _permit(raw: bytes) -> Messages:
    told = {"status": "ok", "transaction": json.loads(raw)["transaction"]}
    return [("zigbee2mqtt/bridge/response/permit_join", told)]


def _switch(raw: bytes) -> Messages:
    return [("stat/plug/RESULT", {"POWER": raw.decode()})]


def _rarely(_raw: bytes) -> Messages:
    return [("stat/plug/RESULT", {"TelePeriod": 10})]


def _approach(raw: bytes) -> Messages:
    return [("homie/5/car/engine/speed/$target", raw), ("homie/5/car/engine/speed", raw)]


def _confirm(raw: bytes) -> Messages:
    ids = {"correlation_ids": json.loads(raw)["downlinks"][0]["correlation_ids"]}
    return [(f"{_DOWN}/{event}", {f"downlink_{event}": ids}) for event in ("queued", "sent", "ack")]


def _ignore(raw: bytes) -> Messages:
    known = {"queueItemId": json.loads(raw)["id"]}
    return [(f"{_EVENT}/event/txack", known), (f"{_EVENT}/event/ack", known)]


def _reply(raw: bytes) -> Messages:
    call = json.loads(raw)["data"]
    if "method" not in call:
        return []  # our own reply, which has the same topic
    return [("v1/gateway/rpc", {"device": "A", "id": call["id"], "data": {"done": call["params"]}})]


def _report(raw: bytes) -> Messages:
    return [(f"{_SHADOW}/accepted", raw), (f"{_SHADOW}/accepted", {"state": {"reported": {"on": True}}})]


def _press(raw: bytes) -> Messages:
    return [("plant/p1/state", {"bar": json.loads(raw)["set"]})]


def _warm(raw: bytes) -> Messages:
    return [("hall/state", raw)]


_ANSWERS: dict[str, Callable[[bytes], Messages]] = {
    "zigbee2mqtt/lamp/set": _echo,
    "zigbee2mqtt/bridge/request/permit_join": _permit,
    "cmnd/plug/POWER1": _switch,
    "cmnd/plug/TelePeriod": _rarely,
    "homie/5/car/engine/speed/set": _approach,
    f"{_DOWN}/push": _confirm,
    f"{_EVENT}/command/down": _ignore,
    "v1/gateway/rpc": _reply,
    _SHADOW: _report,
    "hall/set": _warm,
    "plant/p1/do/pressure": _press,
}


class Hall:
    """All of these devices at once; each answers as its format has it."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def answer(self, answering: Answering, message: mqtt.MQTTMessage) -> None:
        raw = bytes(message.payload)
        if message.topic == _PUMP:
            (written,) = parse(raw).metrics
            assert written.alias is not None
            self._edge.clock = round(time.time() * 1000)
            told = self._edge.rpm(900.0)
            answering.say(told.topic, told.payload)
        elif message.topic in _ANSWERS:
            for topic, said in _ANSWERS[message.topic](raw):
                answering.say(topic, said if isinstance(said, bytes) else json.dumps(said).encode())


@pytest.fixture
def edge() -> Edge:
    return Edge(clock=round(time.time() * 1000))


@pytest.fixture
def machine(house: House, edge: Edge) -> Iterator[Answering]:
    opened = Answering(house, tuple(each.hears for each in OBEYING if each.hears), Hall(edge).answer)
    yield opened
    opened.close()


def met(work: UnitOfWork, key: str, asset_id: int) -> int:
    known = work.session.scalar(select(Device).where(Device.key == key))
    if known is not None:
        known.asset_id = asset_id
        work.note("device.claimed", known)
        return known.id
    device = Device(key=key, dialect=dialect_of(key), asset_id=asset_id, first_seen_at=work.now)
    return work.add(device, "device.discovered").id


def knows(house: House, each: Obeying) -> None:
    """The model of the chiller understands the command, and the device is on it."""
    kind = FieldKind.SWITCH if isinstance(each.value, bool) else FieldKind.NUMBER
    field = Field("value", FieldKind.TEXT if isinstance(each.value, str) else kind)
    draft = CommandTypeDraft(house.company.chiller_model.id, each.name, fields=(field,), timeout_seconds=60)
    house.store.run("kim", create_command_type, draft)
    house.store.run("kim", met, each.device, house.company.chiller.id)


def ask(house: House, each: Obeying) -> int:
    device = house.store.run("kim", met, each.device, house.company.chiller.id)
    asked: int = house.store.run("kim", request, device, each.name, {"value": each.value})
    return asked


def command(house: House, command_id: int) -> Command:
    with house.store.read() as session:
        return session.scalars(select(Command).where(Command.id == command_id)).one()


def states(house: House, command_id: int) -> tuple[str, ...]:
    """What the journal tells of a command after it was asked for."""
    with house.store.read() as session:
        told = [fact.kind.removeprefix("command.") for fact in facts_of(session, "command", [command_id])]
    return tuple(told)[1:]


def tell(house: House, *messages: Received) -> None:
    for message in messages:
        house.send(message.topic, message.payload)


def test_every_format_obeys_in_its_own_way(house: House, machine: Answering, edge: Edge) -> None:
    for each in OBEYING:
        knows(house, each)
    house.store.run("kim", create_mapping, MappingDraft("presses", _PRESSES))
    house.send("homeassistant/number/hall/t/config", json.dumps(_CONFIG).encode(), retain=True)
    house.start()
    tell(house, edge.birth(), edge.pump_birth())
    until(lambda: house.values(PUMP, "rpm") == [1480.0])
    until(lambda: house.lines[-1].subscribes("hall/state") is True)
    asked = {each.name: ask(house, each) for each in OBEYING}
    until(lambda: all(command(house, number).ended_at is not None for number in asked.values()), 30)
    found = {each.name: (states(house, asked[each.name]), command(house, asked[each.name]).reply) for each in OBEYING}
    assert found == {each.name: (each.states, each.reply) for each in OBEYING}
    assert house.rejected() == {}


def test_what_devices_offer_is_offered_to_their_model(small_house: House) -> None:
    house, hall = small_house, next(each for each in OBEYING if each.device == "homeassistant:hall")
    house.store.run("kim", met, hall.device, house.company.chiller.id)
    house.start()
    house.send("homeassistant/number/hall/t/config", json.dumps(_CONFIG).encode())
    limits = Field("value", FieldKind.NUMBER, low=5.0, high=30.0)
    until(lambda: offers(house) == (OfferedCommand("t", "", (limits,)),))


def offers(house: House) -> Offers:
    with house.store.read() as session:
        return all_offers(session).get(house.company.chiller_model.id, ())


def test_what_was_answered_while_nobody_listened_is_known_after_the_restart(house: House) -> None:
    lamp, car = OBEYING[0], OBEYING[4]
    knows(house, lamp)
    knows(house, car)
    house.start()
    asked = ask(house, lamp), ask(house, car)
    until(lambda: all(command(house, each).state is CommandState.SENT for each in asked))
    house.stop()
    house.send("zigbee2mqtt/lamp", b'{"state": "ON"}')
    house.send("homie/5/car/engine/speed", b"50", retain=True)
    house.start()
    until(lambda: all(command(house, each).state is CommandState.SUCCEEDED for each in asked))


def test_what_is_no_answer_changes_nothing(small_house: House) -> None:
    """A value that is another one, that was there before, that tells of the past, or of another device."""
    house, edge = small_house, Edge(clock=round(time.time() * 1000))
    lamp, pump = OBEYING[0], OBEYING[9]
    knows(house, lamp)
    knows(house, pump)
    house.send("zigbee2mqtt/lamp", b'{"state": "ON", "t": 1}')
    house.start()
    tell(house, edge.birth(), edge.pump_birth())
    until(lambda: house.values(PUMP, "rpm") == [1480.0])
    asked = ask(house, lamp), ask(house, pump)
    until(lambda: all(command(house, each).state is CommandState.SENT for each in asked))
    house.send("zigbee2mqtt/other", b'{"state": "ON"}')
    house.send("zigbee2mqtt/bridge/response/restart", b'{"status": "ok", "transaction": "never asked"}')
    house.send("v1/gateway/rpc", b'{"device": "A", "id": 1, "data": {}}')
    edge.clock = round(time.time() * 1000)
    tell(house, edge.rpm(900.0, historical=True), heard("DDATA", payload(metric("rpm", 950.0, datatype=10)), "pump"))
    house.send("zigbee2mqtt/lamp", b'{"state": "OFF"}')
    until(lambda: house.values("zigbee2mqtt:lamp", "state")[-1:] == [0.0])
    assert [command(house, each).state for each in asked] == [CommandState.SENT, CommandState.SENT]
    house.send("zigbee2mqtt/lamp", b'{"state": "ON"}')
    until(lambda: command(house, asked[0]).state is CommandState.SUCCEEDED)
    assert command(house, asked[1]).state is CommandState.SENT


def test_a_device_that_no_birth_told_of_is_not_told_anything(small_house: House) -> None:
    house, pump = small_house, OBEYING[9]
    knows(house, pump)
    house.start()
    asked = ask(house, pump)
    until(lambda: command(house, asked).state is CommandState.FAILED)
    assert command(house, asked).reply == ("plant/edge/pump has not told of its metrics yet: no birth of it is known.")
