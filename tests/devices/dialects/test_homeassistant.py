"""Home Assistant's discovery, message by message."""

import pytest

from devices.dialects.dialect import Decoded
from devices.dialects.homeassistant.dialect import HomeAssistant
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, samples, says_something, units

BOILER = "homeassistant:boiler01"
SENSOR = "homeassistant/sensor/n/t/config"


def after(*configs: tuple[str, object]) -> HomeAssistant:
    dialect = HomeAssistant()
    for topic, payload in configs:
        assert dialect.decode(message(topic, payload, retain=True), NOW).announced
    return dialect


def state(dialect: HomeAssistant, topic: str, payload: object, *, retain: bool = False) -> Decoded:
    return dialect.decode(message(topic, payload, retain=retain), NOW)


def sensor(**told: object) -> tuple[str, object]:
    return SENSOR, {"state_topic": "s", "device": {"identifiers": ["d"]}} | told


def test_every_sample_says_something_and_nothing_wrong() -> None:
    dialect = HomeAssistant()
    for sample in samples("homeassistant"):
        assert dialect.takes(sample.topic), sample.topic
        decoded = dialect.decode(sample, NOW)
        assert says_something(decoded)
        assert not decoded.rejected, sample.topic


def test_discovery_announces_the_device_with_all_that_is_known_of_it() -> None:
    dialect = HomeAssistant()
    first, second = (dialect.decode(sample, NOW).announced[0] for sample in samples("homeassistant")[:2])
    assert (first.device, first.name, first.maker, first.model) == (
        "homeassistant:bedroom01", "Bedroom", "Muster", "TH-01",
    )  # fmt: skip
    assert first.through == "homeassistant:bridge01"
    assert units(second) == {"temperature": "°C", "humidity": "%"}
    assert [metric.label for metric in second.metrics] == ["Temperature", "Humidity"]


def test_what_is_discovered_is_subscribed_and_taken() -> None:
    dialect = HomeAssistant()
    assert not dialect.takes("home/bedroom/state")
    for sample in samples("homeassistant")[:2]:
        dialect.decode(sample, NOW)
    assert dialect.takes("home/bedroom/state")
    assert {"home/bedroom/state", "home/bedroom/availability"} <= set(dialect.filters)


@pytest.mark.parametrize(
    ("told", "payload", "expected"),
    [
        ({"value_template": "{{ value_json.a.b }}"}, {"a": {"b": 3}}, [("t", 3.0)]),
        ({"value_template": "{{ value_json['x'] }}"}, {"x": "3.5"}, [("t", 3.5)]),
        ({"value_template": "{{ value_json.list[1] }}"}, {"list": [1, 2]}, [("t", 2.0)]),
        ({"value_template": "{{ value_json.x | float | round(1) }}"}, {"x": "3.14"}, [("t", 3.1)]),
        ({"value_template": "{{ value_json.x | int }}"}, {"x": "3.9"}, [("t", 3.0)]),
        ({"value_template": "{{ value_json.x | default(7) }}"}, {"y": 1}, [("t", 7.0)]),
        ({"value_template": "{{ value_json.mv / 1000 }}"}, {"mv": 3045}, [("t", 3.045)]),
        ({"value_template": "{{ value | float * 1.8 + 32 }}"}, "10", [("t", 50.0)]),
        ({"value_template": "{{ 1 if value_json.s == 'open' else 0 }}"}, {"s": "open"}, [("t", 1.0)]),
        ({"value_template": "{% if value_json.s > 5 %}high{% else %}low{% endif %}"}, {"s": 7}, [("t", "high")]),
        ({"value_template": "{{ value_json.s is defined }}"}, {}, [("t", 0.0)]),
        ({"val_tpl": "{{value_json.s|lower}}"}, {"s": "HOT"}, [("t", "hot")]),
        ({}, "21.5", [("t", 21.5)]),
        ({}, "ON", [("t", 1.0)]),
    ],
)
def test_a_template_finds_the_value(told: dict[str, object], payload: object, expected: list[object]) -> None:
    decoded = state(after(sensor(**told)), "s", payload)
    assert [(metric, value) for _, metric, value in readings(decoded)] == expected
    assert reasons(decoded) == []


@pytest.mark.parametrize(
    "template",
    [
        "{{ states('sensor.a') }}", "{{ now() }}", "{% for i in range(9) %}{{ i }}{% endfor %}", "{{ 2 ** 99 }}",
        "{{ value_json.a | regex_replace('a', 'b') }}", "{{ value_json.a", "{{ other }}", "{{ [1, 2] }}",
        "{% set x = 1 %}", "{{ value." + "a" * 500 + " }}", "{{ " + "(" * 200 + ")" * 200 + " }}",
    ],
)  # fmt: skip
def test_a_template_that_is_not_worked_out_is_told_once(template: str) -> None:
    dialect = HomeAssistant()
    decoded = dialect.decode(message(*sensor(value_template=template)), NOW)
    assert reasons(decoded) == ["not_taken"]
    assert not dialect.takes("s")


def test_a_text_repeated_without_end_is_no_value() -> None:
    dialect = after(sensor(value_template="{{ 'x' * 1000000000 }}"))
    assert reasons(state(dialect, "s", "1")) == ["no_values"]


@pytest.mark.parametrize(
    ("component", "told", "payload", "expected"),
    [
        ("binary_sensor", {}, "ON", 1.0),
        ("binary_sensor", {"payload_on": "open", "payload_off": "closed"}, "closed", 0.0),
        ("binary_sensor", {"pl_on": 1, "pl_off": 0}, "1", 1.0),
        ("switch", {"state_on": "yes", "state_off": "no", "payload_on": "go"}, "yes", 1.0),
        ("binary_sensor", {"value_template": "{{ value_json.b }}", "payload_on": "True"}, {"b": True}, 1.0),
        ("sensor", {"payload_on": "open"}, "open", "open"),
    ],
)
def test_words_of_switching_are_one_and_nought(
    component: str, told: dict[str, object], payload: object, expected: object
) -> None:
    dialect = after((f"homeassistant/{component}/x/config", {"state_topic": "s"} | told))
    assert readings(state(dialect, "s", payload)) == [("homeassistant:x", "x", expected)]


