"""A command to a device that is discovered for Home Assistant: what was configured says where and in which words."""

from collections.abc import Iterator, Mapping

import msgspec

from devices.dialects.answering import alike, is_answered
from devices.dialects.command import Command, Value
from devices.dialects.dialect import Outgoing
from devices.dialects.homeassistant.configs import Config
from devices.dialects.homeassistant.controls import Control
from devices.dialects.homeassistant.templates import MissingError, Template
from devices.messages import printable
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.command_fields import FieldKind

_decoder = msgspec.json.Decoder(Config)
_UNFORETOLD = "stop"


def told_by_discovery(command: Command, learned: Mapping[str, bytes]) -> tuple[Outgoing, bool]:
    """The message, and whether the state of the same name will tell that it was obeyed. Raises Refusal."""
    control = next((each for each in _controls(command.path, learned) if each.name == command.name), None)
    if control is None:
        name = printable(command.name, 60)
        raise Refusal(tr("The discovery of the device told of no command “{name}”.", name=name), field="name")
    payload = _payload(control, command.value)
    message = Outgoing(control.topic, payload.encode(), control.qos, control.retain)
    return message, control.told and command.value != _UNFORETOLD and is_answered(command)


def _controls(path: str, learned: Mapping[str, bytes]) -> Iterator[Control]:
    """What one can do with a device, by all configurations of it."""
    mentioned = msgspec.json.encode(path)
    for told in learned.values():
        if mentioned not in told:
            continue
        try:
            config = _decoder.decode(told)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        if config.path == path:
            yield from config.controls


def _payload(control: Control, value: Value) -> str:
    word = _word(control, value)
    if not control.template:
        return word
    try:
        return str(Template(control.template).of({"value": word}))
    except MissingError:
        detail = tr("The template of “{name}” makes nothing of this value.", name=printable(control.name, 60))
        raise Refusal(detail, field="value") from None


def _word(control: Control, value: Value) -> str:
    if control.kind is None:
        return control.words[""]
    if value is None or isinstance(value, Mapping):
        raise Refusal(tr("“{name}” needs one value.", name=printable(control.name, 60)), field="value")
    if control.kind is FieldKind.TEXT:
        return str(value)
    if control.kind is FieldKind.NUMBER:
        return _figure(control, value)
    found = next((word for name, word in control.words.items() if alike(name, value)), None)
    if found is None:
        choices = ", ".join(control.words)
        raise Refusal(
            tr("“{name}” is one of: {choices}.", name=printable(control.name, 60), choices=choices), field="value"
        )
    return found


def _figure(control: Control, value: str | float | bool) -> str:
    if isinstance(value, bool | str):
        raise Refusal(tr("“{name}” is a number.", name=printable(control.name, 60)), field="value")
    low, high = control.low, control.high
    if (low is not None and value < low) or (high is not None and value > high):
        detail = tr(
            "“{name}” takes numbers from {low} to {high}.", name=printable(control.name, 60), low=low, high=high
        )
        raise Refusal(detail, field="value")
    return str(int(value)) if value == int(value) else str(value)
