"""What own ways really took corrects the estimate, band by band."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.listener.jobs import Jobs
from domain.assets.model import Asset
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.parameters.service import change, read
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import place
from domain.scheduling.travel.learning import LEAST, Trip, learn, percents, trips
from domain.scheduling.travel.loading import load
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import STRAIGHT, Travel
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import Workshop

HOME = Place(53.5, 10.0)
NEAR, MIDDLE, FAR = Place(53.51, 10.0), Place(53.6, 10.0), Place(54.0, 10.0)
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def took(place: Place, share: float, count: int) -> list[Trip]:
    """Ways whose time at the wheel was that share of the estimate."""
    km = STRAIGHT.km(HOME, place) or 0
    return [Trip(HOME, place, STRAIGHT.access_minutes + sum(STRAIGHT.parts(km)) * share)] * count


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([], (None, None, None)),
        (took(NEAR, 1.5, 3), (150, None, None)),
        (took(NEAR, 1.5, 2), (None, None, None)),
        (took(NEAR, 2, 1) + took(NEAR, 1, 2) + took(FAR, 0.9, 4), (100, None, 83)),
        (took(NEAR, 1.5, 3) + took(MIDDLE, 1.5, 3) + took(FAR, 1.5, 3), (150, 150, 150)),
        (took(MIDDLE, 99, 3) + took(FAR, 0.01, 3), (None, 400, 30)),
        ([Trip(HOME, HOME, 12.0)] * 9, (None, None, None)),
        ([Trip(HOME, NEAR, 0.5)] * 9, (30, None, None)),
    ],
)
def test_the_median_of_each_band_counts_where_there_are_enough(
    made: list[Trip], expected: tuple[int | None, ...]
) -> None:
    assert percents(made, STRAIGHT, least=3) == expected


def test_where_too_few_ways_tell_of_nearer_bands_what_holds_of_them_counts() -> None:
    travel = slower(2.0, 1.5, 1.0)
    made = [Trip(HOME, MIDDLE, exact(travel, MIDDLE))] * 3
    assert percents(made, STRAIGHT, (200, 100, 100), least=3) == (None, 150, None)


def slower(*factors: float) -> Travel:
    bands = zip(STRAIGHT.bands, factors, strict=True)
    return Travel(bands=tuple(replace(band, factor=factor) for band, factor in bands))


def exact(travel: Travel, place: Place) -> float:
    return travel.access_minutes + sum(travel.parts(travel.km(HOME, place) or 0))


@given(st.integers(0, 1_000_000), st.tuples(*[st.floats(0.5, 3)] * 3))
@settings(max_examples=30)
def test_what_is_learned_is_how_people_drive(seed: int, truth: tuple[float, float, float]) -> None:
    """Ways of all lengths, each some fifth quicker or slower: the estimate comes to what is true of them."""
    chance = Random(seed)
    real = slower(*truth)
    present: tuple[int, ...] = (100, 100, 100)
    for _ in range(3):
        made = []
        for at in range(900):
            degrees = ((0.005, 0.033), (0.05, 0.13), (0.2, 1.0))[at % 3]
            place = Place(HOME.latitude + chance.uniform(*degrees), HOME.longitude)
            made.append(Trip(HOME, place, exact(real, place) + chance.uniform(-0.2, 0.2)))
        found = percents(made, STRAIGHT, present)
        assert None not in found
        present = tuple(share or 0 for share in found)
    assert present == pytest.approx([share * 100 for share in truth], rel=0.03, abs=2)


def make_days(work: UnitOfWork, workshop: Workshop, days: int) -> None:
    """Two jobs each day, two minutes at the wheel and three of access from each other, on the way for nine."""
    assets = (workshop.asset, workshop.other_asset)
    ward = work.get(Asset, workshop.other_asset).site
    ward.latitude = 53.506
    work.note("site.changed", ward)
    for day in range(days):
        begin = MONDAY + timedelta(days=7 * (day // 5) + day % 5)
        for at, hour in enumerate((0, 2)):
            start = begin + timedelta(hours=hour)
            draft = OrderDraft("Warm water", Priority.LOW, Origin.HAND, 60, asset_id=assets[at])
            order_id = open_order(work, draft).id
            booking_id = place(work, order_id, workshop.kim, start, start + 60 * MINUTE, override=True)
            booking = work.get(Booking, booking_id)
            booking.travelling_at = start - (9 if at else 40) * MINUTE
            booking.arrived_at = start
            booking.left_at = start + 60 * MINUTE
            work.note("booking.moved", booking)


def test_ways_are_found_between_jobs_of_one_day(store: Store, workshop: Workshop) -> None:
    store.run("kim", make_days, workshop, 2)
    with store.read() as session:
        found = trips(session, MONDAY - timedelta(days=1))
    assert [trip.minutes for trip in found] == [9, 9]


def test_what_was_learned_is_kept_and_can_be_seen(store: Store, workshop: Workshop) -> None:
    store.run("kim", make_days, workshop, LEAST)
    assert store.run("jobs", learn) == (288, None, None)
    with store.read() as session:
        assert read(session).travel_percent_near == 288
        assert load(session).bands[0].factor == 2.88


def test_the_nightly_job_learns_where_it_is_wanted(store: Store, workshop: Workshop, database_url: str) -> None:
    store.run("kim", make_days, workshop, LEAST)
    telemetry = Telemetry.open(database_url)
    jobs = Jobs(store, telemetry, store.clock)
    store.run("kim", change, "travel_learned", False)
    jobs.learn_ways()
    with store.read() as session:
        assert read(session).travel_percent_near == 100
    store.run("kim", change, "travel_learned", True)
    jobs.learn_ways()
    telemetry.close()
    with store.read() as session:
        assert read(session).travel_percent_near == 288
