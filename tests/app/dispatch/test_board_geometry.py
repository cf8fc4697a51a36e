"""Moments and places, lanes, rows: what must hold for every zoom and every plan."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.board.calendar import day_of, days, hours, months, tick_minutes, weeks
from app.dispatch.board.geometry import CLOSEST, FAR, WIDEST, TimeScale, hours_of, lanes, snapped
from app.dispatch.board.load import load
from app.dispatch.board.rows import Rows
from app.dispatch.board.taking_in import TakingIn
from app.dispatch.board.tracks import merged
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.free_times import first_free, ranked
from domain.scheduling.travel.ways import by_technician
from tests.app.dispatch import plans

YEAR = 366 * 86_400
seconds = st.floats(0, YEAR).map(lambda offset: 1_767_225_600 + offset)
zooms = st.floats(WIDEST, CLOSEST)
spans = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 90)).map(lambda pair: (float(pair[0]), float(sum(pair)))),
    max_size=40,
)


@given(seconds, seconds, zooms)
def test_a_moment_comes_back_from_its_place(origin: float, at: float, zoom: float) -> None:
    scale = TimeScale(origin, zoom)
    assert scale.seconds(scale.x(at)) == pytest.approx(at, abs=0.01)


@given(seconds, zooms, st.floats(0.01, 100))
def test_zoom_keeps_the_origin_and_its_limits(origin: float, zoom: float, factor: float) -> None:
    scale = TimeScale(origin, zoom).zoomed(factor)
    assert scale.x(origin) == 0
    assert WIDEST <= scale.per_hour <= CLOSEST


@given(seconds)
def test_snapping_goes_to_the_nearest_quarter_and_stays_there(at: float) -> None:
    once = snapped(at)
    assert once % 900 == 0
    assert abs(once - at) <= 450
    assert snapped(once) == once


@given(spans)
def test_bars_in_one_lane_never_overlap_and_no_lane_is_wasted(made: list[tuple[float, float]]) -> None:
    ordered = sorted(made)
    placed = lanes(ordered)
    by_lane: dict[int, float] = {}
    for (start, finish), lane in zip(ordered, placed, strict=True):
        assert by_lane.get(lane, start) <= start
        by_lane[lane] = finish
    deepest = max((sum(s <= at < f for s, f in ordered) for at, _ in ordered), default=0)
    assert len(by_lane) == deepest


@given(spans, st.integers(0, 600), st.integers(1, 200))
def test_the_visible_slice_is_what_a_full_search_finds(
    made: list[tuple[float, float]], since: int, length: int
) -> None:
    plan = [
        plans.booking(i, 1, plans.at(0) + timedelta(minutes=start), (finish - start) / 60)
        for i, (start, finish) in enumerate(made, 1)
    ]
    row = Rows(plans.technicians(1), plan).of(1)
    assert row is not None
    begin = plans.at(0).timestamp() + since * 60
    end = begin + length * 60
    found = {bar.booking.id for bar in row.between(begin, end)}
    touching = {b.id for b in plan if b.start.timestamp() <= end and b.finish.timestamp() > begin}
    assert found == touching


@given(spans)
def test_merged_spans_are_apart_and_cover_the_same(made: list[tuple[float, float]]) -> None:
    found = merged(made)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert {m for s, f in made for m in range(int(s), int(f))} == {m for s, f in found for m in range(int(s), int(f))}


def test_rows_stand_under_their_teams_and_are_found_by_height() -> None:
    rows = Rows(plans.technicians(), plans.bookings())
    assert [row.group for row in rows.rows if row.technician is None] == ["City", "North", "South"]
    for row in rows.rows:
        assert rows.at(row.top) is row
        assert rows.at(row.top + row.height - 1) is row
    assert rows.at(rows.height) is None
    assert rows.at(-1) is None


def test_a_change_touches_only_the_rows_concerned() -> None:
    plan = plans.bookings()
    board = TakingIn(Rows(plans.technicians(), plan), plan)
    moved = plans.booking(plan[0].id, 5, plan[0].start, 1.0)
    touched, changed = board.take([moved, *plan[2:]])
    assert touched == {plan[0].technician_id, 5, plan[1].technician_id}
    assert changed == {moved.id}
    assert board.take([moved, *plan[2:]]) == (set(), set())


def test_overlapping_bookings_make_their_row_grow() -> None:
    rows = Rows(plans.technicians(2), [plans.booking(1, 1, plans.at(9), 2), plans.booking(2, 1, plans.at(10), 2)])
    crowded, plain = rows.of(1), rows.of(2)
    assert crowded is not None
    assert plain is not None
    assert [bar.lane for bar in crowded.bars] == [0, 1]
    assert crowded.height > plain.height


def test_days_have_the_hours_that_the_clocks_give_them() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = day_of(datetime(2026, 3, 29, tzinfo=UTC).date(), berlin)
    autumn = day_of(datetime(2026, 10, 25, tzinfo=UTC).date(), berlin)
    assert (spring.finish - spring.start) / 3600 == 23
    assert (autumn.finish - autumn.start) / 3600 == 25
    assert [text for _, text in hours(spring, 60, berlin)][:3] == ["01:00", "03:00", "04:00"]
    assert [day.date.day for day in days(spring.start, spring.finish + 1, berlin)] == [29, 30]


@given(seconds, st.integers(1, 100))
def test_weeks_and_months_follow_each_other_without_a_gap(at: float, length: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    until = at + length * 86_400
    for spans in (list(weeks(at, until, berlin)), list(months(at, until, berlin))):
        assert all(one.finish == other.start for one, other in pairwise(spans))
        assert spans[0].start <= at < spans[0].finish
        assert spans[-1].start < until <= spans[-1].finish


def test_the_week_in_which_clocks_change_is_an_hour_shorter_and_a_year_ends_in_the_middle_of_one() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = datetime(2026, 3, 25, tzinfo=UTC).timestamp()
    (week,) = weeks(spring, spring + 1, berlin)
    assert (week.finish - week.start) / 3600 == 7 * 24 - 1
    new_year = datetime(2027, 1, 1, 12, tzinfo=UTC).timestamp()
    (week,) = weeks(new_year, new_year + 1, berlin)
    assert week.date.isoformat() == "2026-12-28"


def test_ticks_get_coarser_as_one_steps_back() -> None:
    assert [tick_minutes(zoom) for zoom in (480, 100, 50, 20, 5, 1)] == [15, 30, 60, 180, 720, None]


def test_load_counts_only_what_lies_in_the_day() -> None:
    rows = Rows(plans.technicians(1), [plans.booking(1, 1, plans.at(22), 4)])
    row = rows.of(1)
    assert row is not None
    assert row.track is not None
    full = load(row.track, day_of(plans.NOW.date(), UTC))
    assert full.booked == 2 * 3600
    assert full.working == 8.5 * 3600


def test_the_first_free_time_is_inside_a_shift_and_between_the_bookings() -> None:
    kim = plans.technicians(1)[0]
    taken = {1: [plans.booking(1, 1, plans.at(9.5), 2), plans.booking(2, 1, plans.at(12), 2.5)]}
    hour = timedelta(hours=1)
    assert first_free(kim, {}, hour, plans.at(6)) == plans.at(7)
    assert first_free(kim, taken, hour, plans.at(9.1)) == plans.at(14.5)
    assert first_free(kim, taken, timedelta(hours=3), plans.at(9.1)) == plans.at(7, 1)
    assert first_free(kim, taken, timedelta(hours=30), plans.at(9.1)) is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12), st.integers(1, 30), st.integers(0, 40))
def test_no_earlier_quarter_of_an_hour_is_free(jobs: list[tuple[int, int]], quarters: int, after: int) -> None:
    kim = replace(plans.technicians(1)[0], working=((plans.at(1), plans.at(4)), (plans.at(5), plans.at(10))))
    quarter = timedelta(minutes=15)
    taken = [(plans.at(0) + since * quarter, plans.at(0) + (since + long) * quarter) for since, long in jobs]
    rows = {
        1: [
            plans.booking(n, 1, start, (finish - start) / timedelta(hours=1)) for n, (start, finish) in enumerate(taken)
        ]
    }
    free = [
        start
        for start in (plans.at(0) + each * quarter for each in range(after, 41))
        if any(begin <= start and start + quarters * quarter <= end for begin, end in kim.working)
        and not any(start < finish and since < start + quarters * quarter for since, finish in taken)
    ]
    assert first_free(kim, rows, quarters * quarter, plans.at(0) + after * quarter) == (free[0] if free else None)


def test_those_with_the_skills_are_offered_first() -> None:
    order = plans.order(1, need=Need(frozenset({"Lifts"})))
    rows = by_technician(plans.bookings())
    names = [one for one, _ in ranked(plans.technicians(), rows, order.skills, order.minutes, plans.NOW)]
    able = ["Lifts" in one.skills for one in names]
    assert able == sorted(able, reverse=True)


def test_a_week_on_a_small_laptop_still_shows_bars_and_a_month_does_not() -> None:
    assert 640 / hours_of(7) > FAR > 1_200 / hours_of(31)
