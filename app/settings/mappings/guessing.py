"""What a value that somebody clicks on may be called, and measured in, by the name it has in the message."""

import re

from domain.monitoring.mappings.definition import MappedMetric, TimeUnit, ValueType
from domain.monitoring.mappings.paths import Path
from domain.monitoring.mappings.paths import write as as_text

_ENDINGS = {
    "c": "°C", "degc": "°C", "celsius": "°C", "f": "°F", "degf": "°F", "fahrenheit": "°F", "k": "K", "kelvin": "K",
    "pct": "%", "percent": "%", "kwh": "kWh", "wh": "Wh", "kw": "kW", "w": "W", "mw": "mW", "v": "V", "mv": "mV",
    "a": "A", "ma": "mA", "hz": "Hz", "khz": "kHz", "bar": "bar", "mbar": "mbar", "hpa": "hPa", "kpa": "kPa",
    "pa": "Pa", "psi": "psi", "rpm": "rpm", "mm": "mm", "cm": "cm", "m": "m", "kg": "kg", "l": "L", "m3": "m³",
    "m3h": "m³/h", "lmin": "L/min", "lux": "lx", "ppm": "ppm", "db": "dB", "dbm": "dBm", "min": "min", "ms": "ms",
}  # fmt: skip
_WORDS = {
    "temperature": "°C", "temp": "°C", "temperatur": "°C", "humidity": "%", "feuchte": "%", "battery": "%",
    "voltage": "V", "spannung": "V", "current": "A", "strom": "A", "power": "W", "leistung": "W", "energy": "kWh",
    "frequency": "Hz", "drehzahl": "rpm", "speed_rpm": "rpm", "rssi": "dBm", "illuminance": "lx", "co2": "ppm",
}  # fmt: skip
_TIMES = frozenset(("ts", "time", "timestamp", "datetime", "date", "zeit", "at"))
#: From when on a number since 1970 is counted in these; each is of this century.
_SIZES = (
    (1e18, TimeUnit.NANOSECONDS), (1e15, TimeUnit.MICROSECONDS), (1e12, TimeUnit.MILLISECONDS), (1e9, TimeUnit.SECONDS),
)  # fmt: skip
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def guessed(path: Path, raw: object) -> MappedMetric:
    """The metric that a value at `path` becomes, as a beginning."""
    named = [step for step in path if isinstance(step, str)]
    name = re.sub(r"\W+", "_", "_".join(named[-2:]).lower()).strip("_") or "value"
    kind = _type(raw)
    unit = _unit(named[-1] if named else "") if kind in {ValueType.NUMBER, ValueType.COMMA} else ""
    return MappedMetric(as_text(path), name, type=kind, given=unit, unit=unit)


def guessed_time(path: Path, raw: object) -> TimeUnit | None:
    """How a value is written that is a time by its name; None for one that is not."""
    if not path or str(path[-1]).lower() not in _TIMES:
        return None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return next((unit for least, unit in _SIZES if raw >= least), None)
    return TimeUnit.ISO if isinstance(raw, str) and _ISO.match(raw) else None


def _unit(name: str) -> str:
    """By what stands behind the last underscore, or by the name as a whole."""
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    parts = spoken.split("_")
    if len(parts) > 1 and parts[-1] in _ENDINGS:
        return _ENDINGS[parts[-1]]
    return _WORDS.get(spoken) or next((_WORDS[part] for part in parts if part in _WORDS), "")


def _type(raw: object) -> ValueType:
    if isinstance(raw, bool):
        return ValueType.BOOLEAN
    if isinstance(raw, int | float):
        return ValueType.NUMBER
    text = str(raw).strip()
    if _COMMA.fullmatch(text):
        return ValueType.COMMA
    return ValueType.NUMBER if _NUMBER.fullmatch(text) else ValueType.TEXT
