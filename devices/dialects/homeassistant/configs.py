"""What one discovery message of Home Assistant configures: a device, its values, and where its presence is told."""

from collections.abc import Iterator, Mapping

import msgspec

from devices.dialects.gathering import items, mapping, told
from devices.dialects.homeassistant.templates import Template, TemplateOutsideError
from devices.dialects.values import LONGEST_METRIC
from domain.monitoring.units import people_write

LONGEST_TOPIC = 300
MOST_COMPONENTS = 500
MOST_TOPICS = 20
_LONGEST_WORD = 80

_ABBREVIATIONS = {
    "act_t": "action_topic", "act_tpl": "action_template", "avty": "availability", "avty_mode": "availability_mode",
    "avty_t": "availability_topic", "avty_tpl": "availability_template", "bri_stat_t": "brightness_state_topic",
    "bri_val_tpl": "brightness_value_template", "cmd_t": "command_topic", "cmps": "components",
    "cns": "connections", "curr_hum_t": "current_humidity_topic", "curr_hum_tpl": "current_humidity_template",
    "curr_temp_t": "current_temperature_topic", "curr_temp_tpl": "current_temperature_template", "dev": "device",
    "fan_mode_stat_t": "fan_mode_state_topic", "fan_mode_stat_tpl": "fan_mode_state_template",
    "hum_stat_t": "target_humidity_state_topic", "hum_state_tpl": "target_humidity_state_template",
    "ids": "identifiers", "mdl": "model", "mf": "manufacturer", "mode_stat_t": "mode_state_topic",
    "mode_stat_tpl": "mode_state_template", "obj_id": "object_id", "p": "platform",
    "pct_stat_t": "percentage_state_topic", "pct_val_tpl": "percentage_value_template",
    "pl_avail": "payload_available", "pl_not_avail": "payload_not_available", "pl_off": "payload_off",
    "pl_on": "payload_on", "pos_t": "position_topic", "pos_tpl": "position_template",
    "pr_mode_stat_t": "preset_mode_state_topic", "pr_mode_val_tpl": "preset_mode_value_template",
    "stat_off": "state_off", "stat_on": "state_on", "stat_t": "state_topic", "stat_val_tpl": "state_value_template",
    "t": "topic", "temp_stat_t": "temperature_state_topic", "temp_stat_tpl": "temperature_state_template",
    "temp_unit": "temperature_unit", "uniq_id": "unique_id", "unit_of_meas": "unit_of_measurement",
    "val_tpl": "value_template",
}  # fmt: skip

#: Where a component tells a value: the topic's member, that of its template, and what is added to the metric's name.
_TOLD_AT = (
    ("state_topic", "value_template", ""),
    ("current_temperature_topic", "current_temperature_template", ".temperature"),
    ("current_humidity_topic", "current_humidity_template", ".humidity"),
    ("temperature_state_topic", "temperature_state_template", ".target_temperature"),
    ("target_humidity_state_topic", "target_humidity_state_template", ".target_humidity"),
    ("mode_state_topic", "mode_state_template", ".mode"),
    ("action_topic", "action_template", ".action"),
    ("fan_mode_state_topic", "fan_mode_state_template", ".fan_mode"),
    ("preset_mode_state_topic", "preset_mode_value_template", ".preset_mode"),
    ("percentage_state_topic", "percentage_value_template", ".percentage"),
    ("position_topic", "position_template", ".position"),
    ("brightness_state_topic", "brightness_value_template", ".brightness"),
)
_SWITCHED = frozenset(("binary_sensor", "switch", "light", "fan", "siren", "humidifier", "input_boolean"))


class Value(msgspec.Struct, frozen=True):
    """One value that a device tells at `topic`; of what it switches, `on` and `off` are its words."""

    metric: str
    label: str
    unit: str
    topic: str
    template: str = ""
    on: str | None = None
    off: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A topic at which presence is told, by the words `here` and `gone`."""

    topic: str
    here: str = "online"
    gone: str = "offline"
    template: str = ""


class Config(msgspec.Struct, frozen=True):
    """What one discovery message says."""

    path: str
    name: str = ""
    maker: str = ""
    model: str = ""
    through: str = ""
    values: tuple[Value, ...] = ()
    places: tuple[Place, ...] = ()
    mode: str = "latest"

    def topics(self) -> set[str]:
        """All topics at which something is told."""
        return {value.topic for value in self.values} | {place.topic for place in self.places}


class Faults(list[str]):
    """What was wrong with parts of a configuration, as sentences."""


def read(component: str, names: list[str], body: dict[str, object], faults: Faults) -> Config:
    """The configuration told at `<component>/<names…>/config`."""
    whole = _expanded(body)
    device = _expanded(mapping(whole.get("device")))
    places = tuple(_places(whole))
    values: list[Value] = []
    for kind, name, part in _parts(component, names, whole):
        values.extend(_checked(_values(kind, name, part), faults))
        places = places or tuple(_places(part))
    return Config(
        _identity(device) or "/".join(names),
        told(device.get("name")),
        told(device.get("manufacturer")),
        told(device.get("model")),
        told(device.get("via_device")),
        tuple(values),
        places[:MOST_TOPICS],
        str(whole.get("availability_mode", "latest"))[:_LONGEST_WORD],
    )


def _parts(component: str, names: list[str], whole: dict[str, object]) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Kind, name and configuration of each component; those of a device share what is told for all."""
    if component != "device":
        yield component, names[-1], whole
        return
    shared = {name: value for name, value in whole.items() if name not in {"components", "device"}}
    for name, part in list(mapping(whole.get("components")).items())[:MOST_COMPONENTS]:
        own = _expanded(mapping(part), str(whole.get("~", "")))
        yield str(own.get("platform", "")), name, shared | own


