"""Whatever is published: the listener goes on, says what was wrong, keeps what can be kept."""

import time
from collections import Counter

import pytest

from devices.messages import Reason
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

TOPIC = "callout/v1/chiller-1/telemetry"
DAY_MS = 24 * 3600 * 1000


def now_ms() -> int:
    return round(time.time() * 1000)


def bad_messages() -> list[tuple[str, str, bytes, Reason]]:
    """(what is bad, topic, payload, how it is counted)"""
    tomorrow = now_ms() + DAY_MS
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    return [
        ("no JSON", TOPIC, b"\xff\xfe\x00 hello", Reason.NOT_JSON),
        ("nothing at all", TOPIC, b"", Reason.NOT_JSON),
        ("cut off", TOPIC, b'{"supply_temperature": 9', Reason.NOT_JSON),
        ("a bare number", TOPIC, b"21.5", Reason.NOT_AN_OBJECT),
        ("a text", TOPIC, b'"warm"', Reason.NOT_AN_OBJECT),
        ("an array of numbers", TOPIC, b"[1, 2, 3]", Reason.NOT_AN_OBJECT),
        ("the year 1970", TOPIC, b'{"ts": 0, "values": {"a": 1}}', Reason.BAD_TIME),
        ("seconds instead of milliseconds", TOPIC, b'{"ts": 1764000000, "values": {"a": 1}}', Reason.BAD_TIME),
        ("tomorrow", TOPIC, b'{"ts": %d, "values": {"a": 1}}' % tomorrow, Reason.BAD_TIME),
        ("no time at all in the time", TOPIC, b'{"ts": "soon", "values": {"a": 1}}', Reason.BAD_TIME),
        ("a time without zone", TOPIC, b'{"ts": "2026-01-01T10:00:00", "values": {"a": 1}}', Reason.BAD_TIME),
        ("not a number", TOPIC, b'{"a": NaN}', Reason.NOT_FINITE),
        ("infinite", TOPIC, b'{"a": -Infinity}', Reason.NOT_FINITE),
        ("infinite in quotes", TOPIC, b'{"a": "inf"}', Reason.NOT_FINITE),
        ("beyond all numbers", TOPIC, b'{"a": 1e999}', Reason.NOT_FINITE),
        ("no values", TOPIC, b"{}", Reason.NO_VALUES),
        ("an array as value", TOPIC, b'{"a": [1]}', Reason.NOT_A_VALUE),
        ("an object in an object", TOPIC, b'{"a": {"b": {"c": 1}}}', Reason.TOO_DEEP),
        ("objects without end", TOPIC, deep[:200_000], Reason.TOO_DEEP),
        ("a metric without name", TOPIC, b'{"": 1}', Reason.BAD_METRIC),
        ("control characters in a metric", TOPIC, b'{"a\\u0000b": 1}', Reason.BAD_METRIC),
        ("half a character", TOPIC, b'{"a": "\\ud800"}', Reason.NOT_A_VALUE),
        ("5 MB", TOPIC, b'{"a": "' + b"x" * 5_000_000 + b'"}', Reason.TOO_LARGE),
        ("a name that no screen shows", "callout/v1/chiller\u200b1/telemetry", b'{"a": 1}', Reason.BAD_TOPIC),
        ("the name of another format", "callout/v1/zigbee2mqtt:lamp/telemetry", b'{"a": 1}', Reason.BAD_TOPIC),
        ("a status of such", "callout/v1/tasmota:plug/status", b"online", Reason.BAD_TOPIC),
        ("half a character in JSON", TOPIC, b'{"a": "\xff"}', Reason.NOT_JSON),
        ("bytes in a status", "callout/v1/chiller-1/status", b'{"status": "\xff"}', Reason.BAD_STATUS),
        ("bytes in a report", "callout/technicians/1/position", b'{"lat": "\xff"}', Reason.NOT_JSON),
        ("a status that says nothing", "callout/v1/chiller-1/status", b"{}", Reason.BAD_STATUS),
    ]


def test_every_bad_message_is_counted_and_the_next_good_one_is_stored(house: House) -> None:
    house.start()
    messages = bad_messages()
    for _, topic, payload, _ in messages:
        house.send(topic, payload)
    expected = Counter(reason.value for *_, reason in messages)
    until(lambda: sum(house.rejected().values()) >= len(messages), 30)
    assert Counter(house.rejected()) == expected
    house.reading(8.5)
    until(lambda: house.values() == [8.5])


@pytest.mark.parametrize("device", ["chiller\x011", "a\nb", "x\x7f"], ids=ascii)
def test_control_characters_in_a_topic_do_no_harm_wherever_the_broker_lets_them_pass(
    small_house: House, device: str, expected_logs: object
) -> None:
    small_house.start()
    small_house.deliver(f"callout/v1/{device}/telemetry", b'{"a": 1}')
    until(lambda: small_house.rejected() == {Reason.BAD_TOPIC.value: 1})
    small_house.reading(8.5)
    until(lambda: small_house.values() == [8.5])


def test_what_can_be_kept_of_a_bad_message_is_kept(small_house: House) -> None:
    small_house.start()
    small_house.say({"supply_temperature": "9.5", "pressure": None, "state": "on", "flow": [1], "running": True})
    until(lambda: small_house.values() == [9.5])
    until(lambda: small_house.values(metric="state") == ["on"])
    assert small_house.values(metric="running") == [1.0]
    assert small_house.rejected() == {Reason.NOT_A_VALUE.value: 1}


def test_old_values_that_the_broker_had_kept_are_not_taken_for_new_ones(small_house: House) -> None:
    at = now_ms() - 3600 * 1000
    small_house.send("callout/v1/old-1/telemetry", b'{"a": 1}', retain=True)
    small_house.send("callout/v1/old-2/telemetry", b'{"ts": %d, "values": {"a": 2}}' % at, retain=True)
    assert small_house.publisher.flush(10)
    small_house.start()
    until(lambda: small_house.rejected() == {Reason.OLD_RETAINED.value: 1})
    until(lambda: small_house.stored("old-2", "a") == [(at, 2.0)])
    assert small_house.values("old-1", "a") == []


def test_messages_without_a_time_never_fall_on_one_another(small_house: House) -> None:
    small_house.start()
    for number in range(500):
        small_house.say({"n": number})
    small_house.say([{"n": 500}, {"n": 501}])
    until(lambda: len(small_house.values(metric="n")) == 502)
    assert small_house.values(metric="n") == list(range(502))


def test_a_flood_of_invented_names_is_stored_but_does_not_fill_the_list(small_house: House) -> None:
    small_house.start()
    for number in range(400):
        small_house.say({"n": number}, device=f"invented-{number}")
    until(lambda: small_house.stored_in_all() == 400)
    until(lambda: len(small_house.devices()) > 100)
    small_house.reading(8.5)
    until(lambda: small_house.values() == [8.5])
    assert len(small_house.devices()) <= 125
