"""SenML (RFC 8428) in its JSON form, at any topics: base fields, relative times, and the registry's units."""

from collections.abc import Mapping

import msgspec

from devices.dialects.announcing import Announcing
from devices.dialects.dialect import AnnouncedMetric
from devices.dialects.gathering import MOST_METRICS, Gathering, Unusable
from devices.dialects.values import MOST_VALUES
from devices.messages import Reason
from domain.language import tr
from domain.monitoring.units import people_write

_RELATIVE_BELOW = 1 << 28
"""Seconds; a smaller time is relative to now."""

_VERSION = 10
_WITHOUT_NAME = "value"
_BETWEEN = ":/;._-#"
_UNITS = {
    "Cel": "°C", "%RH": "%", "%EL": "%", "/": "1", "/100": "%", "/1000": "‰", "EL": "s", "C": "C", "F": "F",
    "lat": "°", "lon": "°", "deg": "°", "m2": "m²", "m3": "m³", "l": "L", "m/s2": "m/s²", "m3/s": "m³/s",
    "l/s": "L/s", "W/m2": "W/m²", "cd/m2": "cd/m²", "ohm": "Ω", "Ohm": "Ω", "count": "", "beat/min": "1/min",
    "beats": "", "Bspl": "dB", "ug/m3": "µg/m³", "kg/m3": "kg/m³", "uS/cm": "µS/cm", "mg/l": "mg/L",
    "vars": "vars", "VAs": "VAs",
}  # fmt: skip


class _Base(msgspec.Struct):
    """What holds for the records that follow, until it is told anew."""

    name: str = ""
    time: float = 0.0
    unit: str = ""
    value: float | None = None
    sum: float | None = None


class SenML(Announcing):
    """The decoder of SenML at the topics of `filters`, which may hold `+` and a closing `#`."""

    key = "senml"

    def __init__(self, filters: tuple[str, ...] = ("senml/#", "+/senml")) -> None:
        self.filters = filters
        self._levels = tuple(each.split("/") for each in filters)
        super().__init__()

    def takes(self, topic: str) -> bool:
        return any(_matches(levels, topic.split("/")) for levels in self._levels)

    def _read(self, gathering: Gathering) -> None:
        body = gathering.json()
        records = body if isinstance(body, list) else [body]
        if len(records) > MOST_VALUES:
            raise Unusable(Reason.TOO_LARGE, tr("More than {limit} values in one message.", limit=MOST_VALUES))
        base, metrics = _Base(), dict[str, dict[str, AnnouncedMetric]]()
        for record in records:
            if isinstance(record, dict):
                _take(gathering, base, record, metrics)
            else:
                gathering.refuse(Reason.NOT_AN_OBJECT, tr("SenML is an array of records."))
        for device, told in metrics.items():
            known = tuple(told.values())[:MOST_METRICS]
            if self._announced.is_new(device, known):
                gathering.announce(device, metrics=known)


def _take(
    gathering: Gathering, base: _Base, record: Mapping[str, object], metrics: dict[str, dict[str, AnnouncedMetric]]
) -> None:
    """The values of one record; one that cannot be understood spoils nothing for the others."""
    try:
        _check(record)
        _rebase(base, record)
        device, name = _place(gathering, base, record.get("n"))
        unit = str(record.get("u", base.unit))
        at = _moment(gathering, base, record)
        for suffix, value in _told(base, record).items():
            gathering.value(device, name + suffix, value, at)
            told = metrics.setdefault(device, {})
            told[name + suffix] = AnnouncedMetric(name + suffix, unit=_UNITS.get(unit, people_write(unit)))
    except Unusable as fault:
        gathering.refuse(fault.reason, fault.detail)


def _check(record: Mapping[str, object]) -> None:
    version = record.get("bver", _VERSION)
    if isinstance(version, int | float) and version > _VERSION:
        raise Unusable(Reason.NOT_TAKEN, tr("It is of a newer version of SenML ({version}).", version=version))
    unknown = next((label for label in record if label.endswith("_")), None)
    if unknown is not None:
        detail = tr("The field “{name}” must be understood to read the record, and is not.", name=unknown[:40])
        raise Unusable(Reason.NOT_TAKEN, detail)


def _rebase(base: _Base, record: Mapping[str, object]) -> None:
    base.name = str(record.get("bn", base.name))
    base.unit = str(record.get("bu", base.unit))
    base.time = _number(record, "bt", base.time)
    base.value = _number(record, "bv", base.value) if "bv" in record else base.value
    base.sum = _number(record, "bs", base.sum) if "bs" in record else base.sum


def _told(base: _Base, record: Mapping[str, object]) -> dict[str, object]:
    """The values of a record: one, and perhaps the sum over time."""
    told: dict[str, object] = {}
    if "v" in record:
        told[""] = _number(record, "v", 0.0) + (base.value or 0.0)
    else:
        others = [record[label] for label in ("vs", "vb", "vd") if label in record]
        if others:
            told[""] = others[0]
    if not told and base.value is not None and "s" not in record:
        told[""] = base.value
    if "s" in record or base.sum is not None:
        told[".sum"] = _number(record, "s", 0.0) + (base.sum or 0.0)
    return told


def _place(gathering: Gathering, base: _Base, name: object) -> tuple[str, str]:
    """Device and metric. The base name is the device's; without one a URN is, else the topic."""
    own = name if isinstance(name, str) else ""
    if base.name.strip(_BETWEEN):
        return gathering.device(base.name.rstrip(_BETWEEN)), own.strip(_BETWEEN) or _WITHOUT_NAME
    if own.startswith("urn:"):
        return gathering.device(own), _WITHOUT_NAME
    return gathering.device(*gathering.received.topic.split("/")), own or _WITHOUT_NAME


def _moment(gathering: Gathering, base: _Base, record: Mapping[str, object]) -> int | None:
    """The record's time; what is relative to now cannot be told of a message that the broker kept."""
    seconds = base.time + _number(record, "t", 0.0)
    if not abs(seconds) < _RELATIVE_BELOW:
        return gathering.moment(seconds * 1000)
    if gathering.received.retain or not seconds:
        return None
    return gathering.moment(gathering.received.at + seconds * 1000)


def _number(record: Mapping[str, object], label: str, usual: float | None) -> float:
    value = record.get(label, usual)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unusable(Reason.NOT_A_VALUE, tr("“{name}” must be a number in SenML.", name=label))
    try:
        return float(value)
    except OverflowError:
        raise Unusable(Reason.NOT_FINITE, tr("“{metric}” is not a finite number.", metric=label)) from None


def _matches(levels: list[str], topic: list[str]) -> bool:
    if levels[-1] == "#":
        levels, topic = levels[:-1], topic[: len(levels) - 1]
    return len(levels) == len(topic) and all(own in {"+", level} for own, level in zip(levels, topic, strict=True))
