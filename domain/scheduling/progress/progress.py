"""The life of a booking: which step may follow which, what is known of its times, and what its order makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import StageMeaning
from domain.scheduling.model import BookingStatus

PLANNED, DISPATCHED, ACCEPTED, TRAVELLING, ON_SITE, DONE, PARTLY_DONE, CANCELLED = BookingStatus

#: On the board, but nobody has set out yet.
AHEAD = frozenset({PLANNED, DISPATCHED, ACCEPTED})
#: Somebody is at it.
BEGUN = frozenset({TRAVELLING, ON_SITE})
#: Somebody was at it, and has left.
WORKED = frozenset({DONE, PARTLY_DONE})
#: It is over, and its order waits for a technician still.
UNDONE = frozenset({PARTLY_DONE, CANCELLED})
#: Nothing more will happen to it.
ENDED = WORKED | UNDONE

_RANK = {PLANNED: 0, DISPATCHED: 1, ACCEPTED: 2, TRAVELLING: 3, ON_SITE: 4, DONE: 5, PARTLY_DONE: 5, CANCELLED: 6}


@dataclass(frozen=True, slots=True)
class Times:
    """When somebody really set out, arrived and left."""

    travelling: datetime | None = None
    arrived: datetime | None = None
    left: datetime | None = None


def may_follow(present: BookingStatus) -> frozenset[BookingStatus]:
    """Where a booking may go: on, past steps that nobody told of, or back where a step was told by mistake.

    What is done is not cancelled any more, and what is cancelled stays so.
    """
    if present is CANCELLED:
        return frozenset()
    if present in ENDED:
        return frozenset(BookingStatus) - {present, CANCELLED}
    return frozenset(BookingStatus) - {present}


def goes_back(present: BookingStatus, wanted: BookingStatus) -> bool:
    """Whether the step corrects one that was told by mistake."""
    return _RANK[wanted] < _RANK[present]


def check_step(present: BookingStatus, wanted: BookingStatus, number: str) -> None:
    """Refuse a step that makes no sense."""
    if wanted not in may_follow(present):
        raise Refusal(
            tr(
                "The booking of {number} is “{present}”; it cannot become “{wanted}”.",
                number=number,
                present=present.label,
                wanted=wanted.label,
            ),
            field="status",
        )


def times_after(times: Times, wanted: BookingStatus, at: datetime) -> Times:
    """What is known of the times once a booking becomes `wanted` at a moment; what lies after that is not known."""
    if wanted in AHEAD:
        return Times()
    if wanted is TRAVELLING:
        return Times(travelling=at)
    if wanted is ON_SITE:
        return Times(travelling=_before(times.travelling, at), arrived=at)
    if wanted is CANCELLED and times.travelling is None and times.arrived is None:
        return times
    return replace(times, left=at)


#: How many of the times there can be, in their turn.
_KNOWN = {TRAVELLING: 1, ON_SITE: 2, DONE: 3, PARTLY_DONE: 3}


def check_known(times: Times, present: BookingStatus) -> None:
    """Refuse times of what has not happened, as far as is told."""
    turn = (("travelling", times.travelling), ("arrived", times.arrived), ("left", times.left))
    for field, moment in turn[_KNOWN.get(present, 0) :]:
        if moment is not None:
            sentence = tr("The booking is “{status}”; tell first how far it is.", status=present.label)
            raise Refusal(tr("The booking is cancelled.") if present is CANCELLED else sentence, field=field)


def check_times(times: Times, now: datetime) -> None:
    """Refuse times that are not in their turn, or still to come."""
    known = [
        ("travelling", times.travelling),
        ("arrived", times.arrived),
        ("left", times.left),
    ]
    last: datetime | None = None
    for field, moment in known:
        if moment is None:
            continue
        if moment > now:
            raise Refusal(tr("This is still to come."), field=field)
        if last is not None and moment < last:
            raise Refusal(tr("This is before what came first."), field=field)
        last = moment


def roll_up(statuses: Iterable[BookingStatus]) -> StageMeaning:
    """What an order means with bookings of these statuses."""
    live = frozenset(statuses) - {CANCELLED}
    ahead = not live.isdisjoint(AHEAD)
    if not live.isdisjoint(BEGUN) or (ahead and DONE in live):
        return StageMeaning.ACTIVE
    if ahead:
        return StageMeaning.PLANNED
    return StageMeaning.DONE if DONE in live else StageMeaning.NEW


#: Where an order passes on its way from one meaning to another that does not follow it.
_OVER = {
    (StageMeaning.NEW, StageMeaning.DONE): StageMeaning.ACTIVE,
    (StageMeaning.ACTIVE, StageMeaning.NEW): StageMeaning.PLANNED,
    (StageMeaning.DONE, StageMeaning.PLANNED): StageMeaning.ACTIVE,
    (StageMeaning.DONE, StageMeaning.NEW): StageMeaning.ACTIVE,
}


def path(present: StageMeaning, wanted: StageMeaning) -> tuple[StageMeaning, ...]:
    """The meanings that an order enters one after the other to get from `present` to `wanted`."""
    if present is wanted or present is StageMeaning.CANCELLED:
        return ()
    over = _OVER.get((present, wanted))
    return (wanted,) if over is None else (over, *path(over, wanted))


def falls_back(present: StageMeaning, wanted: StageMeaning) -> bool:
    """Whether an order would be less far than it is."""
    turn = list(StageMeaning)
    return turn.index(wanted) < turn.index(present)


def _before(moment: datetime | None, at: datetime) -> datetime | None:
    return None if moment is None else min(moment, at)
