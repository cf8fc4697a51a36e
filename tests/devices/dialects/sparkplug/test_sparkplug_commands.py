"""Commands to edge nodes and devices, by the rules of the specification for NCMD and DCMD."""

import contextlib
import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.dialects.command import Command, Value
from devices.dialects.commanding import kept_at, outgoing
from devices.dialects.dialect import Answer, Outgoing
from devices.dialects.sparkplug.dialect import Sparkplug
from devices.dialects.sparkplug.payload import Metric, parse
from devices.dialects.sparkplug.types import BIG, DOUBLE, FLAG, FLOAT, SMALL, TEXT
from devices.messages import Received
from domain.errors import Refusal
from domain.monitoring.response_model import CommandState
from tests.devices.dialects.sparkplug.messages import NODE, NOW, PUMP, Edge, heard, metric, payload

TYPES = {
    "int8": 1, "int32": 3, "int64": 4, "uint8": 5, "uint32": 7, "uint64": 8, "float": 9, "double": 10, "flag": 11,
    "word": 12, "when": 13, "table": 16,
}  # fmt: skip

ODD = Edge().birth(
    *(
        metric(name, datatype=number, null=True)
        for name, number in (*TYPES.items(), ("Motor/speed", 1), ("Motor/on", 11))
    )
)


@pytest.fixture
def learned() -> dict[str, bytes]:
    """What is remembered of a node without aliases, and of a pump that has them."""
    edge, dialect = Edge(), Sparkplug()
    node = edge.birth(*(metric(name, datatype=number, null=True) for name, number in TYPES.items()))
    found: dict[str, bytes] = {}
    for message in (node, edge.pump_birth()):
        told = dialect.decode(message, NOW).learned
        found |= {key: what for key, what in told.items() if what is not None}
    return found


def told(device: str, name: str, value: Value, learned: dict[str, bytes]) -> tuple[Outgoing, list[Metric]]:
    command = Command(device, name, value, at=NOW)
    known = {key: what for key, what in learned.items() if key == kept_at(command)}
    message = outgoing(command, known).message
    read = parse(message.payload)
    assert (read.timestamp, read.seq) == (NOW, None)  # no command has a number
    assert (message.qos, message.retain) == (0, False)
    return message, read.metrics


@pytest.mark.parametrize(
    ("name", "value", "field", "raw"),
    [
        ("int8", -5, SMALL, 0xFFFF_FFFB), ("int32", -1, SMALL, 0xFFFF_FFFF), ("int64", -1, BIG, (1 << 64) - 1),
        ("uint8", 255, SMALL, 255), ("uint32", 4_294_967_295, SMALL, 4_294_967_295), ("uint64", 7.0, BIG, 7),
        ("float", 20.5, FLOAT, struct.pack("<f", 20.5)), ("double", 20, DOUBLE, struct.pack("<d", 20.0)),
        ("flag", True, FLAG, 1), ("word", "go", TEXT, b"go"), ("when", NOW, BIG, NOW),
        ("Node Control/Rebirth", None, FLAG, 1),
    ],
)  # fmt: skip
def test_a_metric_is_written_in_the_type_of_its_birth(
    name: str, value: Value, field: int, raw: int | bytes, learned: dict[str, bytes]
) -> None:
    message, (written,) = told(NODE, name, value, learned)
    assert message.topic == "spBv1.0/plant/NCMD/edge"
    assert (written.name, written.alias, written.field, written.raw) == (name, None, field, raw)


def test_a_metric_with_an_alias_is_written_by_it_alone(learned: dict[str, bytes]) -> None:
    message, (written,) = told(PUMP, "rpm", 900, learned)
    assert message.topic == "spBv1.0/plant/DCMD/edge/pump"
    assert (written.name, written.alias, written.datatype) == (None, 7, 10)


