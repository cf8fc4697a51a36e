"""A visit stands on an open day of its window, at the time of day by the clock on the wall, or it is flagged."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.visits.moments import moments
from domain.visits.window import (
    FURTHEST,
    Bounds,
    ClosedPolicy,
    Window,
    WindowKind,
    check_window,
    days_of,
    place,
    reach,
)

LATER, EARLIER, KEEP, DROP = ClosedPolicy
BERLIN = ZoneInfo("Europe/Berlin")


def working(day: date) -> bool:
    """Monday to Friday, but for the first of May."""
    return day.weekday() < 5 and (day.month, day.day) != (5, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


# 1 May 2026 is a Friday and closed.
MAY = day("2026-05-01")
WORKED = {
    "later": (Window(closed=LATER), MAY, Bounds(), "2026-05-04"),
    "earlier": (Window(closed=EARLIER), MAY, Bounds(), "2026-04-30"),
    "kept": (Window(closed=KEEP), MAY, Bounds(), "2026-05-01 closed"),
    "dropped": (Window(closed=DROP), MAY, Bounds(), None),
    "open days stay": (Window(closed=DROP), day("2026-05-05"), Bounds(), "2026-05-05"),
    "not after the end": (Window(closed=LATER), MAY, Bounds(last=day("2026-05-03")), "2026-05-01 closed"),
    "not before the start": (Window(closed=EARLIER), MAY, Bounds(first=MAY), "2026-05-01 closed"),
    "not onto the next one": (Window(closed=LATER), MAY, Bounds(due_after=day("2026-05-04")), "2026-05-01 closed"),
    "not onto the one before": (Window(closed=EARLIER), MAY, Bounds(due_before=day("2026-04-30")), "2026-05-01 closed"),
    "up to the one after": (Window(closed=LATER), MAY, Bounds(due_after=day("2026-05-05")), "2026-05-04"),
    "the week goes earlier, as there is no later day": (Window(WindowKind.WEEK), MAY, Bounds(), "2026-04-30"),
    "the month does not leave the month": (
        Window(WindowKind.MONTH, closed=LATER),
        day("2026-05-31"),
        Bounds(),
        "2026-05-29",
    ),
    "a month earlier": (Window(WindowKind.MONTH, closed=EARLIER), MAY, Bounds(), "2026-05-04"),
    "days before": (Window(WindowKind.DAYS, before=2, closed=KEEP), MAY, Bounds(), "2026-04-30"),
    "days after": (Window(WindowKind.DAYS, after=3, closed=DROP), MAY, Bounds(), "2026-05-04"),
    "too few days": (Window(WindowKind.DAYS, after=2), MAY, Bounds(), "2026-05-01 closed"),
    "too few days to keep": (Window(WindowKind.DAYS, after=2, closed=DROP), MAY, Bounds(), None),
}


@pytest.mark.parametrize(("window", "due", "bounds", "wanted"), WORKED.values(), ids=WORKED)
def test_a_closed_day_is_left_as_the_window_says(window: Window, due: date, bounds: Bounds, wanted: str | None) -> None:
    found = place(window, due, bounds, working)
    shown = found and f"{found.day.isoformat()}{'' if found.open else ' closed'}"
    assert shown == wanted


def test_the_days_of_a_window_end_at_open_ones_within_bounds() -> None:
    week, wednesday = Window(WindowKind.WEEK), day("2026-04-29")
    found = place(week, wednesday, Bounds(), working)
    assert found is not None
    assert (found.first, found.last) == (day("2026-04-27"), day("2026-04-30"))
    assert (found.begins, found.ends) == (day("2026-04-27"), day("2026-05-03"))
    bounded = place(week, wednesday, Bounds(first=wednesday), working)
    assert bounded is not None
    assert (bounded.first, bounded.begins) == (wednesday, wednesday)


def test_a_window_reaches_half_way_to_the_neighbours() -> None:
    window, week = Window(WindowKind.DAYS, 9, 9), timedelta(7)
    due = day("2026-06-17")
    one = place(window, due, Bounds(due_before=due - week, due_after=due + week), lambda _: True)
    two = place(window, due + week, Bounds(due_before=due, due_after=due + 2 * week), lambda _: True)
    assert one
    assert two
    assert one.last + timedelta(1) == two.first
    assert one.first <= due <= one.last


@pytest.mark.parametrize(
    ("window", "field"),
    [
        (Window(WindowKind.DAYS, before=-1), "window"),
        (Window(WindowKind.DAYS, after=1000), "window"),
        (Window(start_after=time(10), end_before=time(10)), "end_before"),
        (Window(start_after=time(10), end_before=time(9)), "end_before"),
    ],
)
def test_a_window_without_time_in_it_is_refused(window: Window, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_window(window)
    assert refusal.value.field == field


def test_a_window_with_time_in_it_is_not_refused() -> None:
    check_window(Window(WindowKind.DAYS, 3, 4, time(8), time(8, 30)))


# --- properties ---

dues = st.dates(date(2026, 1, 1), date(2027, 12, 31))
windows = st.builds(
    Window, st.sampled_from(WindowKind), st.integers(0, 20), st.integers(0, 20), closed=st.sampled_from(ClosedPolicy)
)


@given(windows, dues, st.integers(0, 20), st.integers(0, 20), st.frozensets(st.integers(0, 6), max_size=7))
def test_no_visit_leaves_its_window_its_bounds_or_the_open_days_without_a_flag(
    window: Window, due: date, before: int, after: int, closed: frozenset[int]
) -> None:
    bounds = Bounds(due - timedelta(before), due + timedelta(after))

    def is_open(day: date) -> bool:
        return day.weekday() not in closed

    found = place(window, due, bounds, is_open)
    if found is None:
        assert window.closed is DROP
        assert not is_open(due)
        return
    assert bounds.first <= found.first <= found.day <= found.last <= bounds.last
    assert abs((found.day - due).days) <= reach(window) <= max(FURTHEST, 30)
    assert found.open == is_open(found.day)
    if not found.open:
        assert found.day == found.first == found.last == due
    if window.kind is not WindowKind.EXACT:
        first, last = days_of(window, due)
        assert first <= found.first
        assert found.last <= last
    if is_open(due):
        assert found.day == due


@given(windows, dues, st.integers(1, 40), st.frozensets(st.integers(0, 6), max_size=6))
def test_two_visits_of_one_series_never_stand_on_one_day(
    window: Window, due: date, gap: int, closed: frozenset[int]
) -> None:
    after = due + timedelta(gap)
    one = place(window, due, Bounds(due_after=after), lambda day: day.weekday() not in closed)
    two = place(window, after, Bounds(due_before=due), lambda day: day.weekday() not in closed)
    assert one is None or two is None or one.last < two.first


# --- time of day ---


def on(text: str, window: Window) -> tuple[datetime, datetime]:
    return moments(day(text), day(text), window, BERLIN)


def utc(month: int, number: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, number, hour, minute, tzinfo=UTC)


def test_the_time_of_day_is_local_on_both_sides_of_a_change_of_clocks() -> None:
    window = Window(start_after=time(8), end_before=time(16, 30))
    assert on("2026-03-28", window) == (utc(3, 28, 7), utc(3, 28, 15, 30))
    assert on("2026-03-29", window) == (utc(3, 29, 6), utc(3, 29, 14, 30))
    assert on("2026-10-24", window) == (utc(10, 24, 6), utc(10, 24, 14, 30))
    assert on("2026-10-25", window) == (utc(10, 25, 7), utc(10, 25, 15, 30))


def test_an_hour_that_is_there_twice_counts_twice() -> None:
    assert on("2026-10-25", Window(start_after=time(2), end_before=time(3))) == (utc(10, 25, 0), utc(10, 25, 2))
    assert on("2026-10-25", Window(start_after=time(2), end_before=time(2, 30))) == (utc(10, 25, 0), utc(10, 25, 1, 30))


def test_what_falls_into_an_hour_that_is_missing_is_as_long_after_it() -> None:
    assert on("2026-03-29", Window(start_after=time(2), end_before=time(3))) == (utc(3, 29, 1), utc(3, 29, 2))
    assert on("2026-03-29", Window(start_after=time(2), end_before=time(2, 30))) == (utc(3, 29, 1), utc(3, 29, 1, 30))
    assert on("2026-03-29", Window(start_after=time(1), end_before=time(2, 30))) == (utc(3, 29, 0), utc(3, 29, 1, 30))


def test_without_times_a_window_is_whole_local_days() -> None:
    assert on("2026-03-29", Window()) == (utc(3, 28, 23), utc(3, 29, 22))
    assert moments(day("2026-03-28"), day("2026-03-30"), Window(), BERLIN) == (utc(3, 27, 23), utc(3, 30, 22))
    assert moments(date.max, date.max, Window(start_after=time(9)), BERLIN)[1] > utc(1, 1, 0)


@given(
    st.sampled_from((day("2026-03-29"), day("2026-10-25"), day("2026-06-01"))),
    st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=2, max_size=2, unique=True),
    st.sampled_from(("Europe/Berlin", "Europe/Lisbon", "Australia/Lord_Howe", "America/New_York")),
)
def test_there_is_always_time_between_the_two(due: date, times: list[time], zone: str) -> None:
    begin, end = sorted(times)
    earliest, latest = moments(due, due, Window(start_after=begin, end_before=end), ZoneInfo(zone))
    assert latest > earliest
