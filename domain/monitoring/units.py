"""Units: the many spellings of makers to the one that people read, and values from one unit to another.

A conversion is linear: each unit is so many of its quantity's base unit, temperatures also from where they count.
"""

from collections.abc import Iterator

import msgspec

LONGEST_UNIT = 20


class _Scale(msgspec.Struct, frozen=True, gc=False):
    """One of this unit is `factor` of the base unit of `quantity`, and its nought lies at `offset` of it."""

    quantity: str
    factor: float
    offset: float = 0.0


_QUANTITIES: dict[str, dict[str, float]] = {
    "power": {"W": 1, "mW": 1e-3, "kW": 1e3, "MW": 1e6, "BTU/h": 0.29307107017222},
    "apparent power": {"VA": 1, "kVA": 1e3},
    "reactive power": {"var": 1, "kvar": 1e3},
    "energy": {"J": 1, "kJ": 1e3, "MJ": 1e6, "GJ": 1e9, "Wh": 3600, "kWh": 3.6e6, "MWh": 3.6e9},
    "apparent energy": {"VAh": 1, "kVAh": 1e3},
    "reactive energy": {"varh": 1, "kvarh": 1e3},
    "voltage": {"V": 1, "mV": 1e-3, "kV": 1e3, "µV": 1e-6},
    "current": {"A": 1, "mA": 1e-3, "µA": 1e-6, "kA": 1e3},
    "charge": {"Ah": 1, "mAh": 1e-3},
    "resistance": {"Ω": 1, "kΩ": 1e3, "MΩ": 1e6},
    "frequency": {"Hz": 1, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
    "turns": {"rpm": 1, "1/s": 60},
    "pressure": {
        "Pa": 1,
        "hPa": 100,
        "kPa": 1e3,
        "MPa": 1e6,
        "mbar": 100,
        "bar": 1e5,
        "psi": 6894.757293168,
        "mmHg": 133.322387415,
        "inHg": 3386.389,
    },
    "length": {"m": 1, "µm": 1e-6, "mm": 1e-3, "cm": 1e-2, "km": 1e3, "in": 0.0254, "ft": 0.3048, "mi": 1609.344},
    "speed": {"m/s": 1, "mm/s": 1e-3, "km/h": 1 / 3.6, "mph": 0.44704, "kn": 1852 / 3600, "ft/s": 0.3048},
    "acceleration": {"m/s²": 1, "g₀": 9.80665},
    "rain": {"mm/h": 1, "in/h": 25.4},
    "mass": {"kg": 1, "g": 1e-3, "mg": 1e-6, "t": 1e3, "lb": 0.45359237, "oz": 0.028349523125},
    "volume": {"m³": 1, "L": 1e-3, "mL": 1e-6, "ft³": 0.028316846592, "gal": 0.003785411784},
    "flow": {"m³/h": 1, "L/min": 0.06, "L/h": 1e-3, "L/s": 3.6, "m³/s": 3600, "gal/min": 0.2271247070},
    "time": {"s": 1, "ms": 1e-3, "µs": 1e-6, "min": 60, "h": 3600, "d": 86400},
    "ratio": {"1": 1, "%": 1e-2, "‰": 1e-3, "ppm": 1e-6, "ppb": 1e-9},
    "concentration": {"µg/m³": 1, "mg/m³": 1e3, "g/m³": 1e6},
    "solution": {"mg/L": 1, "µg/L": 1e-3, "g/L": 1e3},
    "conductivity": {"S/m": 1, "µS/cm": 1e-4, "mS/cm": 0.1},
    "data": {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1024, "MiB": 1048576, "GiB": 1073741824},
    "data rate": {"bit/s": 1, "kbit/s": 1e3, "Mbit/s": 1e6, "B/s": 8, "kB/s": 8e3, "MB/s": 8e6},
    "angle": {"°": 1, "rad": 57.29577951308232},
    "irradiance": {"W/m²": 1, "kW/m²": 1e3},
    "force": {"N": 1, "kN": 1e3},
}  # fmt: skip

#: Units that are not converted, but known, so that their other spellings are too.
_ALONE = ("lx", "dB", "dBm", "dBA", "pH", "cd", "lm", "mired", "cos φ", "S", "H", "T", "mol", "NTU", "UV")

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "°C": ("C", "ºC", "℃", "Cel", "degC", "deg C", "celsius", "degree celsius", "degrees celsius"),
    "°F": ("F", "ºF", "℉", "degF", "deg F", "fahrenheit", "degree fahrenheit", "degrees fahrenheit"),
    "K": ("kelvin", "°K"),
    "%": ("percent", "pct", "%RH", "%EL", "rh", "% RH"),
    "°": ("deg", "degree", "degrees", "º"),
    "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"),
    "V": ("volt", "volts"),
    "mV": ("millivolt", "millivolts"),
    "A": ("amp", "amps", "ampere", "amperes"),
    "Wh": ("W.h", "watt hours"),
    "kWh": ("kW.h", "kilowatt hours"),
    "var": ("vars", "VAr"),
    "kvar": ("kVAr",),
    "Ω": ("Ohm", "ohms", "\N{OHM SIGN}"),
    "kΩ": ("kOhm", "k\N{OHM SIGN}"),
    "Hz": ("hertz",),
    "rpm": ("r/min", "1/min", "min-1", "min⁻¹", "U/min"),
    "1/s": ("s-1", "s⁻¹", "rps"),
    "lx": ("lux",),
    "mm": ("millimeter", "millimetre"),
    "m/s": ("m s-1", "mps"),
    "km/h": ("kph", "kmh"),
    "m/s²": ("m/s2", "m/s^2"),
    "m³": ("m3", "m^3", "cbm"),
    "L": ("l", "liter", "litre", "litres", "liters"),
    "mL": ("ml",),
    "m³/h": ("m3/h", "m^3/h", "cbm/h"),
    "m³/s": ("m3/s",),
    "L/min": ("l/min", "lpm"),
    "L/h": ("l/h",),
    "L/s": ("l/s",),
    "ft³": ("ft3", "cf"),
    "gal/min": ("gpm",),
    "mg/L": ("mg/l",),
    "µg/L": ("ug/l", "µg/l"),
    "g/L": ("g/l",),
    "W/m²": ("W/m2", "W/m^2"),
    "µg/m³": ("ug/m3", "µg/m3", "μg/m³", "μg/m3", "ug/m³"),
    "mg/m³": ("mg/m3",),
    "g/m³": ("g/m3",),
    "µS/cm": ("uS/cm", "μS/cm"),
    "µV": ("uV", "μV"),
    "µA": ("uA", "μA"),
    "µm": ("um", "μm"),
    "µs": ("us", "μs"),
    "s": ("sec", "second", "seconds"),
    "min": ("minute", "minutes"),
    "h": ("hour", "hours", "hr", "hrs"),
    "d": ("day", "days"),
    "1": ("ratio", "/"),
    "kB": ("KB",),
    "bit/s": ("bps",),
    "dBA": ("dB(A)",),
    "mi": ("mile", "miles"),
}

