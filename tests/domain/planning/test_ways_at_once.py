"""All ways reckoned at once are those that `Travel` tells one by one."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.planning.translation.places import Places, Spot, every_way
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import Band, Travel, Way, step
from tests.domain.scheduling.assistant.days import ROAD, milestone

degrees = st.floats(-80, 80, allow_nan=False) | st.sampled_from([53.0, 53.00001, 53.1, 53.2])
places = st.lists(st.builds(Place, degrees, degrees, st.none() | st.integers(1, 4)), max_size=8)


@settings(max_examples=150, deadline=None)
@given(places, st.booleans(), st.booleans())
def test_every_way_is_that_of_travel(found: list[Place], entered: bool, asked: bool) -> None:
    overrides: dict[tuple[int, int], tuple[int, float | None]] = {(1, 2): (77, None), (2, 4): (5, 3.0)}
    legs = {(*step(one), *step(other)): Way(9, 4.0) for one, other in pairwise(found)}
    travel = Travel(overrides=overrides if entered else {}, legs=legs if asked else {})
    ways = every_way(travel, found)
    for row, one in enumerate(found):
        for column, other in enumerate(found):
            assert ways[row, column] == travel.minutes(one, other)


def test_whole_minutes_are_not_rounded_away() -> None:
    travel = Travel(road_factor=1.0, access_minutes=0, bands=(Band(1e9, ROAD.bands[0].speed),))
    found = [milestone(minutes) for minutes in range(0, 400, 7)]
    ways = every_way(travel, found)
    assert ways.tolist() == [[travel.minutes(one, other) for other in found] for one in found]


def test_a_spot_of_several_places_takes_the_longest_way() -> None:
    road = Places(ROAD)
    near, far, middle = (road.number(milestone(minutes)) for minutes in (0, 40, 10))
    road.reckon()
    spot = Spot(((near, 0), (far, 5)), ((near, 0), (far, 25)))
    assert road.way(spot, Spot.at(middle)) == 25
    assert road.way(Spot.at(middle), spot) == 10
    number = road.spot_number(spot)
    ways = road.matrix()
    assert (ways[number, middle], ways[middle, number]) == (25, 10)
    assert road.spot_number(Spot()) == -1
    assert road.spot_number(Spot.at(far)) == far
