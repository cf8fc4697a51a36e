"""How long own ways really took, against the estimate from their distance: one figure for each band of distances."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.content import OrderAddress
from domain.orders.model import Order
from domain.parameters.service import change, read
from domain.parties.model import Site
from domain.scheduling.model import Booking
from domain.scheduling.travel.loading import estimate_of
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import Travel
from domain.store.unit_of_work import UnitOfWork

#: Ways of this time count, if there are so many of them in a band.
MEMORY = timedelta(days=180)
LEAST = 20
#: Whoever was nowhere for so long came from home.
LONGEST_STAY = timedelta(hours=6)
PERCENTS = (30, 400)
NAMES = ("travel_percent_near", "travel_percent_middle", "travel_percent_far")


class Trip(NamedTuple):
    """A way that was made."""

    start: Place
    end: Place
    minutes: float


def learn(work: UnitOfWork) -> tuple[int | None, ...]:
    """Let the estimate follow the own ways, where that is wanted.

    Returns the percents, None for bands with too few ways to tell.
    """
    parameters = read(work.session)
    if not parameters.travel_learned:
        return (None, None, None)
    plain = estimate_of(parameters, learned=False)
    found = percents(trips(work.session, work.now - MEMORY), plain)
    for name, percent in zip(NAMES, found, strict=True):
        if percent is not None:
            change(work, name, percent)
    return found


def percents(made: Sequence[Trip], plain: Travel, least: int = LEAST) -> tuple[int | None, ...]:
    """By band: the median of what ways took, in percent of what `plain` says of them."""
    shares: list[list[float]] = [[] for _ in plain.bands]
    for trip in made:
        estimate = plain.way(trip.start, trip.end)
        if estimate is not None and estimate.minutes:
            at = next(at for at, band in enumerate(plain.bands) if estimate.km <= band.until_km)
            shares[at].append(trip.minutes / estimate.minutes * 100)
    lowest, highest = PERCENTS
    return tuple(round(min(highest, max(lowest, median(each)))) if len(each) >= least else None for each in shares)


def trips(session: Session, since: datetime) -> list[Trip]:
    """The ways from job to job of each technician for which both times are known."""
    columns = (
        Booking.technician_id,
        Booking.travelling_at,
        Booking.arrived_at,
        Booking.left_at,
        Site.latitude,
        Site.longitude,
    )
    statement = (
        select(*columns)
        .join(Order, Order.id == Booking.order_id)
        .join(Site, Site.id == Order.site_id)
        .outerjoin(OrderAddress, OrderAddress.order_id == Order.id)
        .where(Booking.arrived_at >= since, OrderAddress.id.is_(None))
        .order_by(Booking.technician_id, Booking.arrived_at)
    )
    return list(_trips([Stay._make(row) for row in session.execute(statement)]))


class Stay(NamedTuple):
    """When somebody was on the way to a place, and there."""

    technician_id: int
    travelling: datetime | None
    arrived: datetime
    left: datetime | None
    latitude: float
    longitude: float


def _trips(stays: Sequence[Stay]) -> Iterator[Trip]:
    for before, after in pairwise(stays):
        if before.technician_id != after.technician_id or after.travelling is None:
            continue
        left = before.left or before.arrived
        if not left <= after.travelling <= min(after.arrived, left + LONGEST_STAY):
            continue
        start, end = (Place(stay.latitude, stay.longitude) for stay in (before, after))
        yield Trip(start, end, (after.arrived - after.travelling).total_seconds() / 60)
