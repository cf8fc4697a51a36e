"""Ticks of the time axis: round on the wall's clock, the days of summer time included."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.local_ticks import DAY, HOUR, STEPS, Step, step_for, ticks

BERLIN = ZoneInfo("Europe/Berlin")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
EDGES = st.floats(datetime(2000, 1, 1, tzinfo=UTC).timestamp(), datetime(2040, 1, 1, tzinfo=UTC).timestamp())


def told(since: datetime, until: datetime, step: Step, zone: ZoneInfo = BERLIN) -> list[str]:
    found = ticks(since.timestamp(), until.timestamp(), step, zone)
    return [f"{datetime.fromtimestamp(each, UTC).astimezone(zone):%d %H:%M %z}" for each in found]


def test_the_hour_that_is_left_out_has_no_tick() -> None:
    since = datetime(2026, 3, 29, tzinfo=BERLIN)
    assert told(since, since + timedelta(hours=4), Step(HOUR)) == [
        "29 00:00 +0100", "29 01:00 +0100", "29 03:00 +0200", "29 04:00 +0200",
    ]  # fmt: skip


def test_the_hour_that_comes_twice_has_its_tick_twice() -> None:
    since = datetime(2026, 10, 25, 1, tzinfo=BERLIN).astimezone(UTC)
    assert told(since, since + timedelta(hours=3), Step(HOUR)) == [
        "25 01:00 +0200", "25 02:00 +0200", "25 02:00 +0100", "25 03:00 +0100",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "days", "step", "expected"),
    [
        (datetime(2026, 3, 27, tzinfo=BERLIN), 4, Step(DAY), ["27", "28", "29", "30", "31"]),
        (datetime(2026, 10, 23, tzinfo=BERLIN), 4, Step(DAY), ["23", "24", "25", "26", "27"]),
        (datetime(2026, 3, 20, tzinfo=BERLIN), 14, Step(7 * DAY), ["23", "30"]),
    ],
)
def test_days_begin_at_midnight_on_the_wall(start: datetime, days: int, step: Step, expected: list[str]) -> None:
    found = told(start, start + timedelta(days=days), step)
    assert [each[:2] for each in found] == expected
    assert all(each[3:8] == "00:00" for each in found)


def test_months_and_years_begin_on_their_first_day() -> None:
    since, until = datetime(2025, 11, 5, tzinfo=BERLIN), datetime(2026, 4, 5, tzinfo=BERLIN)
    assert [each[:8] for each in told(since, until, Step(28 * DAY, 1))] == ["01 00:00"] * 5
    assert len(told(since, until, Step(365 * DAY, 12))) == 1


def test_a_zone_between_hours_has_round_times_of_its_own() -> None:
    since = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    assert told(since, since + timedelta(hours=2), Step(HOUR), KATHMANDU) == ["02 14:00 +0545", "02 15:00 +0545"]


@given(since=EDGES, span=st.floats(1, 3e8), most=st.integers(1, 30))
def test_ticks_lie_in_the_range_and_there_are_never_too_many(since: float, span: float, most: int) -> None:
    step = step_for(span, most)
    found = ticks(since, since + span, step, BERLIN)
    assert found == sorted(set(found))
    assert all(since <= each <= since + span for each in found)
    assert len(found) <= most + 2


def test_what_no_calendar_reaches_has_no_ticks() -> None:
    assert ticks(-1e15, 1e15, STEPS[-1], UTC) == []
