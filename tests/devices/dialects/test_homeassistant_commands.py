"""What devices that are discovered for Home Assistant can be told, in the words that the discovery gave."""

from typing import Any

import msgspec
import pytest

from devices.dialects.command import Command, Value
from devices.dialects.commanding import Told, outgoing
from devices.dialects.homeassistant.configs import Config
from devices.dialects.homeassistant.dialect import HomeAssistant
from domain.errors import Refusal
from domain.monitoring.command_fields import FieldKind
from tests.support.dialects import NOW, message, reasons

DEVICE: dict[str, Any] = {"dev": {"ids": ["hall"]}}
STATE = {"stat_t": "hall/state"}


def learned(component: str, config: dict[str, Any]) -> dict[str, bytes]:
    """What is remembered of a component called `t`."""
    topic = f"homeassistant/{component}/hall/t/config"
    decoded = HomeAssistant().decode(message(topic, {"cmd_t": "hall/set", **config, **DEVICE}), NOW)
    return {key: what for key, what in decoded.learned.items() if what is not None}


def told(component: str, config: dict[str, Any], name: str, value: Value) -> Told:
    return outgoing(Command("homeassistant:hall", name, value), learned(component, config))


@pytest.mark.parametrize(
    ("component", "config", "name", "value", "topic", "payload"),
    [
        ("switch", {}, "t", True, "hall/set", "ON"),
        ("switch", {"pl_on": "1", "pl_off": "0"}, "t", False, "hall/set", "0"),
        ("switch", {}, "t", "off", "hall/set", "OFF"),
        ("light", {"schema": "json"}, "t", True, "hall/set", '{"state":"ON"}'),
        ("light", {"bri_cmd_t": "hall/bri", "bri_scl": 100}, "t.brightness", 80, "hall/bri", "80"),
        ("button", {"pl_prs": "reboot"}, "t", None, "hall/set", "reboot"),
        ("button", {}, "t", None, "hall/set", "PRESS"),
        ("button", {"cmd_tpl": '{"do": "{{ value }}"}'}, "t", None, "hall/set", '{"do": "PRESS"}'),
        ("scene", {}, "t", None, "hall/set", "ON"),
        ("number", {"min": -5, "max": 5}, "t", -2.5, "hall/set", "-2.5"),
        ("number", {"cmd_tpl": "{{ value * 10 }}"}, "t", 7, "hall/set", "70.0"),
        ("number", {"cmd_tpl": "{{ value | int }}"}, "t", 7.0, "hall/set", "7"),
        ("select", {"ops": ["Low", "High"]}, "t", "high", "hall/set", "High"),
        ("text", {}, "t", "hello", "hall/set", "hello"),
        ("cover", {"pl_cls": "DOWN"}, "t", "close", "hall/set", "DOWN"),
        ("cover", {"set_pos_t": "hall/pos"}, "t.position", 40, "hall/pos", "40"),
        ("lock", {}, "t", "unlock", "hall/set", "UNLOCK"),
        ("climate", {"temp_cmd_t": "hall/temp", "min_temp": 5}, "t.target_temperature", 21.5, "hall/temp", "21.5"),
        ("climate", {"mode_cmd_t": "hall/mode", "modes": ["off", "heat"]}, "t.mode", "off", "hall/mode", "off"),
        ("climate", {"mode_cmd_t": "hall/mode", "modes": ["off", "heat"]}, "t.mode", "heat", "hall/mode", "heat"),
        ("fan", {"pct_cmd_t": "hall/pct", "spd_rng_max": 4}, "t.percentage", 3, "hall/pct", "3"),
    ],
)  # fmt: skip
def test_a_command_is_told_as_the_discovery_says(
    component: str, config: dict[str, Any], name: str, value: Value, topic: str, payload: str
) -> None:
    message = told(component, config, name, value).message
    assert (message.topic, message.payload.decode(), message.qos, message.retain) == (topic, payload, 0, False)


@pytest.mark.parametrize(
    ("component", "config", "name", "value", "answered"),
    [
        ("switch", STATE, "t", True, True),
        ("switch", {}, "t", True, False),
        ("number", STATE, "t", 7, True),
        ("button", STATE, "t", None, False),
        ("cover", STATE, "t", "close", True),
        ("cover", STATE, "t", "stop", False),
        ("climate", {"temp_cmd_t": "a", "temp_stat_t": "b"}, "t.target_temperature", 20, True),
        ("climate", {"temp_cmd_t": "a"}, "t.target_temperature", 20, False),
    ],
)  # fmt: skip
def test_a_device_answers_where_it_tells_its_state(
    component: str, config: dict[str, Any], name: str, value: Value, answered: bool
) -> None:
    assert told(component, config, name, value).answered is answered


@pytest.mark.parametrize(
    ("component", "config", "name", "value", "field"),
    [
        ("switch", {}, "other", True, "name"),
        ("sensor", STATE, "t", True, "name"),
        ("switch", {}, "t", None, "value"),
        ("switch", {}, "t", "perhaps", "value"),
        ("number", {}, "t", 0, "value"),
        ("number", {}, "t", 101, "value"),
        ("number", {}, "t", "7", "value"),
        ("number", {}, "t", {"a": 1}, "value"),
        ("select", {"ops": ["Low"]}, "t", "High", "value"),
        ("select", {"ops": ["Low"], "cmd_tpl": "{{ value | int }}"}, "t", "Low", "value"),
        ("cover", {"pl_stop": None}, "t", "stop", "value"),
        ("select", {"ops": []}, "t", "Low", "name"),
    ],
)
def test_what_the_discovery_does_not_allow_is_refused_at_its_field(
    component: str, config: dict[str, Any], name: str, value: Value, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        told(component, config, name, value)
    assert refused.value.field == field


def test_a_template_that_is_beyond_us_is_said_once_and_leaves_the_rest() -> None:
    config = {"cmd_t": "a", "cmd_tpl": "{{ states('x') }}", "stat_t": "b", **DEVICE}
    decoded = HomeAssistant().decode(message("homeassistant/number/hall/t/config", config), NOW)
    assert reasons(decoded) == ["not_taken"]
    (what,) = decoded.learned.values()
    assert what is not None
    kept = msgspec.json.decode(what, type=Config)
    assert (len(kept.values), kept.controls) == (1, ())


def test_each_component_of_a_device_has_its_own_commands() -> None:
    components = {
        "fan": {"p": "switch", "cmd_t": "~/fan"},
        "speed": {"p": "number", "cmd_t": "~/speed", "max": 5, "unit_of_meas": "Hz", "qos": 1, "ret": True},
    }
    config = {"~": "hall", "dev": {"ids": "hall"}, "cmps": components}
    decoded = HomeAssistant().decode(message("homeassistant/device/hall/config", config), NOW)
    (what,) = decoded.learned.values()
    assert what is not None
    fan, speed = msgspec.json.decode(what, type=Config).controls
    assert (fan.topic, fan.kind, fan.words) == ("hall/fan", FieldKind.SWITCH, {"on": "ON", "off": "OFF"})
    assert (speed.topic, speed.low, speed.high, speed.unit, speed.qos, speed.retain) == (
        "hall/speed", 1.0, 5.0, "Hz", 1, True,
    )  # fmt: skip
