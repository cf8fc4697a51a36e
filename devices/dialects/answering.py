"""Which formats answer commands, and by what: the one table of it.

Some say what became of a command in a message of its own. In others a metric has the value that was asked for, and that
is the answer. Where nobody answers, that a command was sent is its end.
"""

import math
from collections.abc import Iterable, Mapping
from enum import Flag, auto

from devices.dialects.command import Command
from devices.dialects.gathering import plain
from domain.parameters.dialects import MAPPING, NATIVE, DialectName

BRIDGE = "zigbee2mqtt:bridge"
"""Zigbee2MQTT itself, which answers requests by a message of its own."""


class By(Flag):
    """What tells that a command was obeyed."""

    NOTHING = 0
    REPLY = auto()
    VALUE = auto()


TABLE: Mapping[str, By] = {
    NATIVE: By.REPLY,
    DialectName.SPARKPLUG: By.VALUE,
    DialectName.ZIGBEE2MQTT: By.VALUE,
    DialectName.HOME_ASSISTANT: By.VALUE,
    DialectName.HOMIE: By.VALUE,
    DialectName.TASMOTA: By.REPLY | By.VALUE,
    DialectName.AWS: By.REPLY | By.VALUE,
    DialectName.THE_THINGS_STACK: By.REPLY,
    DialectName.CHIRPSTACK: By.REPLY,
    DialectName.THINGSBOARD: By.REPLY,
    DialectName.AZURE: By.NOTHING,
    MAPPING: By.VALUE,
}
#: Values after which the metric has another one that nobody can foretell.
_OPEN = frozenset(("toggle", "blink"))
_WORDS = frozenset((*_OPEN, "stop"))
#: What a device is told, and how it says that it has done so.
_DONE = {"close": "closed", "lock": "locked", "unlock": "unlocked"}
_PRECISION = 1e-6
_SWITCHED = {"on": 1.0, "off": 0.0, "true": 1.0, "false": 0.0}


def by(command: Command) -> By:
    """What answers a command to this device."""
    return By.REPLY if command.device == BRIDGE else TABLE.get(command.dialect, By.NOTHING)


def is_answered(command: Command) -> bool:
    """Whether something will tell what became of it."""
    way = by(command)
    return By.REPLY in way or (By.VALUE in way and bool(awaited(command)))


def awaited(command: Command) -> dict[str, object]:
    """The metrics that will tell that it was obeyed, with the values that they have then."""
    if By.VALUE not in by(command):
        return {}
    sparkplug = command.dialect == DialectName.SPARKPLUG
    value = plain(command.value if not isinstance(command.value, Mapping) else dict(command.value))
    if value is None and sparkplug:
        value = True  # as it is told there
    if not isinstance(value, dict):
        return {} if value is None else {command.name: value}
    between = "/" if sparkplug else "."
    return {f"{command.name}{between}{name}": each for name, each in value.items()}


def is_obeyed(wanted: Mapping[str, object], told: Iterable[tuple[str, float | str]]) -> bool:
    """Whether the values of one message, by their metrics, are those that are wanted."""
    values = {name.casefold(): value for name, value in told}
    return bool(wanted) and all(
        name.casefold() in values and alike(value, values[name.casefold()]) for name, value in wanted.items()
    )


def alike(wanted: object, told: float | str | bool) -> bool:
    """Whether a device that was told `wanted` and says `told` has done so."""
    if isinstance(wanted, str) and wanted.casefold() in _OPEN:
        return True
    first, second = _comparable(wanted), _comparable(told)
    if isinstance(first, float) and isinstance(second, float):
        return math.isclose(first, second, rel_tol=_PRECISION, abs_tol=_PRECISION)
    return first == second or (isinstance(first, str) and _DONE.get(first) == second)


def _comparable(value: object) -> float | str:
    """Numbers as numbers however they are written, words without regard to case."""
    word = str(value).strip().casefold()
    if word in _SWITCHED:
        return _SWITCHED[word]
    try:
        return float(word)
    except ValueError:
        return word
