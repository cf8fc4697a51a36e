"""How much of an order is still to be planned: pure arithmetic over what was booked of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.scheduling.model import BookingStatus

#: Less than this is not worth another visit, in minutes.
LEAST = 15
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Share:
    """What one booking gives to its order."""

    start: datetime
    finish: datetime
    status: BookingStatus = BookingStatus.PLANNED
    requirement_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of several people or things that an order needs; all of a `way` are needed, one way is enough."""

    id: int
    way: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Left:
    """Minutes that nobody has yet, of the order or of one requirement of it."""

    minutes: int
    requirement_id: int | None = None


def left(minutes: int, shares: Iterable[Share]) -> int:
    """How many of the minutes nobody has yet; several who work at the same time count once.

    What is done is done, however long it took; what was left half done goes on for a quarter of an hour at least.
    """
    live = [share for share in shares if share.status is not BookingStatus.CANCELLED]
    if not live:
        return minutes
    if any(share.status is BookingStatus.DONE for share in live):
        return 0
    over = minutes - _covered(live) // MINUTE
    if all(share.status is BookingStatus.PARTLY_DONE for share in live):
        return max(over, LEAST)
    return over if over >= LEAST else 0


def still_wanted(minutes: int, wanted: Collection[Wanted], shares: Collection[Share]) -> tuple[Left, ...]:
    """What must still be booked; of several ways, the one that was begun, or else the first."""
    if not wanted:
        rest = left(minutes, shares)
        return (Left(rest),) if rest else ()
    open_ways = []
    for way in sorted({each.way for each in wanted}):
        of_way = [each for each in wanted if each.way == way]
        missing = [open_ for each in of_way if (open_ := left_of(each, shares)).minutes]
        if not missing:
            return ()
        begun = sum(share.requirement_id in {each.id for each in of_way} for share in shares)
        open_ways.append((-begun, way, tuple(missing)))
    return min(open_ways)[2]


def left_of(wanted: Wanted, shares: Iterable[Share]) -> Left:
    """What nobody has yet of one requirement."""
    return Left(left(wanted.minutes, [s for s in shares if s.requirement_id == wanted.id]), wanted.id)


def _covered(shares: Iterable[Share]) -> timedelta:
    total, reached = timedelta(), None
    for share in sorted(shares, key=lambda share: share.start):
        begin = share.start if reached is None else max(share.start, reached)
        if share.finish > begin:
            total += share.finish - begin
            reached = share.finish
    return total
