"""A meter or a condition asks for a visit once, on the day that its speed of late tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.visits.condition_due import Episode, Threshold, Watch, check_threshold, episodes
from domain.visits.meter_due import Cause, MeterUse, crossing, first_of

READ = date(2026, 5, 4)
USE = MeterUse(READ, Decimal(1700), Decimal(8), used=Decimal(200), every=Decimal(500), times_done=3)


def test_the_due_day_is_projected_from_the_units_of_a_day() -> None:
    found = crossing(USE)
    assert (found.number, found.at_total, found.left, found.reached) == (4, Decimal(2000), Decimal(300), False)
    assert found.due == READ + timedelta(38)
    assert found.earliest == found.latest == found.due


def test_a_tolerance_makes_it_a_span() -> None:
    found = crossing(replace(USE, tolerance=Decimal(40)))
    assert (found.earliest, found.latest) == (READ + timedelta(33), READ + timedelta(43))


def test_what_is_reached_was_due_when_it_was() -> None:
    found = crossing(replace(USE, used=Decimal(516)))
    assert found.reached
    assert found.due == READ - timedelta(2)
    assert crossing(replace(USE, used=Decimal(500))).due == READ
    assert crossing(replace(USE, used=Decimal(516), per_day=Decimal(0))).due == READ


@pytest.mark.parametrize("per_day", ["0", "0.0001"])
def test_a_meter_that_stands_still_says_nothing(per_day: str) -> None:
    assert crossing(replace(USE, per_day=Decimal(per_day))).due is None


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (replace(USE, every=Decimal(0)), "every"),
        (replace(USE, tolerance=Decimal(500)), "tolerance"),
        (replace(USE, tolerance=Decimal(-1)), "tolerance"),
        (replace(USE, used=Decimal(-1)), "used"),
        (replace(USE, per_day=Decimal(-1)), "used"),
    ],
)
def test_what_cannot_be_is_refused(use: MeterUse, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        crossing(use)
    assert refusal.value.field == field


amounts = st.decimals(0, 2000, places=2)


@given(amounts, amounts, st.decimals("0.5", 50, places=2))
def test_the_key_stays_until_it_is_done_whatever_is_read(used: Decimal, later: Decimal, per_day: Decimal) -> None:
    one, two = (crossing(replace(USE, used=each, per_day=per_day)) for each in (used, later))
    assert one.number == two.number != crossing(replace(USE, used=Decimal(0), times_done=4)).number
    if used <= later:
        assert one.due
        assert two.due
        assert two.due <= one.due


@given(amounts, st.decimals("0.5", 50, places=2))
def test_on_the_due_day_the_units_are_made_and_a_day_before_they_are_not(used: Decimal, per_day: Decimal) -> None:
    found = crossing(replace(USE, used=used, per_day=per_day))
    assert found.due
    days = (found.due - READ).days
    assert used + days * per_day >= USE.every
    assert days <= 0 or used + (days - 1) * per_day < USE.every


def test_calendar_or_meter_whichever_comes_first() -> None:
    assert first_of(READ, READ + timedelta(1)) == (READ, Cause.CALENDAR)
    assert first_of(READ + timedelta(1), READ) == (READ, Cause.METER)
    assert first_of(READ, READ) == (READ, Cause.CALENDAR)
    assert first_of(None, READ) == (READ, Cause.METER)
    assert first_of(None, None) is None
    assert len({cause.label for cause in Cause}) == len(Cause)


# --- a threshold held for a time ---

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOT = Threshold(Decimal(80), hold=timedelta(minutes=10), gap=Decimal(5))


def minutes(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def asked(threshold: Threshold, *values: tuple[int, int], now: int | None = None) -> list[Episode]:
    readings = [(minutes(at), Decimal(value)) for at, value in values]
    return list(episodes(Watch(threshold), readings, None if now is None else minutes(now)))


def test_a_value_that_is_too_high_for_long_enough_asks_once() -> None:
    found = asked(HOT, (0, 70), (5, 81), (10, 90), (16, 85), (30, 99))
    assert found == [Episode(1, minutes(5), minutes(15))]


def test_a_value_that_comes_back_in_time_asks_for_nothing() -> None:
    assert not asked(HOT, (0, 81), (9, 75), (12, 81), (20, 70))


def test_within_the_gap_it_has_not_come_back() -> None:
    assert asked(HOT, (0, 81), (5, 77), (10, 79)) == [Episode(1, minutes(0), minutes(10))]


def test_once_it_has_come_back_it_can_ask_again() -> None:
    found = asked(HOT, (0, 81), (10, 82), (20, 75), (30, 90), (45, 60))
    assert [(each.number, each.since) for each in found] == [(1, minutes(0)), (2, minutes(30))]


def test_the_last_value_holds_until_now() -> None:
    assert not asked(HOT, (0, 81), now=9)
    assert asked(HOT, (0, 81), now=10) == [Episode(1, minutes(0), minutes(10))]
    assert len(asked(HOT, (0, 81), (12, 82), now=60)) == 1


def test_below_counts_as_well_and_without_a_time_it_asks_at_once() -> None:
    low = Threshold(Decimal(2), above=False)
    assert [each.asked_at for each in asked(low, (0, 3), (1, 1), (2, 0), (3, 2), (4, 1))] == [minutes(1), minutes(4)]


@pytest.mark.parametrize(
    ("threshold", "field"),
    [(replace(HOT, hold=timedelta(-1)), "hold"), (replace(HOT, gap=Decimal(-1)), "gap")],
)
def test_a_threshold_that_cannot_be_is_refused(threshold: Threshold, field: str) -> None:
    check_threshold(HOT)
    with pytest.raises(Refusal) as refusal:
        check_threshold(threshold)
    assert refusal.value.field == field


@given(st.lists(st.integers(70, 90), max_size=30), st.lists(st.integers(0, 30), max_size=4))
def test_looking_while_readings_come_in_finds_the_same(values: list[int], cuts: list[int]) -> None:
    readings = [(minutes(at), Decimal(value)) for at, value in enumerate(values)]
    whole = list(episodes(Watch(HOT), readings))
    watch, found = Watch(HOT), list[Episode]()
    for first, last in pairwise(sorted({0, *cuts, len(readings)})):
        watch = replace(watch)
        found += episodes(watch, readings[first:last])
    assert found == whole
    assert watch.times == len(whole)
