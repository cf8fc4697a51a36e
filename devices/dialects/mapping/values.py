"""One value of a message as its mapping wants it: as number, text or truth, scaled, in the metric's own unit."""

import re

from devices.messages import printable
from domain.language import tr
from domain.monitoring.mappings.definition import MappedMetric, ValueType
from domain.monitoring.units import convert, people_write

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d*)?", re.ASCII)
_LONGEST = 400
_TRUE = frozenset(("true", "on", "yes", "1", "open", "ja", "ein", "an"))
_FALSE = frozenset(("false", "off", "no", "0", "closed", "nein", "aus"))


class UnreadableError(ValueError):
    """A value that is not what the mapping says it is; `str()` says why."""


def value_of(metric: MappedMetric, raw: object) -> object:
    """The value of the metric; None where the message leaves it out. Raises UnreadableError."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, dict | list):
        raise UnreadableError(tr("“{path}” is no single value.", path=metric.path))
    if metric.type is ValueType.TEXT:
        return raw if isinstance(raw, str) else _spelled(raw)
    if metric.type is ValueType.BOOLEAN:
        return _truth(metric, raw)
    return _in_own_unit(metric, _number(metric, raw))


def unit_of(metric: MappedMetric) -> str:
    """The unit that the readings have."""
    return people_write(metric.unit or metric.given)


def _number(metric: MappedMetric, raw: object) -> float:
    if isinstance(raw, bool | int | float):
        return _float(raw)
    text = str(raw).strip()[:_LONGEST]
    if metric.type is ValueType.COMMA and _COMMA.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if metric.type is ValueType.NUMBER and _NUMBER.fullmatch(text):
        return float(text)
    raise UnreadableError(
        tr("“{path}” is no number: “{words}”.", path=metric.path or metric.name, words=printable(text, 40))
    )


def _in_own_unit(metric: MappedMetric, number: float) -> float:
    scaled = number * metric.scale + metric.offset
    if not metric.given or not metric.unit:
        return scaled
    converted = convert(scaled, metric.given, metric.unit)
    return scaled if converted is None else converted


def _truth(metric: MappedMetric, raw: object) -> bool:
    word = _spelled(raw).strip().lower()
    if word not in _TRUE and word not in _FALSE:
        raise UnreadableError(
            tr("“{path}” is neither yes nor no: “{words}”.", path=metric.path or metric.name, words=printable(word, 40))
        )
    return word in _TRUE


def _spelled(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


def _float(raw: float) -> float:
    try:
        return float(raw)
    except OverflowError:
        return float("inf")
