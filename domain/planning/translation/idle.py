"""Time that is over by the moment from which on somebody may set out, and was spent without work."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.optimising.problem import Break
from domain.planning.translation.breaks import Stretch


class Busy(NamedTuple):
    """Work that stands fast, from setting out to its end."""

    leaves: int
    starts: int
    finish: int

    @property
    def whole(self) -> Stretch:
        """The way and the work."""
        return self.leaves, self.finish


def idle(leaving: int, day: Stretch, busy: Sequence[Busy], pauses: Iterable[Break]) -> tuple[Stretch, ...]:
    """From the last work on, or the start of the day, until one may leave; none where there is no such time.

    A break that has room then is taken then. One that would not fit later, and may begin by then, is ended first.
    """
    starts, latest = day
    begins = max([starts, *(each.finish for each in busy if each.starts < leaving)])
    departs = min([latest, *(each.leaves for each in busy if each.starts >= leaving)])
    over = min(_rested(begins, leaving, departs, pauses), departs) if begins < leaving else begins
    return ((begins, over),) if begins < over else ()


def _rested(begins: int, leaving: int, departs: int, pauses: Iterable[Break]) -> int:
    """When one may leave, after the breaks that one was in."""
    free = leaving
    for pause in sorted(pauses, key=_opens):
        opens, closes = max(begins, pause.opens), min(pause.closes, departs)
        over = opens + pause.ticks
        fits_later = over > free and max(free, pause.opens) + pause.ticks <= closes
        if opens < leaving and over <= closes and not fits_later:
            begins, free = over, max(free, over)
    return free


def _opens(pause: Break) -> int:
    return pause.opens
