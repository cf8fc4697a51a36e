"""The time agreed for visits, beside the days that are planned: when one may begin, and why it may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.language import tr
from domain.planning.translation.clock import Clock
from domain.planning.translation.windows import Windows, within
from domain.scheduling.board_rows import Span


@dataclass(frozen=True, slots=True)
class AgreedTime:
    """When the visits on an order may be, while it is planned from `earliest` on for days that begin before `until`."""

    spans: Sequence[Span]
    earliest: datetime
    until: datetime

    @property
    def is_later(self) -> bool:
        """Whether all that is left of it comes after the days that are planned."""
        left = [start for start, finish in self.spans if finish > self.earliest]
        return bool(left) and min(left) >= self.until

    @property
    def share(self) -> float:
        """How much of what is left of it lies in the days that are planned."""
        left = sum(((finish - start) for start, finish in self._left()), timedelta())
        here = sum((max(min(finish, self.until) - start, timedelta()) for start, finish in self._left()), timedelta())
        return here / left if left else 1.0

    def starts(self, ticks: int, clock: Clock) -> Windows:
        """When work that takes so long may begin, so that it ends in time."""
        spans = ((clock.ceil(start), clock.floor(finish) - ticks) for start, finish in self.spans)
        return within(tuple((first, last) for first, last in spans if first <= last), clock.ceil(self.earliest))

    def why_not(self, ticks: int, clock: Clock) -> str:
        """Why work that takes so long can never begin in time, in a sentence; empty where it can."""
        if all(start >= finish for start, finish in self.spans):
            return tr("What is agreed leaves no time for its visit.")
        if not self._left():
            return tr("The time agreed for its visit is over; choose another day for it.")
        if self.is_later:
            return tr("The time agreed for its visit comes after the days that are planned.")
        if not self.starts(ticks, clock):
            return tr("It takes longer than what is left of the time agreed for its visit.")
        return ""

    def _left(self) -> list[Span]:
        cut = ((max(start, self.earliest), finish) for start, finish in self.spans)
        return [(start, finish) for start, finish in cut if start < finish]
