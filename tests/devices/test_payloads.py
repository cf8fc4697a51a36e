"""The native dialect, message by message."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import payloads
from devices.dialects.values import MOST_VALUES
from devices.messages import KEPT_OF_PAYLOAD, Reason, Received
from devices.moments import EARLIEST, KEPT
from devices.payloads import decode
from devices.sifting import LARGEST_MESSAGE
from devices.statuses import decode_status

NOW = 1_764_000_000_000
SENT = NOW - 5_000


def message(payload: bytes | str, *, retain: bool = False, topic: str = "callout/v1/ch-1/telemetry") -> Received:
    return Received(topic, payload.encode() if isinstance(payload, str) else payload, 1, retain, False, 7, NOW)


def values(payload: bytes | str, *, retain: bool = False) -> list[tuple[str, int, float | str | None]]:
    readings, _ = decode(message(payload, retain=retain), NOW)
    return [(r.metric, r.at, r.text if r.value is None else r.value) for r in readings]


def reasons(payload: bytes | str, *, retain: bool = False) -> list[Reason]:
    return [rejected.reason for rejected in decode(message(payload, retain=retain), NOW)[1]]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ('{"t": 9.5}', [("t", NOW, 9.5)]),
        ('{"t": 9, "c": -1e3}', [("t", NOW, 9.0), ("c", NOW, -1000.0)]),
        (f'{{"ts": {SENT}, "values": {{"t": 9.5}}}}', [("t", SENT, 9.5)]),
        (f'{{"ts": {SENT}.4, "values": {{"t": 9.5}}}}', [("t", SENT, 9.5)]),
        (f'{{"ts": "{SENT}", "values": {{"t": 9.5}}}}', [("t", SENT, 9.5)]),
        (f'{{"ts": {SENT}, "t": 9.5}}', [("t", SENT, 9.5)]),
        ('{"ts": null, "t": 9.5}', [("t", NOW, 9.5)]),
        ('{"values": {"t": 9.5}, "seq": 4}', [("t", NOW, 9.5)]),
        ('{"ts": "2025-11-24T15:59:55Z", "values": {"t": 1}}', [("t", SENT, 1.0)]),
        ('{"ts": "2025-11-24T15:59:55.0000001z", "values": {"t": 1}}', [("t", SENT, 1.0)]),
        ('{"ts": "2025-11-24T17:59:55+02:00", "values": {"t": 1}}', [("t", SENT, 1.0)]),
        (f'[{{"t": 1}}, {{"ts": {SENT}, "values": {{"t": 2}}}}]', [("t", NOW, 1.0), ("t", SENT, 2.0)]),
        ('{"on": true, "off": false}', [("on", NOW, 1.0), ("off", NOW, 0.0)]),
        ('{"a": "100.00", "b": " -1e2 "}', [("a", NOW, 100.0), ("b", NOW, -100.0)]),
        ('{"c": "hot", "d": "1_0"}', [("c", NOW, "hot"), ("d", NOW, "1_0")]),
        ('{"a": null, "b": "", "c": 1}', [("c", NOW, 1.0)]),
        ('{"motor": {"rpm": 5, "state": "ok"}}', [("motor.rpm", NOW, 5.0), ("motor.state", NOW, "ok")]),
        ('{"a": 1' + "0" * 30 + "}", [("a", NOW, 1e30)]),
        (b'\xef\xbb\xbf{"a": 1}', [("a", NOW, 1.0)]),
    ],
)  # fmt: skip
def test_a_good_message_becomes_readings(payload: bytes | str, expected: list[tuple[str, int, object]]) -> None:
    assert values(payload) == expected
    assert reasons(payload) == []


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("", Reason.NOT_JSON),
        ("hello", Reason.NOT_JSON),
        ('{"a": 1', Reason.NOT_JSON),
        (b"\xff\x00\xfe", Reason.NOT_JSON),
        ("{}", Reason.NO_VALUES),
        ("[]", Reason.NO_VALUES),
        ('{"a": null}', Reason.NO_VALUES),
        ('{"values": {}}', Reason.NO_VALUES),
        (f'{{"ts": {SENT}}}', Reason.NO_VALUES),
        ("7", Reason.NOT_AN_OBJECT),
        ('"on"', Reason.NOT_AN_OBJECT),
        ("null", Reason.NOT_AN_OBJECT),
        ("[1, 2]", Reason.NOT_AN_OBJECT),
        ("[[{}]]", Reason.NOT_AN_OBJECT),
        ('{"a": NaN}', Reason.NOT_FINITE),
        ('{"a": -Infinity}', Reason.NOT_FINITE),
        ('{"a": 1e999}', Reason.NOT_FINITE),
        ('{"a": "1e999"}', Reason.NOT_FINITE),
        ('{"a": "NaN"}', Reason.NOT_FINITE),
        ('{"a": ' + "9" * 400 + "}", Reason.NOT_FINITE),
        (f'{{"ts": {NOW - KEPT - 1}, "values": {{"a": 1}}}}', Reason.BAD_TIME),
        (f'{{"ts": "{NOW - KEPT - 1}", "a": 1}}', Reason.BAD_TIME),
        ('{"a": ' + "9" * 6000 + "}", Reason.NOT_FINITE),
        ('{"a": [1]}', Reason.NOT_A_VALUE),
        ('{"a": "x\\u0000"}', Reason.NOT_A_VALUE),
        ('{"a": "\\ud800"}', Reason.NOT_A_VALUE),
        ('{"a": {"b": {"c": 1}}}', Reason.TOO_DEEP),
        ("[" * 100_000, Reason.TOO_DEEP),
        ('{"a":' * 40_000, Reason.TOO_DEEP),
        ('{"": 1}', Reason.BAD_METRIC),
        ('{"a\\u0000b": 1}', Reason.BAD_METRIC),
        ('{"a\\ud800": 1}', Reason.BAD_METRIC),
        ('{"' + "a" * 121 + '": 1}', Reason.BAD_METRIC),
        ('{"a": "' + "x" * 1001 + '"}', Reason.TOO_LARGE),
        ('{"a": "' + "x" * LARGEST_MESSAGE + '"}', Reason.TOO_LARGE),
        (json.dumps({f"m{i}": i for i in range(MOST_VALUES + 1)}), Reason.TOO_LARGE),
    ],
)  # fmt: skip
def test_a_bad_message_is_rejected_with_its_reason(payload: bytes | str, reason: Reason) -> None:
    readings, rejected = decode(message(payload), NOW)
    assert (readings, [r.reason for r in rejected]) == ([], [reason])
    assert rejected[0].detail
    assert rejected[0].reason.label


@pytest.mark.parametrize(
    "payload",
    [
        '{"ts": 0, "values": {"a": 1}}',
        '{"ts": 1764000000, "values": {"a": 1}}',
        '{"ts": "1970-01-01T00:00:00Z", "values": {"a": 1}}',
        f'{{"ts": {EARLIEST - 1}, "values": {{"a": 1}}}}',
        f'{{"ts": {NOW + 86_400_000}, "values": {{"a": 1}}}}',
        '{"ts": "2025-11-24T15:59:55", "values": {"a": 1}}',
        '{"ts": "yesterday", "values": {"a": 1}}',
        '{"ts": "9999-12-31T23:59:59-23:59", "values": {"a": 1}}',
        '{"ts": true, "values": {"a": 1}}',
        '{"ts": [], "values": {"a": 1}}',
        '{"ts": NaN, "values": {"a": 1}}',
        '{"ts": 1e300, "values": {"a": 1}}',
    ],
)
def test_a_time_that_cannot_be_gives_way_to_that_of_arrival_and_is_said(payload: str) -> None:
    readings, rejected = decode(message(payload), NOW)
    assert [(each.metric, each.at, each.value, each.untimed) for each in readings] == [("a", NOW, 1.0, True)]
    assert [each.reason for each in rejected] == [Reason.BAD_TIME]
    assert rejected[0].detail


def test_a_retained_message_whose_time_cannot_be_is_of_unknown_age() -> None:
    readings, rejected = decode(message('{"ts": 0, "values": {"a": 1}}', retain=True), NOW)
    assert (readings, [each.reason for each in rejected]) == ([], [Reason.BAD_TIME, Reason.OLD_RETAINED])


@pytest.mark.parametrize("bad", ["NaN", "1e999", "[1]", '{"x": {"y": 1}}'])
def test_a_bad_value_does_not_take_the_others_of_its_message_along(bad: str) -> None:
    payload = f'{{"ts": {SENT}, "values": {{"a": 1, "b": {bad}, "c": 3}}}}'
    assert values(payload) == [("a", SENT, 1.0), ("c", SENT, 3.0)]
    assert len(reasons(payload)) == 1


def test_a_bad_element_does_not_take_the_others_of_its_array_along() -> None:
    payload = f'[{{"a": 1}}, {{"ts": 0, "values": {{"a": 2}}}}, 3, {{"ts": {SENT}, "values": {{"a": 4}}}}]'
    assert values(payload) == [("a", NOW, 1.0), ("a", NOW, 2.0), ("a", SENT, 4.0)]
    assert reasons(payload) == [Reason.BAD_TIME, Reason.NOT_AN_OBJECT]


def test_ten_thousand_bad_elements_make_one_rejection_that_counts_them() -> None:
    _, rejected = decode(message("[" + ",".join(["1"] * 10_000) + "]"), NOW)
    assert len(rejected) == 1
    assert "9999" in rejected[0].detail


def test_a_clock_may_run_ahead_by_ten_minutes() -> None:
    assert values(f'{{"ts": {NOW + 600_000}, "values": {{"a": 1}}}}') == [("a", NOW + 600_000, 1.0)]
    assert reasons(f'{{"ts": {NOW + 600_001}, "values": {{"a": 1}}}}') == [Reason.BAD_TIME]


def test_a_retained_message_counts_only_with_its_own_time() -> None:
    assert reasons('{"a": 1}', retain=True) == [Reason.OLD_RETAINED]
    assert values(f'{{"ts": {SENT}, "values": {{"a": 1}}}}', retain=True) == [("a", SENT, 1.0)]


def test_five_megabytes_are_refused_unread_and_only_their_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for reading in ("_quick", "sift"):
        monkeypatch.delattr(payloads, reading)
    readings, rejected = decode(message(b"[" * 5_000_000), NOW)
    assert (readings, rejected[0].reason, rejected[0].size) == ([], Reason.TOO_LARGE, 5_000_000)
    assert len(rejected[0].payload) == KEPT_OF_PAYLOAD


@pytest.mark.parametrize(
    "topic", ["callout/v1/a\x07b/telemetry", "callout/v1/a/status", "x", "callout/v1/\ud800/telemetry"]
)
def test_a_message_on_a_wrong_topic_is_rejected_with_a_topic_that_can_be_stored(topic: str) -> None:
    readings, (rejected,) = decode(message('{"a": 1}', topic=topic), NOW)
    assert (readings, rejected.reason) == ([], Reason.BAD_TOPIC)
    assert rejected.topic.isprintable()


names = st.text() | st.sampled_from(["ts", "values"])
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(st.binary() | json_like.map(json.dumps), st.booleans())
def test_whatever_arrives_something_comes_of_it_and_nothing_breaks(payload: bytes | str, retain: bool) -> None:
    readings, rejected = decode(message(payload, retain=retain), NOW)
    assert readings or rejected
    assert all(r.reason is not Reason.BROKEN for r in rejected)
    for reading in readings:
        assert (reading.value is None) != (reading.text is None)
        assert reading.value is None or math.isfinite(reading.value)
        assert NOW - KEPT <= reading.at <= NOW + 600_000
        (reading.metric + (reading.text or "")).encode()


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.floats() | st.integers(), min_size=1, max_size=5))
def test_the_short_way_and_the_careful_way_agree(numbers: dict[str, float]) -> None:
    short = decode(message(json.dumps({"ts": SENT, "values": numbers})), NOW)[0]
    careful = decode(message(json.dumps([{"ts": SENT, "values": numbers}])), NOW)[0]
    assert short == careful


@pytest.mark.parametrize("text", ['{"a": 1}', '{"a": "on"}', '[{"a": 1}]'])
def test_a_reading_without_a_time_of_its_own_says_so(text: str) -> None:
    ((reading,), _) = decode(message(text), NOW)
    assert (reading.at, reading.untimed) == (NOW, True)


@pytest.mark.parametrize("text", ['{"ts": %d, "values": {"a": 1}}', '[{"ts": %d, "a": 1}]', '{"ts": %d, "a": "on"}'])
def test_a_reading_taken_in_the_millisecond_of_its_arrival_has_a_time(text: str) -> None:
    ((reading,), _) = decode(message(text % NOW), NOW)
    assert (reading.at, reading.untimed) == (NOW, False)


@pytest.mark.parametrize(
    ("payload", "online"),
    [
        ('{"online": true}', True),
        ('{"online": false}', False),
        ('{"status": "online", "ts": 12}', True),
        ("online", True),
        ('"offline"', False),
        ("0", False),
    ],
)
def test_a_status_says_whether_a_device_is_there(payload: str, online: bool) -> None:
    status = decode_status(message(payload, retain=True, topic="callout/v1/ch-1/status"))
    assert (status.online, status.device, status.at) == (online, "ch-1", NOW)  # type: ignore[union-attr]


@given(st.binary() | json_like.map(json.dumps))
def test_no_status_breaks_anything(payload: bytes | str) -> None:
    assert decode_status(message(payload, topic="callout/v1/ch-1/status"))


@pytest.mark.parametrize("payload", ["", "perhaps", "{}", "[]", "[" * 4000, "x" * 5000])
def test_a_status_that_says_nothing_is_rejected(payload: str) -> None:
    rejected = decode_status(message(payload, topic="callout/v1/ch-1/status"))
    assert rejected.reason in (Reason.BAD_STATUS, Reason.TOO_LARGE)  # type: ignore[union-attr]
