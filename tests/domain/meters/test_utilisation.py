"""How fast a counter rises, and what it showed or will show."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.meters.counter import Counter, Point, Reading, totals
from domain.meters.utilisation import Averaging, Consumption, consumption, per_day, total_at

D = Decimal


def day(number: float) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)


def points(*readings: tuple[float, int]) -> tuple[Point, ...]:
    return totals(Counter("h"), [Reading(day(number), D(value)) for number, value in readings])


STEADY = points((0, 0), (10, 80), (20, 160))
BUSY = points((0, 0), (100, 100), (110, 200), (128, 380))


@pytest.mark.parametrize(
    ("read", "averaging", "expected"),
    [
        (STEADY, Averaging(28), "8"),
        (STEADY, Averaging(5), "8"),
        (BUSY, Averaging(28), "10"),
        (BUSY, Averaging(56), "5.5"),  # 28 days of 1 and 28 days of 10
        (BUSY, Averaging(1000), "2.96875"),
        (STEADY, Averaging(28, floor=D(9)), "9"),
        (points((0, 5), (30, 5)), Averaging(28, floor=D("0.5")), "0.5"),
        (points((0, 5)), Averaging(28, floor=D("0.5")), "0.5"),
        ((), Averaging(28, floor=D("0.5")), "0.5"),
        ((), Averaging(), "0"),
    ],
)
def test_utilisation_is_the_mean_slope_of_the_window_and_at_least_the_floor(
    read: tuple[Point, ...], averaging: Averaging, expected: str
) -> None:
    assert per_day(read, averaging) == D(expected)


def test_many_readings_of_one_day_weigh_no_more_than_one_of_another() -> None:
    seldom = points((0, 0), (10, 10), (20, 110))
    often = points((0, 0), (10, 10), (12, 30), (14, 50), (15, 60), (20, 110))
    assert per_day(seldom, Averaging(20)) == per_day(often, Averaging(20)) == D("5.5")


@pytest.mark.parametrize(
    ("at", "expected"),
    [(-5, "100"), (0, "100"), (2.5, "125"), (10, "200"), (12, "200"), (20, "200"), (22, "216"), (20.5, "204")],
)
def test_the_total_of_any_day_is_read_between_or_projected(at: float, expected: str) -> None:
    assert total_at(points((0, 100), (10, 200), (20, 200)), day(at), daily=D(8)) == D(expected)


def test_a_meter_that_was_never_read_has_no_total() -> None:
    with pytest.raises(Refusal, match="never read"):
        total_at((), day(1))


def test_consumption_says_whether_it_is_measured() -> None:
    assert consumption(STEADY, day(5), day(20)) == Consumption(D(120), is_measured=True)
    assert consumption(STEADY, day(15), day(25), daily=D(8)) == Consumption(D(80), is_measured=False)
    assert consumption(STEADY, day(15), day(25)) == Consumption(D(40), is_measured=False)
    with pytest.raises(Refusal) as refused:
        consumption(STEADY, day(5), day(4))
    assert refused.value.field == "until"


RISES = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 999)), min_size=1, max_size=12)
MOMENTS = st.floats(-10, 300)


def series(rises: list[tuple[int, int]]) -> tuple[Point, ...]:
    at, value, read = 0, 0, list[tuple[float, int]]()
    for days, rise in rises:
        at, value = at + days, value + rise
        read.append((at, value))
    return points(*read)


@given(RISES, MOMENTS, MOMENTS, MOMENTS)
def test_totals_never_fall_and_consumption_adds_up(
    rises: list[tuple[int, int]], one: float, other: float, third: float
) -> None:
    read, (early, mid, late) = series(rises), sorted(map(day, (one, other, third)))
    daily = per_day(read, Averaging())
    assert total_at(read, early, daily) <= total_at(read, mid, daily) <= total_at(read, late, daily)
    parts = consumption(read, early, mid, daily).units + consumption(read, mid, late, daily).units
    assert parts == consumption(read, early, late, daily).units


@given(RISES, st.integers(1, 400))
def test_utilisation_lies_between_the_slowest_and_the_fastest_stretch(
    rises: list[tuple[int, int]], window: int
) -> None:
    read = series(rises)
    slopes = [D(rise) / days for days, rise in rises[1:]] or [D(0)]
    slack = D("0.001")
    assert min(slopes) - slack <= per_day(read, Averaging(window)) <= max(slopes) + slack
