"""Readings that come late, twice, changed or not at all."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.meters.counter import Counter, Event, Point, Reading, totals
from domain.meters.log import added, edited, removed

D = Decimal
HOURS = Counter("h")
NOW = datetime(2026, 2, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return datetime(2026, 1, number, 12, tzinfo=UTC)


def read(number: int, value: int, event: Event = Event.NONE) -> Reading:
    return Reading(day(number), D(value), event)


LOG = [read(1, 100), read(10, 190), read(20, 10, Event.REPLACED), read(25, 60)]


def shown(points: tuple[Point, ...]) -> list[int]:
    return [int(point.total) for point in points]


def test_a_late_reading_finds_its_place_and_changes_no_later_total() -> None:
    assert shown(added(HOURS, LOG, read(5, 150), NOW)) == [100, 150, 190, 200, 250]
    assert shown(added(HOURS, LOG, read(15, 195), NOW)) == [100, 190, 195, 205, 255]


def test_a_late_reading_that_does_not_fit_between_its_neighbours_is_refused() -> None:
    with pytest.raises(Refusal, match="On 01/01/2026 the counter showed 100") as refused:
        added(HOURS, LOG, read(5, 99), NOW)
    assert refused.value.field == "value"
    with pytest.raises(
        Refusal, match="On 10/01/2026, later on, the counter showed 190, so it cannot show 191"
    ) as refused:
        added(HOURS, LOG, read(5, 191), NOW)
    assert refused.value.field == "value"


def test_the_same_reading_twice_is_one() -> None:
    assert added(HOURS, LOG, read(10, 190), NOW) == totals(HOURS, LOG)


def test_another_value_for_the_same_moment_is_refused() -> None:
    with pytest.raises(Refusal, match="already: 190") as refused:
        added(HOURS, LOG, read(10, 191), NOW)
    assert refused.value.field == "taken_at"


def test_a_reading_in_the_future_is_refused_but_for_a_clock_that_is_a_little_ahead() -> None:
    with pytest.raises(Refusal, match="future") as refused:
        added(HOURS, LOG, read(28, 90), day(27))
    assert refused.value.field == "taken_at"
    assert len(added(HOURS, LOG, read(28, 90), day(28) - timedelta(minutes=2))) == 5


def test_an_edited_reading_moves_all_later_totals_only_where_the_counter_changed() -> None:
    assert shown(edited(HOURS, LOG, day(10), read(10, 180))) == [100, 180, 190, 240]
    assert shown(edited(HOURS, LOG, day(25), read(26, 70))) == [100, 190, 200, 260]


def test_an_edit_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Refusal, match="later on, the counter showed 10"):
        edited(HOURS, [read(1, 5), read(2, 8), read(3, 10)], day(2), read(2, 11))
    with pytest.raises(Refusal, match="On 10/01/2026 the counter showed 190"):
        edited(HOURS, LOG, day(20), read(20, 10))
    with pytest.raises(Refusal, match="another reading for this moment"):
        edited(HOURS, LOG, day(20), read(10, 10))
    with pytest.raises(Refusal, match="not there any more"):
        edited(HOURS, LOG, day(21), read(21, 10))


def test_a_reading_can_be_taken_away_unless_others_lean_on_it() -> None:
    assert shown(removed(HOURS, LOG, day(10))) == [100, 110, 160]
    with pytest.raises(Refusal, match="cannot show 60 later"):
        removed(HOURS, LOG, day(20))
    with pytest.raises(Refusal, match="not there any more"):
        removed(HOURS, LOG, day(21))


@given(st.lists(st.integers(1, 31), unique=True, min_size=1))
def test_readings_may_come_in_any_order_and_any_number_of_times(days: list[int]) -> None:
    readings = [read(number, number * 10) for number in days]
    log: list[Reading] = []
    for reading in [*readings, *reversed(readings)]:
        log = [point.reading for point in added(HOURS, log, reading, NOW + timedelta(days=9))]
    assert log == sorted(readings, key=lambda reading: reading.at)


def test_of_a_long_log_the_end_is_enough() -> None:
    begin, rest = totals(HOURS, LOG)[1], LOG[2:]
    assert added(HOURS, rest, read(15, 195), NOW, begin) == added(HOURS, LOG, read(15, 195), NOW)[2:]
    assert edited(HOURS, rest, day(25), read(25, 70), begin) == edited(HOURS, LOG, day(25), read(25, 70))[2:]
    assert removed(HOURS, rest, day(25), begin) == removed(HOURS, LOG, day(25))[2:]
    with pytest.raises(Refusal, match="On 10/01/2026 the counter showed 190"):
        added(HOURS, rest, read(15, 189), NOW, begin)
