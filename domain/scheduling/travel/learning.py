"""How long own ways really took, against the estimate from their distance: one figure for each band of distances."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
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
PLAIN = (100, 100, 100)
NAMES = ("travel_percent_near", "travel_percent_middle", "travel_percent_far")


class Trip(NamedTuple):
    """A way that was made."""

    start: Place
    end: Place
    minutes: float


@dataclass(frozen=True, slots=True)
class Drive:
    """The time at the wheel of a way that was made, and what each of its parts should have taken."""

    minutes: float
    parts: Sequence[float]

    def share_of_last(self, nearer: Sequence[float]) -> float:
        """How much longer the last part took, if the nearer ones took so much longer."""
        *before, last = self.parts
        return (self.minutes - sum(share * part for share, part in zip(nearer, before, strict=True))) / last


def learn(work: UnitOfWork) -> tuple[int | None, ...]:
    """Let the estimate follow the own ways, where that is wanted.

    Returns the percents, None for bands with too few ways to tell.
    """
    parameters = read(work.session)
    if not parameters.travel_learned:
        return (None, None, None)
    plain = estimate_of(parameters, learned=False)
    present = (parameters.travel_percent_near, parameters.travel_percent_middle, parameters.travel_percent_far)
    found = percents(trips(work.session, work.now - MEMORY), plain, present)
    for name, percent in zip(NAMES, found, strict=True):
        if percent is not None:
            change(work, name, percent)
    return found


def percents(
    made: Sequence[Trip], plain: Travel, present: Sequence[int] = PLAIN, least: int = LEAST
) -> tuple[int | None, ...]:
    """By band: how long its part of the ways took, in percent of what `plain` says of it, the nearest band first.

    Ways that end in a band tell of its part alone: the time to get away, and what nearer bands are known to take (or
    hold at `present`), is none of it. What somebody drove longer in a band counts for more.
    """
    by_band: list[list[Drive]] = [[] for _ in plain.bands]
    for trip in made:
        if km := plain.km(trip.start, trip.end):
            parts = plain.parts(km)
            by_band[len(parts) - 1].append(Drive(trip.minutes - plain.access_minutes, parts))
    found: list[int | None] = []
    nearer: list[float] = []
    for drives, before in zip(by_band, present, strict=True):
        percent = _percent(drives, nearer) if len(drives) >= least else None
        nearer.append((before if percent is None else percent) / 100)
        found.append(percent)
    return tuple(found)


def _percent(drives: Sequence[Drive], nearer: Sequence[float]) -> int:
    """The median over the last parts of some ways."""
    lowest, highest = PERCENTS
    shares = sorted((drive.share_of_last(nearer) * 100, drive.parts[-1]) for drive in drives)
    passed = accumulate(weight for _, weight in shares)
    half = sum(weight for _, weight in shares) / 2
    middle = next(share for (share, _), sofar in zip(shares, passed, strict=True) if sofar >= half)
    return round(min(highest, max(lowest, middle)))


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
