"""Locks that contradict each other: work that may not move, of one technician at one time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from domain.language import tr
from domain.planning.scope import Scope
from domain.planning.translation.values import Untouched
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Lock
from domain.scheduling.progress.progress import AHEAD


def contradictory(rows: Mapping[int, Sequence[BoardBooking]], scope: Scope) -> Iterator[Untouched]:
    """Of each two that are locked and lie over each other, the later one, where the scope asks for it."""
    for technician_id, row in rows.items():
        if scope.covers(technician_id):
            locked = [each for each in row if each.lock is Lock.BOTH and each.status in AHEAD]
            for one, other in pairwise(locked):
                if other.start < one.finish and scope.since <= other.start < scope.until:
                    reason = tr("It is locked at the same time as {number}, for the same person.", number=one.number)
                    yield Untouched(other.order_id, other.number, reason, other.requirement_id, other.id)
