"""Homie, message by message."""

import pytest

from devices.dialects.dialect import Decoded
from devices.dialects.homie import Homie
from tests.support.dialects import NOW, message, presence, readings, reasons, samples, says_something, units

CAR, TRAILER = "homie:super-car", "homie:trailer"


def say(dialect: Homie, topic: str, payload: object, *, retain: bool = True) -> Decoded:
    return dialect.decode(message(f"homie/{topic}", payload, retain=retain), NOW)


def with_trailer() -> Homie:
    dialect = Homie()
    for sample in samples("homie")[:4]:
        dialect.decode(sample, NOW)
    return dialect


def test_every_sample_says_something_and_nothing_wrong() -> None:
    dialect = Homie()
    for sample in samples("homie"):
        assert dialect.takes(sample.topic)
        decoded = dialect.decode(sample, NOW)
        assert says_something(decoded)
        assert not decoded.rejected, sample.topic


def test_a_description_announces_the_device_with_units() -> None:
    told = Homie().decode(samples("homie")[0], NOW).announced[0]
    assert (told.device, told.name, told.model, told.through) == (CAR, "Supercar", "car", None)
    assert units(told) == {"engine.temperature": "°C", "engine.speed": "km/h", "engine.running": ""}
    assert [metric.label for metric in told.metrics] == ["Temperature", "Speed", "Running"]
    assert Homie().decode(samples("homie")[1], NOW).announced[0].through == CAR


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        ("5/super-car/engine/temperature", "21.5", (CAR, "engine.temperature", 21.5)),
        ("5/super-car/engine/running", "true", (CAR, "engine.running", 1.0)),
        ("5/super-car/engine/running", "false", (CAR, "engine.running", 0.0)),
        ("5/super-car/engine/gear", "reverse", (CAR, "engine.gear", "reverse")),
        ("super-car/engine/temperature", "21.5", (CAR, "engine.temperature", 21.5)),
    ],
)
def test_a_property_is_a_reading_even_where_it_was_retained(topic: str, payload: str, expected: object) -> None:
    for retain in (True, False):
        assert readings(say(Homie(), topic, payload, retain=retain)) == [expected]


@pytest.mark.parametrize(
    ("state", "online"),
    [("init", True), ("ready", True), ("sleeping", True), ("alert", True), ("disconnected", False), ("lost", False)],
)
def test_the_state_tells_presence(state: str, online: bool) -> None:
    for topic in ("5/super-car/$state", "super-car/$state"):
        assert presence(say(Homie(), topic, state)) == [(CAR, online)]


def test_with_the_root_all_below_it_are_lost_and_come_back() -> None:
    dialect = with_trailer()
    assert presence(say(dialect, "5/super-car/$state", "lost")) == [(CAR, False), (TRAILER, False)]
    assert presence(say(dialect, "5/trailer/$state", "ready")) == [(TRAILER, False)]
    assert presence(say(dialect, "5/super-car/$state", "ready")) == [(CAR, True), (TRAILER, True)]


def test_a_child_that_is_gone_by_itself_does_not_come_back_with_its_root() -> None:
    dialect = with_trailer()
    say(dialect, "5/trailer/$state", "disconnected")
    assert presence(say(dialect, "5/super-car/$state", "ready")) == [(CAR, True), (TRAILER, False)]


def test_who_belongs_to_whom_is_known_after_a_restart() -> None:
    dialect = Homie()
    dialect.recall({"trailer": b"super-car"})
    assert presence(say(dialect, "5/super-car/$state", "lost")) == [(CAR, False), (TRAILER, False)]


def test_a_child_may_leave_its_root() -> None:
    dialect = with_trailer()
    assert say(dialect, "5/trailer/$description", {"name": "Trailer"}).learned == {"trailer": None}
    assert presence(say(dialect, "5/super-car/$state", "lost")) == [(CAR, False)]


def test_what_was_retained_of_a_lost_device_is_not_the_present() -> None:
    dialect = with_trailer()
    say(dialect, "5/super-car/$state", "lost")
    assert reasons(say(dialect, "5/trailer/axle/load", "7")) == ["old_retained"]
    assert readings(say(dialect, "5/trailer/axle/load", "7", retain=False)) == [(TRAILER, "axle.load", 7.0)]


def test_an_emptied_state_removes_the_device() -> None:
    dialect = with_trailer()
    told = say(dialect, "5/trailer/$state", b"")
    assert (presence(told), told.learned) == ([(TRAILER, False)], {"trailer": None})


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("5/super-car/$state", "perhaps", "bad_status"),
        ("5/super-car/$description", "{", "not_json"),
        ("5/super-car/$description", "[]", "not_an_object"),
        ("5/super-car/engine/temperature", "NaN", "not_finite"),
        ("5/super-car/engine/temperature", "Infinity", "not_finite"),
        ("5/super-car/a/b/c/d", "1", "bad_topic"),
        ("5/super-car", "1", "bad_topic"),
        ("5/super\x01car/$state", "ready", "bad_topic"),
        ("5/super-car/engine", "1", "bad_topic"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_reason(topic: str, payload: str, reason: str) -> None:
    decoded = say(Homie(), topic, payload)
    assert (decoded.readings, reasons(decoded)) == ([], [reason])


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("5/super-car/engine/speed/set", "1"), ("5/super-car/engine/speed/$target", ""), ("5/a/$log/warn", "x"),
        ("lamp/$nodes", "a,b"), ("lamp/light/$properties", "a"), ("lamp/light/power/$datatype", "float"),
        ("5/super-car/engine/label", b"\0"), ("5/super-car/engine/label", b""), ("5/super-car/$description", b""),
    ],
)  # fmt: skip
def test_what_says_nothing_of_the_device_is_passed_over(topic: str, payload: object) -> None:
    assert not says_something(say(Homie(), topic, payload))
