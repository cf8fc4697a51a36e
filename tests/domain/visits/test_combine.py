"""Visits go on as few days as their windows allow, near to their own, and times of day that do not meet are parted."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from domain.visits.combine import days_for, month_of, riding, slots
from domain.visits.window import Place, WindowKind

JUNE = date(2026, 6, 1)


def always(_day: date) -> bool:
    return True


def june(number: int) -> date:
    return JUNE + timedelta(number - 1)


def within(first: int, own: int, last: int) -> Place:
    return Place(june(own), june(first), june(last))


def numbers(*places: Place) -> list[int]:
    return [(day - JUNE).days + 1 for day in days_for(places, always)]


def test_what_may_be_any_day_joins_what_must_be_on_one() -> None:
    assert numbers(within(8, 8, 8), within(1, 10, 14)) == [8, 8]


def test_of_several_days_the_nearest_is_joined() -> None:
    weekly = [within(number, number, number) for number in (1, 8, 15, 22)]
    assert numbers(*weekly, within(1, 17, 30)) == [1, 8, 15, 22, 15]


def test_most_stay_on_their_own_day() -> None:
    assert numbers(within(1, 5, 9), within(3, 7, 10), within(3, 7, 10)) == [7, 7, 7]


def test_three_windows_in_a_row_need_no_more_than_two_days() -> None:
    assert len(set(numbers(within(1, 2, 4), within(3, 6, 9), within(8, 10, 12)))) == 2


def test_what_is_kept_on_a_closed_day_takes_nobody_along() -> None:
    kept = Place(june(6), june(6), june(6), open=False)
    days = days_for([kept, within(1, 5, 9), within(5, 8, 9)], lambda day: day != june(6))
    assert days[0] == june(6)
    assert june(6) not in days[1:]
    assert days[1] == days[2]


def test_what_floats_rides_along_without_a_day_of_its_own() -> None:
    assert riding(within(1, 10, 20), [june(3), june(12), june(13)]) == june(12)
    assert riding(within(9, 10, 11), [june(3), june(12)]) == june(10)


def test_a_week_counts_to_the_month_of_its_thursday() -> None:
    january, february = 2026 * 12, 2026 * 12 + 1
    assert {month_of(date(2026, 1, 26) + timedelta(each), WindowKind.WEEK) for each in range(7)} == {january}
    assert {month_of(date(2026, 2, 2) + timedelta(each), WindowKind.EXACT) for each in range(7)} == {february}
    assert month_of(date(2026, 2, 1), WindowKind.MONTH) == february
    assert month_of(date(2026, 12, 31), WindowKind.DAYS) == 2026 * 12 + 11
    assert month_of(date(2025, 12, 29), WindowKind.DAYS) == january


def test_times_of_day_that_do_not_meet_are_different_orders() -> None:
    morning, noon, evening, whole = (480, 600), (540, 780), (960, 1080), (0, 1440)
    assert slots([morning, noon, evening, whole]) == [600, 600, 1080, 600]
    assert slots([morning, (600, 700)]) == [600, 700]
    assert slots([whole, whole]) == [1440, 1440]


# --- properties ---


@st.composite
def places(draw: st.DrawFn) -> Place:
    first = draw(st.integers(1, 12))
    last = draw(st.integers(first, 14))
    return within(first, draw(st.integers(first, last)), last)


def fewest(given_places: list[Place]) -> int:
    """How many days are needed, found by trying."""
    every = [june(number) for number in range(1, 15)]
    return next(
        count
        for count in range(15)
        for chosen in combinations(every, count)
        if all(any(place.first <= day <= place.last for day in chosen) for place in given_places)
    )


@given(st.lists(places(), max_size=6))
def test_there_are_as_few_days_as_possible_and_all_are_within_their_windows(given_places: list[Place]) -> None:
    days = days_for(given_places, always)
    assert all(place.first <= day <= place.last for place, day in zip(given_places, days, strict=True))
    assert len(set(days)) == fewest(given_places)


@given(st.lists(places(), min_size=1, max_size=8), st.randoms())
def test_the_order_in_which_visits_are_given_does_not_matter(given_places: list[Place], random: object) -> None:
    shuffled = list(given_places)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = sorted(zip(given_places, days_for(given_places, always), strict=True))
    two = sorted(zip(shuffled, days_for(shuffled, always), strict=True))
    assert one == two


@given(st.lists(st.tuples(st.integers(0, 1380), st.integers(1, 60)).map(lambda each: (each[0], sum(each))), max_size=8))
def test_all_times_of_a_slot_have_a_minute_in_common(minutes: list[tuple[int, int]]) -> None:
    for (start, end), slot in zip(minutes, slots(minutes), strict=True):
        assert start < slot <= end
