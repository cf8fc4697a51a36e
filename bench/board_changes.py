"""What others do to a board all the time: a third of the changes moves bookings, a third takes off, a third puts on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random

from app.dispatch.difference import Difference
from app.dispatch.plan import Plan
from domain.scheduling.board_rows import BoardBooking

QUARTER = timedelta(minutes=15)


def plans(plan: Plan, chance: Random, changes: int, steps: int) -> Sequence[Plan]:
    """One plan after the other; what one takes off the next puts on again, so that the board stays as full as it is."""
    numbers = count(1 + max(booking.id for booking in plan.bookings))
    made, taken_off = [plan], tuple[BoardBooking, ...]()
    for _ in range(steps):
        following, taken_off = _changed(made[-1], chance, changes // 3, taken_off, numbers)
        made.append(following)
    return made[1:]


def _changed(
    plan: Plan, chance: Random, third: int, put_on: Sequence[BoardBooking], numbers: Iterator[int]
) -> tuple[Plan, tuple[BoardBooking, ...]]:
    there = {booking.id: booking for booking in plan.bookings}
    picked = chance.sample(tuple(there), 2 * third)
    come = {key: _moved(there[key]) for key in picked[:third]}
    taken_off = tuple(there.pop(key) for key in picked[third:])
    come |= {key: replace(booking, id=key) for key, booking in zip(numbers, put_on, strict=False)}
    bookings = tuple((there | come).values())
    gone = frozenset(booking.id for booking in taken_off)
    return replace(plan, bookings=bookings, news=Difference(plan.bookings, gone, come)), taken_off


def _moved(booking: BoardBooking) -> BoardBooking:
    """A quarter of an hour later, and the next time back."""
    by = QUARTER if booking.version % 2 else -QUARTER
    return replace(booking, version=booking.version + 1, start=booking.start + by, finish=booking.finish + by)
