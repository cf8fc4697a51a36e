"""Units of makers as people write them, and values converted between them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.monitoring.units import convert, convertible, people_write, units

PAIRS = [(a, b) for a in units() for b in units() if a != b and convertible(a, b)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("C", "°C"), ("Cel", "°C"), ("celsius", "°C"), ("DEGC", "°C"), ("℃", "°C"), (" °C ", "°C"),
        ("%RH", "%"), ("Percent", "%"), ("LUX", "lx"), ("lux", "lx"), ("kwh", "kWh"), ("KWH", "kWh"), ("w", "W"),
        ("m3", "m³"), ("ug/m3", "µg/m³"), ("μg/m³", "µg/m³"), ("l/min", "L/min"), ("hpa", "hPa"), ("Ohm", "Ω"),
        ("mW", "mW"), ("MW", "MW"), ("dbm", "dBm"), ("furlong", "furlong"), ("Stück", "Stück"),
        ("", ""), (None, ""), (7, ""), ("a\x00b", ""), ("x" * 21, ""),
    ],
)  # fmt: skip
def test_a_unit_is_written_as_people_write_it(told: object, expected: str) -> None:
    assert people_write(told) == expected


@pytest.mark.parametrize(
    ("value", "given_unit", "wanted", "expected"),
    [
        (273.15, "K", "°C", 0), (0, "°C", "K", 273.15), (212, "°F", "°C", 100), (-40, "°F", "°C", -40),
        (37, "C", "°F", 98.6),
        (250, "kPa", "bar", 2.5), (1013.25, "hPa", "mbar", 1013.25), (1, "bar", "psi", 14.5037738),
        (1, "kWh", "MJ", 3.6), (1500, "W", "kW", 1.5), (3045, "mV", "V", 3.045), (36, "km/h", "m/s", 10),
        (0.5, "/", "%", 50), (400, "ppm", "%", 0.04), (60, "L/min", "m³/h", 3.6), (1, "rps", "rpm", 60),
        (90, "min", "h", 1.5), (180, "°", "rad", math.pi), (7, "lux", "lx", 7), (5, "Stück", "Stück", 5),
    ],
)  # fmt: skip
def test_a_value_is_converted(value: float, given_unit: str, wanted: str, expected: float) -> None:
    converted = convert(value, given_unit, wanted)
    assert converted is not None
    assert math.isclose(converted, expected, rel_tol=1e-7, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("given_unit", "wanted"), [("°C", "bar"), ("lx", "W"), ("", "°C"), ("Stück", "kg"), ("VA", "W")]
)
def test_different_quantities_are_not_converted(given_unit: str, wanted: str) -> None:
    assert convert(1.0, given_unit, wanted) is None
    assert not convertible(given_unit, wanted)


@given(st.sampled_from(PAIRS), st.floats(-1e6, 1e6))
def test_there_and_back_is_the_same(pair: tuple[str, str], value: float) -> None:
    there = convert(value, *pair)
    assert there is not None
    back = convert(there, pair[1], pair[0])
    assert back is not None
    assert math.isclose(back, value, rel_tol=1e-9, abs_tol=1e-6)


@given(st.sampled_from(PAIRS), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_the_order_of_values_stays(pair: tuple[str, str], value: float, more: float) -> None:
    lower, higher = convert(value, *pair), convert(value + more, *pair)
    assert lower is not None
    assert higher is not None
    assert lower < higher


@given(st.one_of(st.text(), st.integers(), st.none()))
def test_no_word_breaks_the_table(told: object) -> None:
    unit = people_write(told)
    assert people_write(unit) == unit