_SCALES: dict[str, _Scale] = {
    unit: _Scale(quantity, factor) for quantity, units in _QUANTITIES.items() for unit, factor in units.items()
} | {
    "K": _Scale("temperature", 1.0),
    "°C": _Scale("temperature", 1.0, 273.15),
    "°F": _Scale("temperature", 5 / 9, 459.67 * 5 / 9),
}


def units() -> list[str]:
    """Every unit that can be converted."""
    return list(_SCALES)


def people_write(told: object) -> str:
    """The unit as people write it, whatever the maker's spelling; an unknown one as it came, none for nonsense."""
    if not isinstance(told, str):
        return ""
    unit = told.strip()
    if not unit.isprintable() or len(unit) > LONGEST_UNIT:
        return ""
    return _KNOWN.get(unit) or _KNOWN_ANYHOW.get(unit.lower()) or unit


def convertible(given: str, wanted: str) -> bool:
    """Whether both units are of the same quantity."""
    first, second = _SCALES.get(people_write(given)), _SCALES.get(people_write(wanted))
    return first is not None and second is not None and first.quantity == second.quantity


def convert(value: float, given: str, wanted: str) -> float | None:
    """`value` in the unit `wanted`; None where the two measure different things or one is unknown."""
    given, wanted = people_write(given), people_write(wanted)
    if given == wanted:
        return value
    first, second = _SCALES.get(given), _SCALES.get(wanted)
    if first is None or second is None or first.quantity != second.quantity:
        return None
    return (value * first.factor + (first.offset - second.offset)) / second.factor


def _spellings() -> Iterator[tuple[str, str]]:
    for unit in (*_SCALES, *_ALONE):
        yield unit, unit
    for unit, others in _SPELLINGS.items():
        for other in others:
            yield other, unit


def _where_case_does_not_matter() -> dict[str, str]:
    """Spellings in small letters, without those that mean two units ("mW", "MW")."""
    found: dict[str, set[str]] = {}
    for spelling, unit in _spellings():
        found.setdefault(spelling.lower(), set()).add(unit)
    return {spelling: next(iter(meant)) for spelling, meant in found.items() if len(meant) == 1}


_KNOWN = dict(_spellings())
_KNOWN_ANYHOW = _where_case_does_not_matter()