def test_a_climate_tells_several_values() -> None:
    told = {"mode_stat_t": "m", "curr_temp_t": "c", "curr_temp_tpl": "{{ value_json.t }}", "temp_unit": "F"}
    dialect = HomeAssistant()
    announced = dialect.decode(message("homeassistant/climate/hall/config", told), NOW).announced[0]
    assert units(announced) == {"hall.temperature": "°F", "hall.mode": ""}
    assert readings(state(dialect, "c", {"t": 70})) == [("homeassistant:hall", "hall.temperature", 70.0)]
    assert readings(state(dialect, "m", "off")) == [("homeassistant:hall", "hall.mode", "off")]


@pytest.mark.parametrize(
    ("mode", "told", "expected"),
    [
        ("all", [("a", "online"), ("b", "online"), ("a", "offline")], [False, True, False]),
        ("any", [("a", "online"), ("b", "offline"), ("a", "offline")], [True, True, False]),
        ("latest", [("a", "online"), ("b", "offline"), ("a", "online")], [True, False, True]),
    ],
)
def test_presence_follows_the_mode_of_availability(
    mode: str, told: list[tuple[str, str]], expected: list[bool]
) -> None:
    dialect = after(sensor(availability=[{"topic": "a"}, {"t": "b"}], availability_mode=mode))
    said = [presence(state(dialect, topic, word, retain=True)) for topic, word in told]
    assert said == [[("homeassistant:d", online)] for online in expected]


def test_presence_in_other_words_and_by_template() -> None:
    place = {"topic": "a", "pl_avail": "up", "pl_not_avail": "down", "value_template": "{{ value_json.state }}"}
    dialect = after(sensor(avty=[place]))
    assert presence(state(dialect, "a", {"state": "up"})) == [("homeassistant:d", True)]
    assert reasons(state(dialect, "a", {"state": "perhaps"})) == ["no_values"]


def test_a_device_based_discovery_shares_what_is_told_for_all() -> None:
    dialect = HomeAssistant()
    boiler, *_ = (dialect.decode(sample, NOW) for sample in samples("homeassistant")[3:4])
    assert units(boiler.announced[0]) == {"pressure": "bar", "burner": ""}
    told = state(dialect, "home/boiler/state", {"p": 1.7, "burner": 0})
    assert readings(told) == [(BOILER, "pressure", 1.7), (BOILER, "burner", 0.0)]


def test_an_empty_configuration_removes_what_it_configured() -> None:
    dialect = after(sensor())
    assert dialect.decode(message(SENSOR, b"", retain=True), NOW).learned == {SENSOR: None}
    assert not dialect.takes("s")
    assert dialect.remembered() == 0


def test_discovery_is_taken_back_after_a_restart() -> None:
    dialect = HomeAssistant()
    learned: dict[str, bytes] = {"broken": b"{"}
    for sample in samples("homeassistant")[:4]:
        told = dialect.decode(sample, NOW).learned
        learned |= {key: what for key, what in told.items() if what is not None}
    later = HomeAssistant()
    later.recall(learned)
    assert sorted(later.filters) == sorted(dialect.filters)
    assert readings(state(later, "home/door", "open")) == [("homeassistant:door01", "door", 1.0)]


def test_the_base_topic_stands_at_either_end() -> None:
    dialect = after(("homeassistant/sensor/x/config", {"~": "home/x", "stat_t": "state/~"}))
    assert dialect.takes("state/home/x")


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        (SENSOR, "{", "not_json"),
        (SENSOR, "[]", "not_an_object"),
        (SENSOR, {"device": {"ids": ["a\x00"]}}, "bad_topic"),
        ("other", "1", "bad_topic"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_reason(topic: str, payload: object, reason: str) -> None:
    assert reasons(HomeAssistant().decode(message(topic, payload), NOW)) == [reason]


@pytest.mark.parametrize("topic", ["+/x", "#", "$SYS/x", "a\x00", "", "x" * 301, 7])
def test_a_topic_that_cannot_be_heard_is_left_out(topic: object) -> None:
    dialect = after((SENSOR, {"state_topic": topic}))
    assert len(dialect.filters) == 2


def test_a_retained_state_is_refused_and_a_live_one_has_the_time_of_arrival() -> None:
    dialect = after(sensor())
    assert reasons(state(dialect, "s", "1", retain=True)) == ["old_retained"]
    assert moments(state(dialect, "s", "1")) == {0}


def test_words_that_no_store_takes_leave_nothing_behind() -> None:
    dialect = HomeAssistant()
    told = b'{"stat_t": "s", "pl_on": "\\ud800", "dev": {"ids": ["d"]}, "x": NaN}'
    decoded = dialect.decode(message("homeassistant/switch/x/config", told), NOW)
    assert (reasons(decoded), decoded.learned, dialect.remembered()) == (["not_a_value"], {}, 0)


def test_what_is_remembered_is_bounded_and_the_new_is_refused() -> None:
    dialect = HomeAssistant(most=10)
    told = [dialect.decode(message(f"homeassistant/sensor/s{i}/config", {"stat_t": f"t{i}"}), NOW) for i in range(50)]
    assert dialect.remembered() <= 10
    assert dialect.takes("t0")
    assert reasons(told[-1]) == ["too_large"]
