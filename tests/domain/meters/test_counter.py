"""Counters keep their total whatever happens to them, and say so when a reading cannot be."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.meters.counter import Counter, Event, Reading, likely_event, next_point, totals

D = Decimal
HOURS = Counter("h")
PULSES = Counter("pulses", rolls_over_at=D(65536))


def day(number: int) -> datetime:
    return datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number - 1)


def read(
    number: int, value: str, event: Event = Event.NONE, left_at: str | None = None, began_at: str = "0"
) -> Reading:
    return Reading(day(number), D(value), event, None if left_at is None else D(left_at), D(began_at))


@pytest.mark.parametrize(
    ("counter", "readings", "expected"),
    [
        (HOURS, [read(1, "100"), read(2, "100"), read(3, "108.5")], "100 100 108.5"),
        (HOURS, [], ""),
        (PULSES, [read(1, "65000"), read(2, "100", Event.ROLLED_OVER), read(3, "200")], "65000 65636 65736"),
        (PULSES, [read(1, "65535"), read(2, "0", Event.ROLLED_OVER)], "65535 65536"),
        (HOURS, [read(1, "500"), read(2, "10", Event.RESET), read(3, "20")], "500 510 520"),
        (HOURS, [read(1, "500"), read(2, "10", Event.RESET, left_at="507")], "500 517"),
        (HOURS, [read(1, "500"), read(2, "10", Event.REPLACED, left_at="505")], "500 515"),
        (HOURS, [read(1, "500"), read(2, "2010", Event.REPLACED, left_at="505", began_at="2000")], "500 515"),
        (HOURS, [read(1, "500"), read(2, "2010", Event.REPLACED, began_at="2000"), read(3, "2011")], "500 510 511"),
    ],
)
def test_the_running_total_goes_on(counter: Counter, readings: list[Reading], expected: str) -> None:
    assert [point.total for point in totals(counter, readings)] == [D(number) for number in expected.split()]
    assert totals(counter, reversed(readings)) == totals(counter, readings)


@pytest.mark.parametrize(
    ("counter", "reading", "field", "sentence"),
    [
        (HOURS, read(2, "99.5"), "value", "On 01/01/2026 the counter showed 100, so it cannot show 99.5 later"),
        (PULSES, read(2, "99"), "value", "unless it rolled over, was reset or replaced"),
        (HOURS, read(2, "5", Event.ROLLED_OVER), "event", "does not roll over"),
        (PULSES, read(2, "100", Event.ROLLED_OVER), "value", "must show less than 100"),
        (PULSES, read(2, "65536"), "value", "never shows 65536 or more"),
        (HOURS, read(2, "-1"), "value", "not below 0"),
        (HOURS, read(2, "NaN"), "value", "not below 0"),
        (HOURS, read(2, "5", Event.REPLACED, left_at="99"), "left_at", "showed 100 already"),
        (HOURS, read(2, "5", Event.REPLACED, began_at="6"), "value", "began at 6"),
    ],
)
def test_what_a_counter_cannot_show_is_refused_at_its_field(
    counter: Counter, reading: Reading, field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        totals(counter, [read(1, "100"), reading])
    assert refused.value.field == field


def test_a_device_that_fell_by_most_of_its_range_rolled_over() -> None:
    assert likely_event(PULSES, read(1, "65000"), D(10)) is Event.ROLLED_OVER
    assert likely_event(PULSES, read(1, "65000"), D(64000)) is Event.NONE
    assert likely_event(PULSES, read(1, "10"), D(65000)) is Event.NONE
    assert likely_event(HOURS, read(1, "65000"), D(10)) is Event.NONE


def test_each_event_has_a_word() -> None:
    assert [event.label for event in Event] == ["Read", "Rolled over", "Reset", "Replaced"]


RISES = st.lists(st.decimals(0, 40000, places=2), min_size=1, max_size=12)


@given(RISES)
def test_a_counter_that_rolls_over_counts_as_one_that_does_not(rises: list[Decimal]) -> None:
    true, shown = D(0), list[Reading]()
    for number, rise in enumerate(rises, 1):
        rolled = (true + rise) // 65536 > true // 65536
        true += rise
        shown.append(read(number, str(true % 65536), Event.ROLLED_OVER if rolled and number > 1 else Event.NONE))
    begin = rises[0] // 65536 * 65536
    assert totals(PULSES, shown)[-1].total == true - begin


@given(RISES, st.lists(st.sampled_from([Event.NONE, Event.RESET, Event.REPLACED]), min_size=12, max_size=12))
def test_no_event_loses_or_invents_units(rises: list[Decimal], events: list[Event]) -> None:
    value, readings = D(0), list[Reading]()
    for number, (rise, event) in enumerate(zip(rises, events, strict=False), 1):
        if event is Event.NONE or number == 1:
            value += rise
            readings.append(read(number, str(value)))
        else:  # half of it before the counter was taken off, half of it after
            left, value = value + rise / 2, rise - rise / 2
            readings.append(read(number, str(value), event, left_at=str(left)))
    points = totals(HOURS, readings)
    assert [point.total for point in points] == [sum(rises[: number + 1]) for number in range(len(rises))]


@given(RISES)
def test_going_on_from_the_last_point_is_the_same_as_beginning_anew(rises: list[Decimal]) -> None:
    readings = [read(number, str(sum(rises[:number]))) for number in range(1, len(rises) + 1)]
    point = None
    for reading in readings:
        point = next_point(HOURS, point, reading)
    assert point == totals(HOURS, readings)[-1]
