"""How much a proposal changes for those who know of the plan, and whether that is little enough to apply itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

import msgspec

from domain.planning.model import ChangeKind

AtMost = Annotated[int, msgspec.Meta(ge=0)]


class Limit(msgspec.Struct, frozen=True):
    """What may change at most without being asked; to put an order that waits on the board is always free."""

    moved: AtMost = 0
    """Bookings at another time or with somebody else."""
    minutes: AtMost = 0
    """How far one of them goes."""
    taken_off: AtMost = 0
    promised: AtMost = 0
    """Bookings of which the technician or the customer was told."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What one change does: how far it moves a booking (None: it moves none), and whether somebody was told of it."""

    kind: ChangeKind
    by: timedelta | None = None
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Impact:
    """What all changes do together."""

    moved: int = 0
    minutes: int = 0
    taken_off: int = 0
    promised: int = 0


def impact(touches: Iterable[Touch]) -> Impact:
    """What the changes do together."""
    known = [each for each in touches if each.kind in (ChangeKind.MOVE, ChangeKind.TAKE_OFF)]
    moved = [each for each in known if each.kind is ChangeKind.MOVE]
    farthest = max((abs(each.by) for each in moved if each.by is not None), default=timedelta())
    return Impact(
        len(moved), -(-farthest // timedelta(minutes=1)), len(known) - len(moved), sum(each.promised for each in known)
    )


def is_within(done: Impact, limit: Limit | None) -> bool:
    """Whether it is little enough to be applied without being asked; without a limit nothing is."""
    return limit is not None and (
        done.moved <= limit.moved
        and done.minutes <= limit.minutes
        and done.taken_off <= limit.taken_off
        and done.promised <= limit.promised
    )
