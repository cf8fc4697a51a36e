"""What one discovery message of Home Assistant configures: a device, its values, and where its presence is told."""

from collections.abc import Iterator

import msgspec

from devices.dialects.gathering import items, mapping, told
from devices.dialects.homeassistant.controls import Control, Faults, controls
from devices.dialects.homeassistant.spelling import LONGEST_WORD, expanded, is_topic, word
from devices.dialects.homeassistant.templates import Template, TemplateOutsideError
from domain.monitoring.storable import LONGEST_METRIC
from domain.monitoring.units import people_write

MOST_COMPONENTS = 500
MOST_TOPICS = 20
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
    controls: tuple[Control, ...] = ()
    places: tuple[Place, ...] = ()
    mode: str = "latest"

    def topics(self) -> set[str]:
        """All topics at which something is told."""
        return {value.topic for value in self.values} | {place.topic for place in self.places}


def read(component: str, names: list[str], body: dict[str, object], faults: Faults) -> Config:
    """The configuration told at `<component>/<names…>/config`."""
    whole = expanded(body)
    device = expanded(mapping(whole.get("device")))
    places = tuple(_places(whole))
    values: list[Value] = []
    offered: list[Control] = []
    for kind, name, part in _parts(component, names, whole):
        told_here = list(_checked(_values(kind, name, part), faults))
        values.extend(told_here)
        offered.extend(controls(kind, name, part, {value.metric for value in told_here}, faults))
        places = places or tuple(_places(part))
    return Config(
        _identity(device) or "/".join(names),
        told(device.get("name")),
        told(device.get("manufacturer")),
        told(device.get("model")),
        told(device.get("via_device")),
        tuple(values),
        tuple(offered),
        places[:MOST_TOPICS],
        str(whole.get("availability_mode", "latest"))[:LONGEST_WORD],
    )


def _parts(component: str, names: list[str], whole: dict[str, object]) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Kind, name and configuration of each component; those of a device share what is told for all."""
    if component != "device":
        yield component, names[-1], whole
        return
    shared = {name: value for name, value in whole.items() if name not in {"components", "device"}}
    for name, part in list(mapping(whole.get("components")).items())[:MOST_COMPONENTS]:
        own = expanded(mapping(part), str(whole.get("~", "")))
        yield str(own.get("platform", "")), name, shared | own


def _values(kind: str, name: str, part: dict[str, object]) -> Iterator[Value]:
    label, unit = told(part.get("name")), people_write(part.get("unit_of_measurement"))
    switched = kind in _SWITCHED
    on = word(part, "state_on", word(part, "payload_on", "ON"))
    off = word(part, "state_off", word(part, "payload_off", "OFF"))
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
            faults.append(f"“{value.metric[:LONGEST_WORD]}”: {error}")
        else:
            yield value


def _places(part: dict[str, object]) -> Iterator[Place]:
    listed = part.get("availability", [])
    for each in items(listed if isinstance(listed, list) else [listed]):
        place = expanded(mapping(each), str(part.get("~", "")))
        if is_topic(topic := place.get("topic")):
            yield _place(str(topic), place, place.get("value_template"))
    if is_topic(topic := part.get("availability_topic")):
        yield _place(str(topic), part, part.get("availability_template"))


def _place(topic: str, told_of: dict[str, object], template: object) -> Place:
    here, gone = word(told_of, "payload_available", "online"), word(told_of, "payload_not_available", "offline")
    try:
        Template(usable := template if isinstance(template, str) else "")
    except TemplateOutsideError:
        usable = ""
    return Place(topic, here, gone, usable)


def _identity(device: dict[str, object]) -> str:
    """The first identifier of a device, or the address of its first connection."""
    identifiers = device.get("identifiers")
    first = identifiers[0] if isinstance(identifiers, list) and identifiers else identifiers
    if isinstance(first, str | int) and str(first).strip():
        return str(first).strip()
    connection = next(iter(items(device.get("connections"))), None)
    return str(connection[-1]) if isinstance(connection, list) and connection else ""