def test_several_values_are_metrics_of_one_folder() -> None:
    birth = Edge().birth(metric("Motor/speed", 1, datatype=3), metric("Motor/on", False, datatype=11))
    learned = {key: what for key, what in Sparkplug().decode(birth, NOW).learned.items() if what is not None}
    _, written = told(NODE, "Motor", {"speed": 7, "on": True}, learned)
    assert [(each.name, each.raw) for each in written] == [("Motor/speed", 7), ("Motor/on", 1)]


def test_a_client_that_announces_commands_apart_is_told_by_that_name() -> None:
    birth = Edge().birth(metric("CMD/valve", False, datatype=11))
    learned = {key: what for key, what in Sparkplug().decode(birth, NOW).learned.items() if what is not None}
    _, (written,) = told(NODE, "valve", True, learned)
    assert written.name == "CMD/valve"


@pytest.mark.parametrize(
    ("device", "name", "value", "field"),
    [
        (NODE, "unknown", 1, "name"),
        (PUMP, "rpm", "fast", "value"),
        (NODE, "flag", 1, "value"),
        (NODE, "word", 1, "value"),
        (NODE, "int8", 128, "value"),
        (NODE, "uint8", -1, "value"),
        (NODE, "int32", 1.5, "value"),
        (NODE, "float", 1e300, "value"),
        (NODE, "int32", float("inf"), "value"),
        (NODE, "table", "x", "value"),
        (NODE, "double", True, "value"),
        ("sparkplug:plant/other", "rpm", 1, "device"),
        ("sparkplug:plant/edge/valve", "rpm", 1, "device"),
    ],
)
def test_what_no_birth_allows_is_refused_at_its_field(
    device: str, name: str, value: Value, field: str, learned: dict[str, bytes]
) -> None:
    with pytest.raises(Refusal) as refused:
        told(device, name, value, learned)
    assert refused.value.field == field


def test_what_died_has_to_be_born_again_before_it_is_told_anything() -> None:
    edge, dialect = Edge(), Sparkplug()
    learned: dict[str, bytes | None] = {}
    for message in (edge.birth(), edge.death()):
        learned |= dialect.decode(message, NOW).learned
    with pytest.raises(Refusal, match="no birth of it is known"):
        told(NODE, "Node Control/Rebirth", True, {key: what for key, what in learned.items() if what is not None})


def test_what_cannot_be_read_of_a_birth_is_none() -> None:
    with pytest.raises(Refusal, match="no birth of it is known"):
        told(NODE, "x", 1, {"plant/edge#birth": b"\xff"})


NAMES = st.one_of(st.text(max_size=9), st.sampled_from(["Motor", *TYPES]))


@given(birth=st.binary(max_size=60), name=NAMES, value=st.one_of(
    st.none(), st.booleans(), st.floats(allow_nan=False), st.integers(), st.text(max_size=9),
    st.dictionaries(st.sampled_from(["speed", "on"]), st.integers(), max_size=2),
))  # fmt: skip
def test_a_command_is_written_or_refused_whatever_it_asks_for(birth: bytes, name: str, value: Value) -> None:
    learned = {key: what for key, what in Sparkplug().decode(ODD, NOW).learned.items() if what is not None}
    for known in (learned, {"plant/edge#birth": birth}):
        with contextlib.suppress(Refusal):
            told(NODE, name, value, known)


def answers(message: Received) -> list[Answer]:
    return Sparkplug().decode(message, NOW).answers


def test_a_birth_answers_the_commands_of_the_protocol() -> None:
    done = CommandState.SUCCEEDED
    birth = Edge().birth(metric("Node Control/Reboot", False, datatype=11), metric("t", 1, datatype=3))
    assert answers(birth) == [
        Answer(NODE, done, name="Node Control/Rebirth"), Answer(NODE, done, name="Node Control/Reboot")
    ]  # fmt: skip
    assert answers(msgspec.structs.replace(birth, retain=True)) == []
    device = heard("DBIRTH", payload(metric("Device Control/Rebirth", False, datatype=11), seq=1), "pump")
    assert answers(device) == [Answer(PUMP, done, name="Device Control/Rebirth")]
