"""What became of the bookings between one plan and the next, so that nobody need compare the two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.scheduling.board_rows import BoardBooking


@dataclass(frozen=True, slots=True)
class Difference:
    """What left `before`, and what came: new bookings, and those that are otherwise now."""

    before: Sequence[BoardBooking]
    """The very bookings that it starts from; it says nothing about any others."""
    gone: frozenset[int]
    come: Mapping[int, BoardBooking]


def difference(before: Sequence[BoardBooking], after: Sequence[BoardBooking]) -> Difference:
    """Found by comparing all of them, which is dear."""
    there = {booking.id: booking for booking in before}
    come = {booking.id: booking for booking in after if _differ(there.pop(booking.id, None), booking)}
    return Difference(before, frozenset(there), come)


def _differ(one: BoardBooking | None, other: BoardBooking) -> bool:
    """Whether a booking is another than before; mostly its version says so."""
    return one is not other and (one is None or one.version != other.version or one != other)
