"""The payload of Sparkplug B from bytes: metrics with their names, aliases, times, types, units and values."""

import struct
from collections.abc import Callable

import msgspec

from devices.dialects.sparkplug.types import BIG, DOUBLE, FLAG, FLOAT, SMALL, UNTYPED
from devices.dialects.sparkplug.wire import WireError, fields

MOST_METRICS = 10_000
_TIMESTAMP, _METRICS, _SEQ = 1, 2, 3
_NAME, _ALIAS, _TIME, _DATATYPE, _HISTORICAL, _TRANSIENT, _NULL, _META, _PROPERTIES = range(1, 10)
_VALUES = range(10, 20)
_KEYS, _PROPERTY_VALUES = 1, 2
_PROPERTY_TEXT = 8


class Metric(msgspec.Struct, gc=False):
    """One metric as it stands on the wire. `field` says in which form its value came, and 0 that none did."""

    name: str | None = None
    alias: int | None = None
    timestamp: int | None = None
    datatype: int = UNTYPED
    historical: bool = False
    null: bool = False
    field: int = 0
    raw: int | bytes = 0
    texts: dict[str, str] | None = None
    """The properties that are texts: units, descriptions."""


class Payload(msgspec.Struct):
    """A whole message."""

    timestamp: int | None = None
    seq: int | None = None
    metrics: list[Metric] = msgspec.field(default_factory=list)


def parse(data: bytes) -> Payload:
    """The payload. Raises WireError."""
    payload = Payload()
    for number, value in fields(data):
        if number == _METRICS:
            payload.metrics.append(_metric(_chunk(value)))
            if len(payload.metrics) > MOST_METRICS:
                raise WireError("too many metrics")
        elif number == _TIMESTAMP:
            payload.timestamp = _whole(value)
        elif number == _SEQ:
            payload.seq = _whole(value)
    return payload


def _metric(data: bytes) -> Metric:
    metric = Metric()
    for number, value in fields(data):
        if number in _VALUES:
            metric.field, metric.raw = number, value
        elif (setter := _SETTERS.get(number)) is not None:
            setter(metric, value)
    _check_form(metric)
    return metric


def _check_form(metric: Metric) -> None:
    """The form of the value decides which bytes are allowed."""
    size = {FLOAT: 4, DOUBLE: 8}.get(metric.field)
    if metric.field in {SMALL, BIG, FLAG}:
        _whole(metric.raw)
    elif metric.field and len(_chunk(metric.raw)) != (size or len(_chunk(metric.raw))):
        raise WireError("a number has the wrong size")


def _take_name(metric: Metric, value: int | bytes) -> None:
    metric.name = text(value)


def _take_alias(metric: Metric, value: int | bytes) -> None:
    metric.alias = _whole(value)


def _take_time(metric: Metric, value: int | bytes) -> None:
    metric.timestamp = _whole(value)


def _take_datatype(metric: Metric, value: int | bytes) -> None:
    metric.datatype = _whole(value)


def _take_historical(metric: Metric, value: int | bytes) -> None:
    metric.historical = bool(_whole(value))


def _take_null(metric: Metric, value: int | bytes) -> None:
    metric.null = bool(_whole(value))


def _take_properties(metric: Metric, value: int | bytes) -> None:
    keys, found = [], []
    for number, inner in fields(_chunk(value)):
        if number == _KEYS:
            keys.append(text(inner))
        elif number == _PROPERTY_VALUES:
            found.append(_property(_chunk(inner)))
    metric.texts = {key: said for key, said in zip(keys, found, strict=False) if said is not None}


_SETTERS: dict[int, Callable[[Metric, int | bytes], None]] = {
    _NAME: _take_name,
    _ALIAS: _take_alias,
    _TIME: _take_time,
    _DATATYPE: _take_datatype,
    _HISTORICAL: _take_historical,
    _NULL: _take_null,
    _PROPERTIES: _take_properties,
}


def _property(data: bytes) -> str | None:
    """The value of a property if it is a text."""
    return next((text(value) for number, value in fields(data) if number == _PROPERTY_TEXT), None)


def text(value: int | bytes) -> str:
    """A field that must be text. Raises WireError."""
    try:
        return _chunk(value).decode()
    except UnicodeDecodeError:
        raise WireError("a text is not UTF-8") from None


def number(value: bytes) -> float:
    """A field with a number of 32 or 64 bits."""
    found: float = struct.unpack("<f" if len(value) == 4 else "<d", value)[0]  # noqa: PLR2004 - bytes of a single
    return found


def _whole(value: int | bytes) -> int:
    if isinstance(value, int):
        return value
    raise WireError("a number was expected")


def _chunk(value: int | bytes) -> bytes:
    if isinstance(value, bytes):
        return value
    raise WireError("a text or a message was expected")