def _values(kind: str, name: str, part: dict[str, object]) -> Iterator[Value]:
    label, unit = told(part.get("name")), people_write(part.get("unit_of_measurement"))
    switched = kind in _SWITCHED
    on = _word(part, "state_on", _word(part, "payload_on", "ON"))
    off = _word(part, "state_off", _word(part, "payload_off", "OFF"))
    for at, by, suffix in _TOLD_AT:
        if not is_topic(topic := part.get(at)):
            continue
        template = part.get(by, part.get("state_value_template") if at == "state_topic" else "")
        yield Value(
            f"{name[:LONGEST_METRIC]}{suffix}",
            f"{label} {suffix[1:].replace('_', ' ')}".strip(),
            people_write(part.get("temperature_unit", "°C")) if suffix.endswith("temperature") else unit,
            str(topic),
            template if isinstance(template, str) else "",
            on if switched and not suffix else None,
            off if switched and not suffix else None,
        )


def _checked(values: Iterator[Value], faults: Faults) -> Iterator[Value]:
    """The values whose template can be worked out."""
    for value in values:
        try:
            Template(value.template)
        except TemplateOutsideError as error:
            faults.append(f"“{value.metric[:_LONGEST_WORD]}”: {error}")
        else:
            yield value


def _places(part: dict[str, object]) -> Iterator[Place]:
    listed = part.get("availability", [])
    for each in items(listed if isinstance(listed, list) else [listed]):
        place = _expanded(mapping(each), str(part.get("~", "")))
        if is_topic(topic := place.get("topic")):
            yield _place(str(topic), place, place.get("value_template"))
    if is_topic(topic := part.get("availability_topic")):
        yield _place(str(topic), part, part.get("availability_template"))


def _place(topic: str, told_of: dict[str, object], template: object) -> Place:
    here, gone = _word(told_of, "payload_available", "online"), _word(told_of, "payload_not_available", "offline")
    try:
        Template(usable := template if isinstance(template, str) else "")
    except TemplateOutsideError:
        usable = ""
    return Place(topic, here, gone, usable)


def _word(part: Mapping[str, object], name: str, usual: str) -> str:
    word = part.get(name, usual)
    return str(word)[:_LONGEST_WORD] if isinstance(word, str | int | float) else usual


def _identity(device: dict[str, object]) -> str:
    """The first identifier of a device, or the address of its first connection."""
    identifiers = device.get("identifiers")
    first = identifiers[0] if isinstance(identifiers, list) and identifiers else identifiers
    if isinstance(first, str | int) and str(first).strip():
        return str(first).strip()
    connection = next(iter(items(device.get("connections"))), None)
    return str(connection[-1]) if isinstance(connection, list) and connection else ""


def _expanded(body: dict[str, object], base: str = "") -> dict[str, object]:
    """With full names for abbreviations, and the base topic in the place of `~`."""
    full = {_ABBREVIATIONS.get(name, name): value for name, value in body.items()}
    base = str(full.get("~", base))
    return {name: _based(value, base) if name.endswith("topic") else value for name, value in full.items()}


def _based(topic: object, base: str) -> object:
    if not isinstance(topic, str) or not base:
        return topic
    if topic.startswith("~"):
        topic = base + topic[1:]
    return topic[:-1] + base if topic.endswith("~") else topic


def is_topic(topic: object) -> bool:
    """Whether one can subscribe to exactly this topic."""
    return (
        isinstance(topic, str)
        and 0 < len(topic) <= LONGEST_TOPIC
        and topic.isprintable()
        and topic[0] != "$"
        and not any(sign in topic for sign in "+#")
    )
