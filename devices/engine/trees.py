"""Conditions made of conditions: all, either, not, and lasting for a time."""

from collections.abc import Sequence

import msgspec

from devices.engine.node import Node, Sample, earliest
from devices.engine.quiet import EVER, Quiet, Truth


class _Joined:
    """What conditions of several parts have in common."""

    def __init__(self, parts: Sequence[Node]) -> None:
        self._parts = tuple(parts)
        self.remembers = any(part.remembers for part in parts)

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """As long as all parts are as they are."""
        return self._all_quiet(slot, [truth] * len(self._parts))

    def take(self, sample: Sample) -> None:
        """Let all parts take it."""
        for part in self._parts:
            part.take(sample)

    def pass_to(self, at: int) -> None:
        """Let time pass for all parts."""
        for part in self._parts:
            part.pass_to(at)

    def due(self) -> int | None:
        """When the first part changes."""
        return earliest(*(part.due() for part in self._parts))

    def dump(self) -> object:
        """How far the parts have come."""
        return [part.dump() for part in self._parts]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        states = msgspec.convert(raw, list[object])
        if len(states) != len(self._parts):
            raise msgspec.ValidationError
        for part, state in zip(self._parts, states, strict=True):
            part.load(state)

    def _all_quiet(self, slot: int, truths: Sequence[Truth]) -> Quiet:
        found = EVER
        for part, truth in zip(self._parts, truths, strict=True):
            found = found.within(part.quiet(slot, truth))
        return found


class AllNode(_Joined):
    """True while all parts are, false while one is."""

    @property
    def holds(self) -> bool:
        """Whether all parts are true."""
        return all(part.holds for part in self._parts)

    @property
    def may(self) -> bool:
        """Whether no part is false."""
        return all(part.may for part in self._parts)

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """As long as one part that is not true stays so, else as all are as they are."""
        unmet = next((part for part in self._parts if not part.holds), None)
        if truth is not Truth.HOLDS or unmet is None:
            return super().quiet(slot, truth)
        return self._all_quiet(slot, [truth if part is unmet else Truth.NEITHER for part in self._parts])


class EitherNode(_Joined):
    """True while one part is, false while all are."""

    @property
    def holds(self) -> bool:
        """Whether one part is true."""
        return any(part.holds for part in self._parts)

    @property
    def may(self) -> bool:
        """Whether one part is not false."""
        return any(part.may for part in self._parts)


class NotNode(_Joined):
    """True while its part is false; what is not known of the one is not known of the other."""

    def __init__(self, part: Node) -> None:
        super().__init__((part,))

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """The one truth is the opposite of the other."""
        opposite = {Truth.HOLDS: Truth.MAY, Truth.MAY: Truth.HOLDS, Truth.NEITHER: Truth.NEITHER}
        return super().quiet(slot, opposite[truth])

    @property
    def holds(self) -> bool:
        """Whether the part is false."""
        return not self._parts[0].may

    @property
    def may(self) -> bool:
        """Whether the part is not true."""
        return not self._parts[0].holds


class LastingNode:
    """True once its part has been true for as long as `time` (ms)."""

    def __init__(self, part: Node, time: int) -> None:
        self._part = part
        self._time = time
        self._since: int | None = None
        self._now = 0
        self.remembers = part.remembers

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """As long as its part is as true as it is; `due` tells when that has lasted."""
        same = self._part.quiet(slot, Truth.HOLDS)
        return same.within(self._part.quiet(slot, Truth.MAY)) if truth is Truth.MAY else same

    @property
    def holds(self) -> bool:
        """Whether it has lasted for long enough."""
        return self._since is not None and self._now - self._since >= self._time

    @property
    def may(self) -> bool:
        """It cannot be while the part is false."""
        return self._part.may

    def take(self, sample: Sample) -> None:
        """Look at the part again."""
        self._part.take(sample)
        self._look(sample.at)

    def pass_to(self, at: int) -> None:
        """Look at the part again."""
        self._part.pass_to(at)
        self._look(at)

    def due(self) -> int | None:
        """When it has lasted for long enough, or the part changes."""
        ends = None if self._since is None or self.holds else self._since + self._time
        return earliest(ends, self._part.due())

    def dump(self) -> object:
        """Since when the part is true."""
        return [self._since, self._now, self._part.dump()]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self._since, self._now, part = msgspec.convert(raw, tuple[int | None, int, object])
        self._part.load(part)

    def _look(self, at: int) -> None:
        self._now = max(self._now, at)
        if not self._part.holds:
            self._since = None
        elif self._since is None:
            self._since = self._now
