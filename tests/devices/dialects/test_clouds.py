"""Azure IoT Hub and AWS IoT, message by message."""

import pytest

from devices.dialects.aws import AwsIot
from devices.dialects.azure import AzureIotHub
from devices.dialects.dialect import Decoded
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, samples, says_something

SECONDS = NOW // 1000
SHADOW = "$aws/things/pump/shadow"


def azure(bag: str, payload: object) -> Decoded:
    return AzureIotHub().decode(message(f"devices/pump/messages/events/{bag}", payload), NOW)


def aws(topic: str, payload: object) -> Decoded:
    return AwsIot().decode(message(topic, payload), NOW)


def told(decoded: Decoded) -> list[tuple[str, object]]:
    return [(metric, value) for _, metric, value in readings(decoded)]


@pytest.mark.parametrize("dialect", [AzureIotHub(), AwsIot()], ids=["azure", "aws"])
def test_every_sample_says_something_and_nothing_wrong(dialect: AzureIotHub | AwsIot) -> None:
    for sample in samples(dialect.key):
        assert dialect.takes(sample.topic)
        decoded = dialect.decode(sample, NOW)
        assert says_something(decoded), sample.topic
        assert not decoded.rejected, sample.topic


@pytest.mark.parametrize(
    ("topic", "device"),
    [
        ("devices/pump/messages/events/", "azure:pump"),
        ("devices/pump/messages/events", "azure:pump"),
        ("devices/edge/modules/meter/messages/events/", "azure:edge/meter"),
        ("devices/b/messages/events/iothub-connection-device-id=pump%207", "azure:pump 7"),
        ("devices/b/messages/events/$.cdid=pump", "azure:pump"),
    ],
)
def test_the_device_stands_in_the_topic_or_in_its_properties(topic: str, device: str) -> None:
    assert AzureIotHub().takes(topic)
    assert readings(AzureIotHub().decode(message(topic, {"a": 1}), NOW)) == [(device, "a", 1.0)]


@pytest.mark.parametrize(
    ("bag", "payload", "moment"),
    [
        ("", {"a": 1}, 0),
        ("", {"a": 1, "ts": NOW - 5_000}, -5_000),
        ("", {"a": 1, "timestamp": "2025-11-24T15:59:50Z"}, -10_000),
        ("iothub-creation-time-utc=2025-11-24T15%3A59%3A50Z", {"a": 1}, -10_000),
        ("iothub-creation-time-utc=1970-01-01T00%3A00%3A00Z", {"a": 1}, 0),
        ("$.ctime=2025-11-24T15%3A59%3A50Z", {"a": 1, "ts": NOW - 5_000}, -5_000),
    ],
)
def test_the_time_is_in_the_body_or_in_the_properties(bag: str, payload: object, moment: int) -> None:
    assert (told(azure(bag, payload)), moments(azure(bag, payload))) == ([("a", 1.0)], {moment})


@pytest.mark.parametrize(
    ("bag", "payload", "expected"),
    [
        ("$.ct=application%2Fjson&$.ce=utf-16", '{"a": 1}'.encode("utf-16"), [("a", 1.0)]),
        ("$.ct=text%2Fplain", "42.5", [("value", 42.5)]),
        ("$.ct=application%2Fjson%3Bcharset%3Dutf-8", {"a": 1}, [("a", 1.0)]),
        ("a=b&c", [{"a": 1}, {"a": 2}], [("a", 1.0), ("a", 2.0)]),
        ("", "7", [("value", 7.0)]),
    ],
)
def test_the_body_is_read_by_its_type_and_encoding(bag: str, payload: object, expected: list[object]) -> None:
    assert (told(azure(bag, payload)), reasons(azure(bag, payload))) == (expected, [])


