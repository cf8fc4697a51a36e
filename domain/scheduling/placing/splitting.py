"""A long job laid over several days: the working time that is free, taken as it comes, with room for the breaks."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from domain.scheduling.board_rows import BoardTechnician, Span
from domain.scheduling.crews import Rows, taken
from domain.scheduling.needs.fulfilment import LEAST
from domain.workforce.rosters import Break
from domain.workforce.spans import joined, without


def shared_out(
    technician: BoardTechnician, rows: Rows, since: datetime, minutes: int, *, except_id: int | None = None
) -> list[Span]:
    """When so many minutes could be worked from a moment on; fewer, where the loaded time does not hold them all.

    What is booked under `except_id` is what is shared out.
    """
    return taken_from(free_time(technician, rows, since, except_id=except_id), minutes)


def free_time(technician: BoardTechnician, rows: Rows, since: datetime, *, except_id: int | None = None) -> list[Span]:
    """The working time from a moment on in which nothing is booked, and each break has its last possible place."""
    busy = [(row.start, row.finish) for row in taken(technician, rows) if row.id != except_id]
    working = joined(technician.working)
    places = [place for pause in technician.breaks for place in _place_of(pause, working, busy)]
    free = without(working, joined((*busy, *places)))
    return [(max(start, since), end) for start, end in free if end > since]


def taken_from(free: Sequence[Span], minutes: int) -> list[Span]:
    """The first pieces that together are so long; none of them, nor what is left for the next, is too short."""
    least, left = timedelta(minutes=min(LEAST, minutes)), timedelta(minutes=minutes)
    found = []
    for start, end in free:
        if end - start < least:
            continue
        piece = min(end - start, left)
        if timedelta() < left - piece < least:
            piece = max(least, left - least)
        if piece > end - start:
            continue
        found.append((start, start + piece))
        left -= piece
        if not left:
            break
    return found


def _place_of(pause: Break, working: Sequence[Span], busy: Iterable[Span]) -> list[Span]:
    """Where a break is kept free; nowhere, where it has room beside the working time, or none at all."""
    length = timedelta(minutes=pause.minutes)
    idle = without([(pause.start, pause.finish)], joined(busy))
    if any(end - start >= length for start, end in without(idle, working)):
        return []
    return [(end - length, end) for start, end in idle if end - start >= length][-1:]
