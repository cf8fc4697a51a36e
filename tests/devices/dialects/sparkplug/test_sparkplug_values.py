"""Values of Sparkplug B: every data type, what is no reading, and bytes that are no message at all."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.dialects.sparkplug.dialect import LARGEST_PAYLOAD, Sparkplug
from devices.dialects.sparkplug.types import BIG, FLOAT, NAMES, SMALL
from devices.dialects.sparkplug.wire import chunk, varint
from devices.messages import Reason, Received
from devices.moments import KEPT
from tests.devices.dialects.sparkplug.messages import NODE, NOW, Edge, heard, metric, payload


def told(*metrics: bytes, at: int | None = NOW) -> Received:
    return heard("NDATA", payload(*metrics, seq=1, at=at))


@pytest.mark.parametrize(
    ("datatype", "field", "value", "expected"),
    [
        ("Int8", SMALL, 0xFF, -1.0),
        ("Int8", SMALL, 0xFFFF_FFFF, -1.0),
        ("Int16", SMALL, 0xFFFE, -2.0),
        ("Int16", SMALL, 0x7FFF, 32767.0),
        ("Int32", SMALL, 0xFFFF_FFFD, -3.0),
        ("Int64", BIG, (1 << 64) - 4, -4.0),
        ("Int64", SMALL, 5, 5.0),
        ("UInt8", SMALL, 0xFF, 255.0),
        ("UInt16", SMALL, 0xFFFF, 65535.0),
        ("UInt32", SMALL, 0xFFFF_FFFF, 4294967295.0),
        ("UInt64", BIG, (1 << 64) - 1, 18446744073709551615.0),
        ("Float", FLOAT, 2.5, 2.5),
        ("Double", 0, 21.37, 21.37),
        ("Boolean", 0, True, 1.0),
        ("Boolean", 0, False, 0.0),
        ("String", 0, "open", "open"),
        ("String", 0, "21.5", 21.5),
        ("Text", 0, "ready", "ready"),
        ("UUID", 0, "b0b0-1", "b0b0-1"),
        ("DateTime", BIG, NOW, float(NOW)),
        ("Unknown", BIG, 7, 7.0),
        ("Float", BIG, 7, 7.0),
    ],
)
def test_a_value_is_read_as_its_type_means_it(
    datatype: str, field: int, value: float | str | bool, expected: float | str
) -> None:
    message = told(metric("m", value, datatype=NAMES.index(datatype), field=field))
    (reading,) = Sparkplug().decode(message, NOW).readings
    assert (reading.device, reading.text if reading.value is None else reading.value) == (NODE, expected)


@pytest.mark.parametrize("datatype", NAMES[16:])
def test_what_is_no_single_value_is_told(datatype: str) -> None:
    message = told(metric("m", "bytes", datatype=NAMES.index(datatype), field=16), metric("n", 1.5))
    decoded = Sparkplug().decode(message, NOW)
    assert [(each.reason, each.detail) for each in decoded.rejected] == [(Reason.NOT_TAKEN, f"“m” is a {datatype}.")]
    assert [reading.metric for reading in decoded.readings] == ["n"]


def test_a_metric_without_a_value_is_told() -> None:
    decoded = Sparkplug().decode(told(metric("m", datatype=10)), NOW)
    assert ([each.reason for each in decoded.rejected], decoded.readings) == ([Reason.NO_VALUES], [])


def test_the_type_of_the_birth_holds_where_data_has_none() -> None:
    dialect = Sparkplug()
    dialect.decode(Edge().birth(metric("level", 0, alias=1, datatype=1, field=SMALL)), NOW)
    (reading,) = dialect.decode(told(metric(None, 0xF0, alias=1, field=SMALL)), NOW).readings
    assert reading.value == -16.0


@pytest.mark.parametrize(
    ("of_metric", "of_payload", "expected"),
    [(NOW - 7, NOW, NOW - 7), (None, NOW - 3, NOW - 3), (None, None, None), (5, NOW, None), (NOW - KEPT - 1, 1, None)],
    ids=["its own", "that of the message", "none", "a lost clock", "too old"],
)
def test_the_time_is_the_metrics_the_messages_or_that_of_arrival(
    of_metric: int | None, of_payload: int | None, expected: int | None
) -> None:
    (reading,) = Sparkplug().decode(told(metric("m", 1.5, at=of_metric), at=of_payload), NOW).readings
    assert (reading.at, reading.untimed) == (expected or NOW, expected is None)


@pytest.mark.parametrize(
    ("topic", "reason"),
    [
        ("spBv1.0/plant/NDATA", Reason.BAD_TOPIC),
        ("spBv1.0/plant/NDATA/edge/pump", Reason.BAD_TOPIC),
        ("spBv1.0/plant/DDATA/edge", Reason.BAD_TOPIC),
        ("spBv1.0/plant/XDATA/edge", Reason.BAD_TOPIC),
        ("spBv1.0//NDATA/edge", Reason.BAD_TOPIC),
        ("spBv1.0/plant/DDATA/edge/", Reason.BAD_TOPIC),
        ("spBv1.0/plant/NDATA/" + "e" * 300, Reason.BAD_TOPIC),
        ("spBv1.0/plant/NDATA/ed\x07ge", Reason.BAD_TOPIC),
        ("spBv1.0/STATE/elsewhere", Reason.BAD_TOPIC),
    ],
)
def test_a_topic_that_nobody_can_have_is_told(topic: str, reason: Reason) -> None:
    decoded = Sparkplug().decode(Received(topic, payload(metric("m", 1.5)), 0, False, False, 0, NOW), NOW)
    assert ([each.reason for each in decoded.rejected], decoded.readings) == ([reason], [])


@pytest.mark.parametrize("kind", ["NCMD", "DCMD"])
def test_commands_to_devices_are_not_for_us(kind: str) -> None:
    decoded = Sparkplug().decode(heard(kind, b"\xff", "pump" if kind == "DCMD" else ""), NOW)
    assert (decoded.readings, decoded.rejected) == ([], [])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NO_VALUES),
        (b"\xff", Reason.BAD_PAYLOAD),
        (b"\x80" * 11, Reason.BAD_PAYLOAD),
        (b"\x12\x05ab", Reason.BAD_PAYLOAD),
        (b"\x0b\x0c", Reason.BAD_PAYLOAD),
        (b'{"temperature": 21.5}', Reason.BAD_PAYLOAD),
        (chunk(1, b"no number"), Reason.BAD_PAYLOAD),
        (varint(2, 7), Reason.BAD_PAYLOAD),
        (chunk(2, chunk(1, b"\xff\xfe")), Reason.BAD_PAYLOAD),
        (chunk(2, chunk(1, b"m") + chunk(13, b"abc")), Reason.BAD_PAYLOAD),
        (chunk(2, chunk(1, b"m") + chunk(10, b"abc")), Reason.BAD_PAYLOAD),
        (chunk(2, b"") * 10_001, Reason.BAD_PAYLOAD),
        (b"\0" * (LARGEST_PAYLOAD + 1), Reason.TOO_LARGE),
    ],
)  # fmt: skip
def test_bytes_that_are_no_payload_are_told(data: bytes, reason: Reason) -> None:
    decoded = Sparkplug().decode(heard("NDATA", data), NOW)
    assert [each.reason for each in decoded.rejected] == [reason]


STORY = [
    Edge(3).birth(metric("level", 1.5, alias=1, datatype=10, unit="m")),
    Edge().pump_birth(),
    Edge().rpm(5.0, NOW - 9),
    told(metric(None, 2.5, alias=1), metric("text", "x", at=NOW - 1), metric("n", 3, datatype=1, field=SMALL)),
    Edge().pump_death(),
    Edge().death(3),
]


@st.composite
def mutated(draw: st.DrawFn) -> Received:
    """A message of the story with bytes changed, cut out, put in or doubled."""
    message = draw(st.sampled_from(STORY))
    data = bytearray(message.payload)
    for _ in range(draw(st.integers(0, 4))):
        at, until = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        data[at:until] = draw(st.sampled_from((b"", bytes(data[at:until]) * 2, draw(st.binary(max_size=6)))))
    kind, device = message.topic.split("/")[2], "pump" if message.topic.endswith("pump") else ""
    return heard(kind, bytes(data), device, retain=draw(st.booleans()))


@given(st.lists(mutated(), max_size=12))
@settings(max_examples=300, deadline=None)
def test_whatever_comes_is_read_or_told_and_remembered_within_bounds(messages: list[Received]) -> None:
    dialect = Sparkplug(strict=True)
    memory: dict[str, bytes] = {}
    for message in messages:
        decoded = dialect.decode(message, NOW)
        assert decoded.readings or decoded.rejected or decoded.statuses or decoded.announced or _is_silent(message)
        assert all(isinstance(each.detail, str) and each.size == len(message.payload) for each in decoded.rejected)
        assert len(decoded.outgoing) <= 1
        memory |= {key: value for key, value in decoded.learned.items() if value is not None}
    assert len(memory) <= 3
    again = Sparkplug()
    again.recall(memory)


@given(st.binary(max_size=200), st.sampled_from(["NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_told(data: bytes, kind: str) -> None:
    Sparkplug(strict=True).decode(heard(kind, data, "pump" if kind.startswith("D") else ""), NOW)


def test_ever_new_nodes_and_devices_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.dialects.sparkplug.nodes.MOST_NODES", 20)
    monkeypatch.setattr("devices.dialects.sparkplug.nodes.MOST_DEVICES", 5)
    dialect = Sparkplug()
    memory: dict[str, bytes | None] = {}
    sizes = []
    for number in range(100):
        for device in range(10):
            message = heard("DDATA", payload(metric("m", 1.5), seq=device), f"d{device}")
            topic = message.topic.replace("/edge/", f"/edge{number}/")
            decoded = dialect.decode(Received(topic, message.payload, 0, False, False, 0, NOW), NOW)
            assert decoded.readings
            memory |= decoded.learned
        sizes.append(sum(value is not None for value in memory.values()))
    assert max(sizes) <= 20 * (5 + 1)
    assert all(later >= earlier for earlier, later in pairwise(sizes))


def _is_silent(message: Received) -> bool:
    """What is null is no reading, a command no measure, and a death of an earlier connection over."""
    return "DATA" in message.topic or "NDEATH" in message.topic
