"""What devices say they can be told, in each format that has words for it."""

from typing import Any

import msgspec
import pytest

from devices.dialects.dialect import Dialect
from devices.dialects.homeassistant.dialect import HomeAssistant
from devices.dialects.homie import Homie
from devices.dialects.offering import MOST_CHOICES, chosen, numeric, offer, usable_offers
from devices.dialects.sparkplug.dialect import Sparkplug
from devices.dialects.tasmota import Tasmota
from devices.dialects.zigbee2mqtt import Zigbee2Mqtt
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import OfferedCommand, Offers
from tests.devices.dialects.sparkplug.messages import Edge, metric
from tests.support.dialects import NOW, message

SWITCH, NUMBER, WHOLE, TEXT, CHOICE = (
    FieldKind.SWITCH, FieldKind.NUMBER, FieldKind.WHOLE, FieldKind.TEXT, FieldKind.CHOICE,
)  # fmt: skip


def offers(dialect: Dialect, topic: str, payload: object) -> Offers | None:
    (told,) = dialect.decode(message(topic, payload), NOW).announced
    return told.commands


def exposing(*exposes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"friendly_name": "lamp", "definition": {"exposes": list(exposes)}}]


COLOR = {
    "type": "composite", "property": "color", "label": "Colour", "access": 7,
    "features": [{"type": "numeric", "property": each, "access": 7} for each in ("x", "y")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("exposed", "commands"),
    [
        ({"type": "numeric", "property": "t", "access": 1}, ()),
        ({"type": "numeric", "property": "level", "label": "Level", "unit": "%", "access": 7, "value_min": 0,
          "value_max": 254},
         (OfferedCommand("level", "Level", (Field("value", NUMBER, "Level", unit="%", low=0, high=254),)),)),
        ({"type": "light", "features": [
            {"type": "binary", "property": "state", "access": 7, "value_on": "ON", "value_off": "OFF"}]},
         (OfferedCommand("state", "", (Field("value", SWITCH),)),)),
        ({"type": "binary", "property": "lock", "access": 3, "value_on": "LOCK", "value_off": "UNLOCK"},
         (OfferedCommand("lock", "", (Field("value", CHOICE, choices=("LOCK", "UNLOCK")),)),)),
        ({"type": "binary", "property": "mute", "access": 2, "value_on": True, "value_off": False},
         (OfferedCommand("mute", "", (Field("value", CHOICE, choices=("true", "false")),)),)),
        ({"type": "enum", "property": "effect", "access": 2, "values": ["blink", "breathe"]},
         (OfferedCommand("effect", "", (Field("value", CHOICE, choices=("blink", "breathe")),)),)),
        (COLOR, (OfferedCommand("color", "Colour", (Field("x", NUMBER), Field("y", NUMBER))),)),
    ],
)  # fmt: skip
def test_what_zigbee2mqtt_exposes_can_be_set(exposed: dict[str, Any], commands: Offers) -> None:
    assert offers(Zigbee2Mqtt(), "zigbee2mqtt/bridge/devices", exposing(exposed)) == commands


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"datatype": "boolean"}, Field("value", SWITCH)),
        ({"datatype": "integer", "format": "0:100", "unit": "%"}, Field("value", WHOLE, unit="%", low=0, high=100)),
        ({"datatype": "float", "format": "-5.5:"}, Field("value", NUMBER, low=-5.5)),
        ({"datatype": "float", "format": "9:1:2"}, Field("value", NUMBER)),
        ({"datatype": "enum", "format": "off,slow"}, Field("value", CHOICE, choices=("off", "slow"))),
        ({"datatype": "enum"}, Field("value", TEXT)),
        ({"datatype": "string"}, Field("value", TEXT)),
    ],
)
def test_a_settable_property_of_homie_is_a_command(told: dict[str, Any], field: Field) -> None:
    properties = {"speed": {"name": "Speed", "settable": True, **told}, "t": {"datatype": "float"}}
    description = {"nodes": {"engine": {"properties": properties}}}
    (speed,) = offers(Homie(), "homie/5/car/$description", description) or ()
    assert speed == OfferedCommand("engine.speed", "Speed", (msgspec.structs.replace(field, label="Speed"),))


def test_what_home_assistant_discovers_is_offered_with_all_that_the_device_has() -> None:
    dialect, device = HomeAssistant(), {"ids": ["hall"]}
    offers(dialect, "homeassistant/button/hall/boot/config", {"cmd_t": "a", "name": "Restart", "dev": device})
    config = {"cmd_t": "b", "min": 5, "max": 30, "unit_of_meas": "°C", "dev": device}
    assert offers(dialect, "homeassistant/number/hall/t/config", config) == (
        OfferedCommand("boot", "Restart"),
        OfferedCommand("t", "", (Field("value", NUMBER, unit="°C", low=5, high=30),)),
    )
    assert offers(dialect, "homeassistant/select/hall/mode/config", {"cmd_t": "c", "ops": ["a"], "dev": device}) == (
        OfferedCommand("boot", "Restart"),
        OfferedCommand("t", "", (Field("value", NUMBER, unit="°C", low=5, high=30),)),
        OfferedCommand("mode", "", (Field("value", CHOICE, choices=("a",)),)),
    )


def test_a_node_of_sparkplug_offers_its_controls() -> None:
    birth = Edge().birth(metric("Node Control/Reboot", False, datatype=11), metric("t", 1, datatype=3))
    (told,) = Sparkplug().decode(birth, NOW).announced
    assert told.commands is not None
    assert [each.name for each in told.commands] == ["Node Control/Rebirth", "Node Control/Reboot"]


def test_a_format_without_words_for_it_says_nothing_of_commands() -> None:
    assert offers(Tasmota(), "tele/plug/INFO1", {"Info1": {"Module": "Plug"}}) is None


def test_what_cannot_be_kept_or_meant_is_left_out() -> None:
    usable = offer("x", "X", numeric("", "Cel", 1, 5))
    assert usable_offers(
        [usable, offer("x", "again"), offer("\x01", ""), offer("y", "", Field("a"), Field("\x02"))]
    ) == (usable,)
    assert numeric("v", "", float("inf"), True) == Field("v", NUMBER)
    assert numeric("v", None, 9, 1) == Field("v", NUMBER)
    assert len(chosen("v", range(1000)).choices) == MOST_CHOICES
    assert chosen("v", ["", "\x01", None]) == Field("v", TEXT)
    assert usable_offers([offer("z", "", *(Field(f"f{number}") for number in range(40)))]) == ()
