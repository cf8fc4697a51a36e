"""Conditions of time itself: silence, and the hours in which a rule counts."""

import msgspec

from devices.engine.node import Sample
from devices.engine.quiet import EVER, NEVER, Quiet, Truth
from domain.monitoring.definitions.schedule import Schedule


class SilenceNode:
    """True once nothing came on the slot for `silence` ms."""

    def __init__(self, slot: int, silence: int) -> None:
        self._slot = slot
        self._silence = silence
        self._newest: int | None = None
        self._now = 0
        self.remembers = True

    def hear(self, slot: int, at: int) -> None:
        """A sign of life that needs no further look."""
        if slot == self._slot:
            self._newest = at if self._newest is None else max(at, self._newest)
            self._now = max(self._now, at)

    def lasts(self, at: int) -> bool:
        """Whether a sign of life at `at` comes before the silence is too long."""
        return self._newest is not None and at - self._newest < self._silence

    @property
    def holds(self) -> bool:
        """Whether it has been silent for long enough."""
        return self._newest is not None and self._now - self._newest >= self._silence

    @property
    def may(self) -> bool:
        """Before the first reading nobody knows."""
        return self._newest is None or self.holds

    def quiet(self, slot: int, _truth: Truth) -> Quiet:
        """Any sign of life before the silence is too long, which `due` tells."""
        return NEVER if slot == self._slot and (self._newest is None or self.holds) else EVER

    def take(self, sample: Sample) -> None:
        """A sign of life."""
        self._now = max(self._now, sample.at)
        if sample.slot == self._slot:
            self._newest = self._now

    def pass_to(self, at: int) -> None:
        """Nothing came."""
        self._now = max(self._now, at)

    def due(self) -> int | None:
        """When the silence is long enough."""
        return None if self._newest is None or self.holds else self._newest + self._silence

    def dump(self) -> object:
        """When it was heard last."""
        return [self._newest, self._now]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self._newest, self._now = msgspec.convert(raw, tuple[int | None, int])


class ScheduleNode:
    """True while the rule counts by its schedule."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._until: int | None = None
        self._now: int | None = None
        self.remembers = False
        self.holds = False

    @property
    def may(self) -> bool:
        """Clocks leave nothing open."""
        return self.holds

    def quiet(self, _slot: int, _truth: Truth) -> Quiet:
        """Readings do not change the hour."""
        return EVER

    def take(self, sample: Sample) -> None:
        """Look at the clock."""
        self.pass_to(sample.at)

    def pass_to(self, at: int) -> None:
        """Look at the clock."""
        if self._now is None or (self._until is not None and at >= self._until):
            self.holds = self._schedule.open_at(at)
            self._until = self._schedule.next_change(at)
        self._now = at if self._now is None else max(at, self._now)

    def due(self) -> int | None:
        """When it opens or closes next."""
        return self._until

    def dump(self) -> object:
        """Where the clock stood."""
        return self._now

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        now = msgspec.convert(raw, int | None)
        if now is not None:
            self.pass_to(now)
