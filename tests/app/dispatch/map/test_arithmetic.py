"""Places, views, clusters: what the map reckons with."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.map.clusters import CELL, clusters, groups
from app.dispatch.map.marks import Job, JobState, marks
from app.dispatch.map.mercator import NORTH, View, most, round_length, to_degrees, to_world
from domain.orders.model import StageMeaning
from domain.scheduling.model import BookingStatus
from domain.scheduling.travel.places import Place
from tests.app.dispatch import plans
from tests.app.dispatch.map import places

VIEW = View(0.53, 0.32, 40_000.0, 800.0, 600.0)
SHARES = st.floats(0, 1)


@given(st.floats(-NORTH, NORTH), st.floats(-180, 180))
def test_a_place_comes_back_from_the_world_square(latitude: float, longitude: float) -> None:
    assert to_degrees(*to_world(latitude, longitude)) == pytest.approx((latitude, longitude), abs=1e-7)


def test_poles_lie_on_the_edge() -> None:
    assert to_world(90, 0)[1] == pytest.approx(0, abs=1e-9)
    assert to_world(-90, 180) == pytest.approx((1, 1), abs=1e-9)


@given(SHARES, SHARES, st.floats(0.1, 10))
def test_zooming_keeps_what_is_under_the_pointer(across: float, down: float, factor: float) -> None:
    left, top = across * VIEW.width, down * VIEW.height
    zoomed = VIEW.zoomed(factor, left, top)
    assert zoomed.world(left, top) == pytest.approx(VIEW.world(left, top), abs=1e-9)


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)), min_size=1, max_size=20))
def test_all_that_is_fitted_is_in_view(points: list[tuple[float, float]]) -> None:
    view = VIEW.fitting(points)
    for point in points:
        left, top = view.pixel(*point)
        assert -1 <= left <= view.width + 1
        assert -1 <= top <= view.height + 1


def test_a_job_far_away_does_not_make_a_heap_of_the_others() -> None:
    town = [(0.53 + n / 1000, 0.32 + n % 3 / 1000) for n in range(8)]
    assert sorted(most([*town[:4], (0.1, 0.9), *town[4:], (0.9, 0.1)])) == sorted(town)
    assert most([(0.1, 0.1), (0.9, 0.9)]) == [(0.1, 0.1), (0.9, 0.9)]


@given(st.floats(0.01, 1e7))
def test_scale_bars_have_round_lengths(metres: float) -> None:
    length = round_length(metres)
    assert length <= metres * 1.000001 < length * 2.51
    digits = length / 10 ** math.floor(math.log10(length) + 1e-9)
    assert any(digits == pytest.approx(step) for step in (1, 2, 5, 10))


@given(st.lists(st.tuples(st.floats(0.5, 0.56), st.floats(0.3, 0.34)), max_size=60))
def test_each_job_in_view_stands_in_one_cluster(points: list[tuple[float, float]]) -> None:
    jobs = [Job(point, JobState.WAITING, order=places.order(number, None)) for number, point in enumerate(points)]
    found = [job for cluster in clusters(groups(jobs, VIEW.scale), VIEW) for job in cluster.jobs]
    assert len(found) == len({job.order_id for job in found})
    for job in jobs:
        left, top = VIEW.pixel(*job.at)
        if CELL <= left <= VIEW.width - CELL and CELL <= top <= VIEW.height - CELL:
            assert job in found


def test_the_chosen_job_stands_alone_on_top_of_a_crowd() -> None:
    jobs = [Job((0.53, 0.32), JobState.WAITING, order=places.order(number, None)) for number in range(5)]
    found = clusters(groups(jobs, VIEW.scale, frozenset({3})), VIEW)
    assert [len(cluster.jobs) for cluster in found] == [4, 1]
    assert found[-1].alone is jobs[3]


@pytest.mark.parametrize(
    ("status", "meaning", "state"),
    [
        (BookingStatus.PLANNED, StageMeaning.PLANNED, JobState.PLANNED),
        (BookingStatus.DISPATCHED, StageMeaning.PLANNED, JobState.PLANNED),
        (BookingStatus.TRAVELLING, StageMeaning.PLANNED, JobState.ON_THE_WAY),
        (BookingStatus.ON_SITE, StageMeaning.ACTIVE, JobState.ON_THE_WAY),
        (BookingStatus.PLANNED, StageMeaning.ACTIVE, JobState.ON_THE_WAY),
        (BookingStatus.DONE, StageMeaning.ACTIVE, JobState.DONE),
        (BookingStatus.PLANNED, StageMeaning.DONE, JobState.DONE),
    ],
)
def test_a_booking_shows_how_far_it_got(status: BookingStatus, meaning: StageMeaning, state: JobState) -> None:
    one = places.booking(1, 1, 9, places.HOME, status=status, meaning=meaning)
    assert [job.state for job in marks(places.plan([one]), plans.NOW.date(), None, {}).jobs] == [state]


def test_a_way_leads_from_the_start_through_the_numbered_jobs_of_the_day() -> None:
    late, early = places.booking(1, 1, 14, places.near(1)), places.booking(2, 1, 9, places.near(2))
    other_day = places.booking(3, 1, 33, places.near(3))
    gone = places.booking(4, 1, 11, places.near(4), status=BookingStatus.CANCELLED)
    found = marks(places.plan([late, early, other_day, gone]), plans.NOW.date(), plans.NOW.tzinfo, {})
    assert [(job.booking.id if job.booking else 0, job.number) for job in found.jobs] == [(2, 1), (1, 2)]
    (way,) = found.ways
    expected = [places.HOME, places.near(2), places.near(1)]
    assert list(way.points) == [to_world(place.latitude, place.longitude) for place in expected]


def test_jobs_without_a_place_are_counted_and_a_heard_technician_stands_where_heard() -> None:
    heard = {1: (Place(54.0, 9.0), plans.NOW)}
    plan = places.plan([places.booking(1, 1, 9, None)], [places.order(7, None), places.order(8, places.HOME)])
    found = marks(plan, plans.NOW.date(), plans.NOW.tzinfo, heard)
    assert found.lost == 2
    assert [(stand.at, stand.heard is None) for stand in found.stands] == [
        (to_world(54.0, 9.0), False),
        (to_world(*places.HOME[:2]), True),
    ]
