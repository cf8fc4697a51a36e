"""Whatever comes, no decoder raises, none is silent about what it does not understand, and none grows."""

import contextlib
import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.mutations import mutate, mutated
from devices.dialects.aws import AwsIot
from devices.dialects.azure import AzureIotHub
from devices.dialects.chirpstack import ChirpStack
from devices.dialects.command import Command, Value
from devices.dialects.commanding import outgoing
from devices.dialects.dialect import Decoded, Dialect
from devices.dialects.homeassistant.dialect import HomeAssistant
from devices.dialects.homie import Homie
from devices.dialects.senml import SenML
from devices.dialects.tasmota import Tasmota
from devices.dialects.thethingsstack import TheThingsStack
from devices.dialects.thingsboard import ThingsBoard
from devices.dialects.zigbee2mqtt import Zigbee2Mqtt
from devices.messages import Reason, Received
from devices.moments import KEPT, SKEW
from domain.errors import Refusal
from domain.monitoring.storable import is_metric_name
from tests.support.dialects import NOW, message, samples, says_something

MAKERS: dict[str, Callable[[], Dialect]] = {
    "aws": AwsIot,
    "azure": AzureIotHub,
    "chirpstack": ChirpStack,
    "homeassistant": HomeAssistant,
    "homie": Homie,
    "senml": SenML,
    "tasmota": Tasmota,
    "thingsboard": ThingsBoard,
    "tts": TheThingsStack,
    "zigbee2mqtt": Zigbee2Mqtt,
}
#: Formats in which some messages are known to say nothing of a device: commands of others, answers, emptied topics.
PASSING_OVER = frozenset(
    ("aws", "chirpstack", "homeassistant", "homie", "tasmota", "thingsboard", "tts", "zigbee2mqtt")
)
TOKEN = "0f8fad5bd9cb469fa16570867728950e"
every_maker = pytest.mark.parametrize("name", MAKERS)


def check(name: str, received: Received, decoded: Decoded) -> None:
    assert says_something(decoded) or name in PASSING_OVER, received
    for reading in decoded.readings:
        assert reading.device.startswith(f"{name}:")
        assert is_metric_name(reading.metric)
        assert (reading.value is None) != (reading.text is None)
        assert reading.value is None or math.isfinite(reading.value)
        assert NOW - KEPT <= reading.at <= NOW + SKEW
    for told in decoded.announced:
        assert told.device.startswith(f"{name}:")
        assert f"{told.name}{told.maker}{told.model}".isprintable()
        assert all(is_metric_name(metric.name) and metric.unit.isprintable() for metric in told.metrics)
        assert all(offer.name.isprintable() for offer in told.commands or ())
    for answer in decoded.answers:
        assert answer.device.startswith(f"{name}:")
        assert answer.words.isprintable()
    for rejected in decoded.rejected:
        assert rejected.detail
        assert rejected.reason is not Reason.BROKEN
        assert rejected.topic.isprintable()
    for status in decoded.statuses:
        assert status.device.startswith(f"{name}:")
        assert status.device.isprintable()


@every_maker
@given(seed=st.integers(0, 1 << 32))
def test_no_mutated_message_breaks_a_decoder(name: str, seed: int) -> None:
    dialect, chance = MAKERS[name](), random.Random(seed)
    known = samples(name)
    for sample in known:
        dialect.decode(sample, NOW)
    for sample in known:
        changed = mutate(sample, chance)
        check(name, changed, dialect.decode(changed, NOW))


@every_maker
@given(payload=st.binary(max_size=300), data=st.data())
def test_no_bytes_break_a_decoder(name: str, payload: bytes, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(samples(name)))
    received = message(sample.topic, payload)
    check(name, received, MAKERS[name]().decode(received, NOW))


@every_maker
@given(seed=st.integers(0, 1 << 32), name_of=st.text(max_size=20), value=st.one_of(
    st.none(), st.booleans(), st.floats(allow_nan=False), st.integers(), st.text(max_size=20),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
))  # fmt: skip
def test_a_command_is_told_or_refused_whatever_was_learned(name: str, seed: int, name_of: str, value: Value) -> None:
    dialect, chance = MAKERS[name](), random.Random(seed)
    devices, names = {f"{name}:x/y"}, {name_of}
    learned: dict[str, bytes] = {}
    for sample in samples(name):
        decoded = dialect.decode(mutate(sample, chance), NOW)
        devices |= {told.device for told in decoded.announced}
        names |= {offer.name for told in decoded.announced for offer in told.commands or ()}
        learned |= {key: what for key, what in decoded.learned.items() if what is not None}
    command = Command(chance.choice(sorted(devices)), chance.choice(sorted(names)), value, token=TOKEN)
    with contextlib.suppress(Refusal):
        message = outgoing(command, learned).message
        assert message.topic.isprintable()
        assert "+" not in message.topic


@every_maker
def test_what_is_remembered_of_many_mutated_messages_is_bounded(name: str) -> None:
    dialect = MAKERS[name]()
    for received in mutated(samples(name), 3_000, seed=7):
        check(name, received, dialect.decode(received, NOW))
    remembered = getattr(dialect, "remembered", int)()
    assert remembered <= 3 * 3_000


@every_maker
def test_what_was_learned_is_taken_back_whatever_it_is(name: str) -> None:
    dialect, chance = MAKERS[name](), random.Random(3)
    learned: dict[str, bytes] = {"": b"", "x": b"\xff\x00"}
    for sample in samples(name):
        told = dialect.decode(sample, NOW).learned
        learned |= {key: what for key, what in told.items() if what is not None}
    for _ in range(200):
        key = chance.choice(list(learned))
        later = MAKERS[name]()
        later.recall(learned | {key: mutate(message(key, learned[key]), chance).payload})
        for sample in samples(name):
            check(name, sample, later.decode(sample, NOW))
