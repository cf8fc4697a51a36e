"""How long ways take."""

from dataclasses import replace
from math import acos, cos, inf, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import BANDS, STRAIGHT, Band, Travel, Way, great_circle

places = st.builds(Place, st.floats(-89, 89), st.floats(-180, 180))
near = st.builds(Place, st.floats(52, 54), st.floats(9, 12))

HAMBURG = Place(53.5511, 9.9937, 1)
BREMEN = Place(53.0793, 8.8017, 2)
BERLIN = Place(52.5200, 13.4050, 3)


def chord(a: Place, b: Place) -> float:
    """The same distance by another way: the chord through the earth, and the arc over it."""
    ends = []
    for place in (a, b):
        latitude, longitude = radians(place.latitude), radians(place.longitude)
        ends.append((cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)))
    straight = sqrt(sum((one - other) ** 2 for one, other in zip(*ends, strict=True)))
    return 6371.0088 * acos(max(-1.0, min(1.0, 1 - straight**2 / 2)))


@given(places, places)
def test_the_distance_agrees_with_another_way_to_reckon_it(a: Place, b: Place) -> None:
    assert great_circle(a, b) == pytest.approx(chord(a, b), abs=0.5)


@pytest.mark.parametrize(("a", "b", "km"), [(HAMBURG, BREMEN, 95), (HAMBURG, BERLIN, 255)])
def test_known_distances(a: Place, b: Place, km: float) -> None:
    assert great_circle(a, b) == pytest.approx(km, rel=0.01)


@given(near, near)
def test_a_way_is_as_long_back_and_never_negative(a: Place, b: Place) -> None:
    assert STRAIGHT.minutes(a, b) == STRAIGHT.minutes(b, a)
    assert (STRAIGHT.minutes(a, b) or 0) >= 0


@given(near, near, near)
def test_a_detour_is_never_shorter(a: Place, b: Place, c: Place) -> None:
    direct, first, second = (STRAIGHT.minutes(*pair) or 0 for pair in ((a, c), (a, b), (b, c)))
    near_enough = {direct, first, second} & {0}  # places eleven metres apart count as one
    assert near_enough or direct <= first + second


@given(near, st.floats(0, 1), st.floats(0, 1))
def test_farther_is_never_quicker(start: Place, one: float, other: float) -> None:
    closer, farther = sorted((one, other))
    near, far = (STRAIGHT.estimate(start, Place(start.latitude + off, start.longitude)) for off in (closer, farther))
    assert near <= far


@pytest.mark.parametrize(
    ("km", "minutes"),
    [
        (2.5, 3 + 6),
        (5, 3 + 12),
        (20, 3 + 12 + 20),
        (90, 3 + 12 + 20 + 60),
    ],
)
def test_each_part_of_a_way_has_the_speed_of_its_band(km: float, minutes: int) -> None:
    travel = Travel(road_factor=1.0)
    north = Place(53 + (km - 0.001) / 111.1951, 10)
    assert travel.minutes(Place(53, 10), north) == minutes


def test_one_place_is_no_way_and_an_unknown_one_no_answer() -> None:
    assert STRAIGHT.way(HAMBURG, Place(53.55111, 9.99372)) == Way(0, 0)
    assert STRAIGHT.way(HAMBURG, Place(53.6, 9.9, HAMBURG.site_id)) == Way(0, 0)
    assert STRAIGHT.minutes(None, HAMBURG) is None
    assert STRAIGHT.km(HAMBURG, None) is None


def test_what_is_entered_for_two_sites_goes_before_everything_else() -> None:
    leg = (535511, 99937, 530793, 88017)
    travel = Travel(overrides={(1, 2): Way(150, 130.0)}, legs={leg: Way(80, 126.0)})
    assert travel.minutes(HAMBURG, BREMEN) == travel.minutes(BREMEN, HAMBURG) == 150
    assert travel.minutes(HAMBURG._replace(site_id=None), BREMEN) == 80
    assert travel.minutes(BREMEN._replace(site_id=None), HAMBURG) == STRAIGHT.minutes(BREMEN, HAMBURG)


def test_each_part_of_a_way_takes_as_much_longer_as_it_took_before() -> None:
    slower = Travel(bands=(BANDS[0], Band(20, 45, 2.0), Band(inf, 70, 1.5)))
    assert slower.parts(90) == pytest.approx([12, 2 * 20, 1.5 * 60])
    assert slower.parts(4) == STRAIGHT.parts(4)


factors = st.floats(0.3, 4)


@given(near, st.floats(0, 1), st.floats(0, 1), st.tuples(factors, factors, factors))
def test_farther_is_never_quicker_whatever_was_learned(
    start: Place, one: float, other: float, learned: tuple[float, float, float]
) -> None:
    travel = Travel(bands=tuple(replace(band, factor=factor) for band, factor in zip(BANDS, learned, strict=True)))
    closer, farther = sorted((one, other))
    near, far = (travel.estimate(start, Place(start.latitude + off, start.longitude)) for off in (closer, farther))
    assert near <= far
