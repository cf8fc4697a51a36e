"""What comes next in the past: a queue of moments, at the same moment in a fixed order."""

import heapq
from dataclasses import dataclass, field
from enum import IntEnum

from devices.backtest.alert import Turn
from devices.backtest.case import Case, OpenedOrder


class What(IntEnum):
    """What happens; at the same moment the lesser comes first."""

    CLOSES = 0
    TURNS = 1
    RAISES = 2
    IS_NEEDED = 3
    GOES_ON = 4


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """Something that happens `at` a moment (ms UTC), with what it is about."""

    at: int
    what: What
    number: int
    case: Case = field(compare=False)
    turn: Turn | None = field(compare=False, default=None)
    order: OpenedOrder | None = field(compare=False, default=None)


class Agenda:
    """Entries by their time."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._number = 0

    def add(
        self, at: int, what: What, case: Case, *, turn: Turn | None = None, order: OpenedOrder | None = None
    ) -> None:
        """Something will happen."""
        self._number += 1
        heapq.heappush(self._entries, Entry(at, what, self._number, case, turn, order))

    def next(self, until: int) -> list[Entry]:
        """All that happens at the next moment, before `until`; nothing where there is none."""
        found: list[Entry] = []
        while self._entries and self._entries[0].at < until and (not found or self._entries[0].at == found[0].at):
            found.append(heapq.heappop(self._entries))
        return found
