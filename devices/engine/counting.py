"""Comparisons that must come true several times: in a row, or within a period."""

from collections import deque

import msgspec

from devices.engine.node import Node, Sample
from devices.engine.quiet import NEVER, Quiet, Truth

MOST_KEPT = 1_000


class InRowNode:
    """The `count`-th reading in a row for which the comparison is true; it lasts until the comparison is false."""

    def __init__(self, slot: int, part: Node, count: int) -> None:
        self._slot = slot
        self._part = part
        self._needed = count
        self._count = 0
        self.remembers = part.remembers

    @property
    def holds(self) -> bool:
        """Whether enough came in a row."""
        return self._count >= self._needed

    @property
    def may(self) -> bool:
        """It cannot be while the comparison is false."""
        return self._part.may

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """Once there are none, or enough, as long as that does not change."""
        if self._count != (self._needed if self._part.holds else 0):
            return NEVER
        same = self._part.quiet(slot, Truth.HOLDS)
        return same.within(self._part.quiet(slot, Truth.MAY)) if truth is Truth.MAY else same

    def take(self, sample: Sample) -> None:
        """One more, or none in a row any longer."""
        self._part.take(sample)
        if sample.slot == self._slot:
            self._count = min(self._count + 1, self._needed) if self._part.holds else 0

    def pass_to(self, at: int) -> None:
        """It changes with readings alone."""
        self._part.pass_to(at)

    def due(self) -> int | None:
        """When its comparison changes."""
        return self._part.due()

    def dump(self) -> object:
        """How many came in a row."""
        return [self._count, self._part.dump()]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self._count, part = msgspec.convert(raw, tuple[int, object])
        self._part.load(part)


class TimesNode:
    """How often the comparison came true within the period that ends now."""

    def __init__(self, slot: int, part: Node, count: int, period: int, *, each: bool) -> None:
        self._slot = slot
        self._part = part
        self._needed = count
        self._period = period
        self._each = each
        self._held = False
        self._moments: deque[int] = deque(maxlen=min(count, MOST_KEPT))
        self._now = 0
        self.remembers = part.remembers

    @property
    def holds(self) -> bool:
        """Whether the last ones needed all lie within the period."""
        return len(self._moments) == self._needed and self._now - self._moments[0] < self._period

    @property
    def may(self) -> bool:
        """Counting leaves nothing open."""
        return self.holds

    def quiet(self, slot: int, _truth: Truth) -> Quiet:
        """As long as nothing more counts."""
        same = self._part.quiet(slot, Truth.HOLDS)
        if self._each:
            return NEVER if self._part.holds else same
        return same.within(self._part.quiet(slot, Truth.MAY)) if self._held else same

    def take(self, sample: Sample) -> None:
        """Count the reading, if it counts."""
        self._part.take(sample)
        self._now = max(self._now, sample.at)
        if sample.slot == self._slot:
            if self._part.holds and (self._each or not self._held):
                self._moments.append(sample.at)
            self._held = self._part.holds or (self._held and self._part.may)

    def pass_to(self, at: int) -> None:
        """What lies too long ago counts no longer."""
        self._part.pass_to(at)
        self._now = max(self._now, at)

    def due(self) -> int | None:
        """When the first of those needed lies too long ago."""
        return self._moments[0] + self._period if self.holds else None

    def dump(self) -> object:
        """When it came true."""
        return [self._held, list(self._moments), self._now, self._part.dump()]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self._held, moments, self._now, part = msgspec.convert(raw, tuple[bool, list[int], int, object])
        self._moments = deque(moments, maxlen=self._moments.maxlen)
        self._part.load(part)
