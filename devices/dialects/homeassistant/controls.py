"""What one can have a device do that is discovered for Home Assistant: topics of commands, their values and words."""

from collections.abc import Iterator, Mapping

import msgspec

from devices.dialects.gathering import items, told
from devices.dialects.homeassistant.spelling import LONGEST_WORD, is_topic, word
from devices.dialects.homeassistant.templates import Template, TemplateOutsideError
from devices.dialects.offering import chosen, numeric, offer
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import OfferedCommand
from domain.monitoring.storable import LARGEST_NUMBER, LONGEST_METRIC
from domain.monitoring.units import people_write

MOST_CHOICES = 50

#: Where a component takes a value: the topic's member, that of its template, and what is added to the metric's name.
_TAKEN_AT = (
    ("command_topic", "command_template", ""),
    ("temperature_command_topic", "temperature_command_template", ".target_temperature"),
    ("target_humidity_command_topic", "target_humidity_command_template", ".target_humidity"),
    ("mode_command_topic", "mode_command_template", ".mode"),
    ("fan_mode_command_topic", "fan_mode_command_template", ".fan_mode"),
    ("preset_mode_command_topic", "preset_mode_command_template", ".preset_mode"),
    ("percentage_command_topic", "percentage_command_template", ".percentage"),
    ("set_position_topic", "set_position_template", ".position"),
    ("brightness_command_topic", "brightness_command_template", ".brightness"),
)
_SWITCHES = frozenset(("switch", "light", "fan", "siren", "humidifier"))
_PRESSED = {"button": ("payload_press", "PRESS"), "scene": ("payload_on", "ON")}
#: What some components can be told, with the members that say in which words, and the usual words.
_TOLD = {
    "cover": (("open", "payload_open", "OPEN"), ("close", "payload_close", "CLOSE"), ("stop", "payload_stop", "STOP")),
    "valve": (("open", "payload_open", "OPEN"), ("close", "payload_close", "CLOSE"), ("stop", "payload_stop", "STOP")),
    "lock": (("lock", "payload_lock", "LOCK"), ("unlock", "payload_unlock", "UNLOCK")),
}
#: Members with the least and greatest number, and what they are where none is told.
_RANGES = {
    ".target_temperature": (("min_temp", 7.0), ("max_temp", 35.0)),
    ".target_humidity": (("min_humidity", 0.0), ("max_humidity", 100.0)),
    ".percentage": (("", 0.0), ("speed_range_max", 100.0)),
    ".position": (("position_closed", 0.0), ("position_open", 100.0)),
    ".brightness": (("", 0.0), ("brightness_scale", 255.0)),
}
_CHOICES = {".mode": "modes", ".fan_mode": "fan_modes", ".preset_mode": "preset_modes"}


class Control(msgspec.Struct, frozen=True):
    """One thing that a device can be told; `words` are those that a choice, a switch or a press is told in.

    A press has no `kind`. What is `told` again by a state of the same name is known to be done.
    """

    name: str
    label: str
    topic: str
    template: str = ""
    kind: FieldKind | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    words: dict[str, str] = {}
    told: bool = False
    qos: int = 0
    retain: bool = False


def offer_of(control: Control) -> OfferedCommand:
    """What people are offered of it."""
    match control.kind:
        case None:
            return offer(control.name, control.label)
        case FieldKind.NUMBER:
            return offer(control.name, control.label, numeric("", control.unit, control.low, control.high))
        case FieldKind.CHOICE:
            return offer(control.name, control.label, chosen("", control.words))
    return offer(control.name, control.label, Field("", control.kind))


class Faults(list[str]):
    """What was wrong with parts of a configuration, as sentences."""


def controls(
    component: str, name: str, part: Mapping[str, object], states: set[str], faults: Faults
) -> Iterator[Control]:
    """What one can do with a component that tells the metrics `states`."""
    for at, by, suffix in _TAKEN_AT:
        control = _control(component, name, suffix, part)
        if control is None or not is_topic(topic := part.get(at)):
            continue
        template = part.get(by, "")
        template = template if isinstance(template, str) else ""
        try:
            Template(template)
        except TemplateOutsideError as error:
            faults.append(f"“{control.name[:LONGEST_WORD]}”: {error}")
            continue
        yield msgspec.structs.replace(
            control,
            topic=str(topic),
            template=template,
            told=control.name in states,
            qos=1 if part.get("qos") else 0,
            retain=part.get("retain") is True,
        )


def _control(component: str, name: str, suffix: str, part: Mapping[str, object]) -> Control | None:
    """What the component is told there, without where; None where it is of no kind that can be told."""
    label = f"{told(part.get('name'))} {suffix[1:].replace('_', ' ')}".strip()
    bare = Control(f"{name[:LONGEST_METRIC]}{suffix}", label, "")
    if suffix in _RANGES:
        unit = people_write(part.get("temperature_unit", "°C")) if suffix.endswith("temperature") else ""
        (least, lowest), (most, highest) = _RANGES[suffix]
        return _numbered(bare, unit, _number(part, least, lowest), _number(part, most, highest))
    if suffix:
        return _chosen(bare, {choice: choice for choice in _options(part, _CHOICES[suffix])})
    return _plainly(component, bare, part)


def _plainly(component: str, bare: Control, part: Mapping[str, object]) -> Control | None:
    if component in _SWITCHES:
        words = {"on": word(part, "payload_on", "ON"), "off": word(part, "payload_off", "OFF")}
        if part.get("schema") == "json":
            words = {name: msgspec.json.encode({"state": said}).decode() for name, said in words.items()}
        return msgspec.structs.replace(bare, kind=FieldKind.SWITCH, words=words)
    if component in _PRESSED:
        return msgspec.structs.replace(bare, words={"": word(part, *_PRESSED[component])})
    if component in _TOLD:
        told_of = {
            name: word(part, member, usual) for name, member, usual in _TOLD[component] if _is_told(part, member)
        }
        return _chosen(bare, told_of)
    if component == "number":
        unit = people_write(part.get("unit_of_measurement"))
        return _numbered(bare, unit, _number(part, "min", 1.0), _number(part, "max", 100.0))
    if component == "select":
        return _chosen(bare, {choice: choice for choice in _options(part, "options")})
    return msgspec.structs.replace(bare, kind=FieldKind.TEXT) if component == "text" else None


def _is_told(part: Mapping[str, object], member: str) -> bool:
    """A word that is emptied on purpose says that the device cannot do it."""
    return member not in part or part[member] is not None


def _numbered(bare: Control, unit: str, low: float, high: float) -> Control:
    return msgspec.structs.replace(bare, kind=FieldKind.NUMBER, unit=unit, low=min(low, high), high=max(low, high))


def _chosen(bare: Control, words: dict[str, str]) -> Control | None:
    return msgspec.structs.replace(bare, kind=FieldKind.CHOICE, words=words) if words else None


def _options(part: Mapping[str, object], name: str) -> list[str]:
    return [str(each)[:LONGEST_WORD] for each in items(part.get(name))[:MOST_CHOICES] if isinstance(each, str) and each]


def _number(part: Mapping[str, object], name: str, usual: float) -> float:
    given = part.get(name, usual)
    usable = isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < LARGEST_NUMBER
    return float(given) if usable else usual  # type: ignore[arg-type]
