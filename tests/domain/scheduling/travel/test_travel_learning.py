"""What own ways really took corrects the estimate, band by band."""

from datetime import UTC, datetime, timedelta

import pytest

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
from domain.scheduling.travel.travel import STRAIGHT
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import Workshop

HOME = Place(53.5, 10.0)
NEAR, MIDDLE, FAR = Place(53.51, 10.0), Place(53.6, 10.0), Place(54.0, 10.0)
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def took(place: Place, share: float, count: int) -> list[Trip]:
    return [Trip(HOME, place, (STRAIGHT.minutes(HOME, place) or 0) * share)] * count


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([], (None, None, None)),
        (took(NEAR, 1.5, 3), (150, None, None)),
        (took(NEAR, 1.5, 2), (None, None, None)),
        (took(NEAR, 2, 1) + took(NEAR, 1, 2) + took(FAR, 0.9, 4), (100, None, 90)),
        (took(MIDDLE, 99, 3) + took(FAR, 0.01, 3), (None, 400, 30)),
        ([Trip(HOME, HOME, 12.0)] * 9, (None, None, None)),
    ],
)
def test_the_median_of_each_band_counts_where_there_are_enough(
    made: list[Trip], expected: tuple[int | None, ...]
) -> None:
    assert percents(made, STRAIGHT, least=3) == expected


def make_days(work: UnitOfWork, workshop: Workshop, days: int) -> None:
    """Two jobs each day, six minutes from each other by the estimate, on the way for nine."""
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
    assert store.run("jobs", learn) == (150, None, None)
    with store.read() as session:
        assert read(session).travel_percent_near == 150
        assert load(session).bands[0].factor == 1.5


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
        assert read(session).travel_percent_near == 150
