"""A long job in parts: the free working time of a technician, from a moment on, until all of it is placed."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]

SHORTEST = timedelta(minutes=15)


def parts(working: Iterable[Span], taken: Iterable[Span], since: datetime, length: timedelta) -> list[Span]:
    """The parts in which the work is done, each in one piece; fewer than needed where the time does not suffice."""
    found: list[Span] = []
    left = length
    for start, finish in _free(working, sorted(taken), since):
        if left <= timedelta():
            break
        piece = min(left, finish - start)
        if piece >= min(SHORTEST, left):
            found.append((start, start + piece))
            left -= piece
    return found


def _free(working: Iterable[Span], taken: list[Span], since: datetime) -> Iterator[Span]:
    for begin, end in sorted(working):
        at = max(begin, since)
        for busy, over in taken:
            if over <= at or busy >= end:
                continue
            if busy > at:
                yield at, busy
            at = max(at, over)
        if at < end:
            yield at, end