@pytest.mark.parametrize(
    ("bag", "payload", "reason"),
    [
        ("$.ct=application%2Foctet-stream", b"\x00\x01", "not_json"),
        ("$.ce=ebcdic", {"a": 1}, "not_taken"),
        ("$.ce=utf-16", b"\x00", "not_json"),
        ("&".join(f"p{i}=1" for i in range(200)), {"a": 1}, "bad_topic"),
        ("$.cdid=%00", {"a": 1}, "bad_topic"),
        ("", "{", "not_json"),
        ("", {}, "no_values"),
        ("", [[1]], "not_an_object"),
        ("", "null", "not_an_object"),
    ],
)
def test_what_azure_cannot_mean_is_refused(bag: str, payload: object, reason: str) -> None:
    decoded = azure(bag, payload)
    assert (decoded.readings, reasons(decoded)) == ([], [reason])


@pytest.mark.parametrize(
    ("topic", "payload", "expected", "moment"),
    [
        (f"{SHADOW}/update", {"state": {"reported": {"t": 5}}}, [("t", 5.0)], 0),
        (
            f"{SHADOW}/update/accepted",
            {"state": {"reported": {"t": 5}}, "timestamp": SECONDS - 5},
            [("t", 5.0)],
            -5_000,
        ),
        (f"{SHADOW}/update/accepted", {"state": {"reported": {"t": 5}}, "timestamp": 7}, [("t", 5.0)], 0),
        (f"{SHADOW}/name/s/update/accepted", {"state": {"reported": {"t": 5}}}, [("s.t", 5.0)], 0),
        (f"{SHADOW}/update", {"state": {"reported": {"m": {"rpm": 9}, "gone": None}}}, [("m.rpm", 9.0)], 0),
    ],
)
def test_the_reported_state_becomes_readings(topic: str, payload: object, expected: object, moment: int) -> None:
    decoded = aws(topic, payload)
    assert (told(decoded), moments(decoded), reasons(decoded)) == (expected, {moment}, [])
    assert {reading.device for reading in decoded.readings} == {"aws:pump"}


def test_each_member_has_the_time_of_its_metadata() -> None:
    decoded = AwsIot().decode(samples("aws")[3], NOW)
    assert [(r.metric, r.at - NOW) for r in decoded.readings] == [("temp", -20_000), ("mode", -10_000)]


def test_an_update_is_passed_over_where_the_service_answers() -> None:
    dialect = AwsIot()
    update = message(f"{SHADOW}/update", {"state": {"reported": {"t": 5}}})
    assert readings(dialect.decode(update, NOW))
    dialect.decode(message(f"{SHADOW}/update/accepted", {"state": {"reported": {"t": 5}}}), NOW)
    assert not says_something(dialect.decode(update, NOW))


def test_connections_of_clients_tell_presence() -> None:
    connected, disconnected = samples("aws")[4:6]
    assert presence(AwsIot().decode(connected, NOW)) == [("aws:pump", True)]
    assert presence(AwsIot().decode(disconnected, NOW)) == [("aws:pump", False)]


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        (f"{SHADOW}/update", "{", "not_json"),
        (f"{SHADOW}/update", {}, "no_values"),
        (f"{SHADOW}/update", {"state": 7}, "no_values"),
        (f"{SHADOW}/other", {}, "bad_topic"),
        ("$aws/things/pump/jobs", {}, "bad_topic"),
        ("$aws/events/presence/perhaps/pump", {}, "bad_topic"),
        ("$aws/events/presence/connected/", {}, "bad_topic"),
    ],
)
def test_what_aws_cannot_mean_is_refused(topic: str, payload: object, reason: str) -> None:
    assert reasons(aws(topic, payload)) == [reason]


@pytest.mark.parametrize("kind", ["get", "update/delta", "update/documents", "update/rejected"])
def test_what_is_wanted_of_a_thing_is_passed_over(kind: str) -> None:
    assert not says_something(aws(f"{SHADOW}/{kind}", {"state": {"t": 5}}))
    assert not says_something(aws(f"{SHADOW}/update", {"state": {"desired": {"t": 5}}}))


def test_a_bridge_may_rename_the_root() -> None:
    dialect = AwsIot("aws")
    topic = "aws/things/pump/shadow/update"
    assert dialect.takes(topic)
    assert told(dialect.decode(message(topic, {"state": {"reported": {"t": 5}}}), NOW)) == [("t", 5.0)]
