"""How fast a counter rises, and its total on any day: read, in between, or projected."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from domain.errors import Refusal
from domain.language import tr
from domain.meters.counter import Point
from domain.money import PLACES

ZERO, DAY = Decimal(0), timedelta(days=1)
FINEST = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True, slots=True)
class Averaging:
    """How utilisation is reckoned: over the last so many days, and never less than a floor per day."""

    days: int = 28
    floor: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Consumption:
    """What a counter rose by in a time; `is_measured` unless its end lies after the last reading."""

    units: Decimal
    is_measured: bool


def per_day(points: Sequence[Point], averaging: Averaging) -> Decimal:
    """The mean slope over the window that ends with the last reading, in units per day.

    All of the window weighs the same, however often it was read in it. Where less is known than the window, what is
    known counts; where nothing can be known, the floor.
    """
    if not points:
        return averaging.floor
    last = points[-1]
    since = max(points[0].at, last.at - averaging.days * DAY)
    elapsed = _days(last.at - since)
    return max(averaging.floor, (last.total - total_at(points, since)) / elapsed) if elapsed else averaging.floor


def total_at(points: Sequence[Point], at: datetime, daily: Decimal = ZERO) -> Decimal:
    """The running total at a moment.

    In between two readings it rises evenly; after the last one by `daily` units per day; before the first one nothing
    is known, so it is that of the first one. Refused if there is no reading at all.
    """
    if not points:
        raise Refusal(tr("This meter was never read."))
    after = bisect_right(points, at, key=lambda point: point.at)
    if after == 0:
        return points[0].total
    before = points[after - 1]
    if after == len(points):
        return _kept(before.total + daily * _days(at - before.at))
    following = points[after]
    share = _days(at - before.at) / _days(following.at - before.at)
    return _kept(before.total + (following.total - before.total) * share)


def consumption(points: Sequence[Point], since: datetime, until: datetime, daily: Decimal = ZERO) -> Consumption:
    """By how much the total rises from `since` to `until`, for a fee by consumption."""
    if until < since:
        raise Refusal(tr("The end is before the start."), field="until")
    units = total_at(points, until, daily) - total_at(points, since, daily)
    return Consumption(units, is_measured=until <= points[-1].at)


def _days(time: timedelta) -> Decimal:
    return Decimal(time // timedelta(microseconds=1)) / (DAY // timedelta(microseconds=1))


def _kept(number: Decimal) -> Decimal:
    return number.quantize(FINEST, ROUND_HALF_UP)
