"""An asset compared with its sisters: the same model at the same site."""

from statistics import median

import msgspec

from devices.engine.comparisons import OutsideBand
from devices.engine.node import Sample
from devices.engine.quiet import EVER, NEVER, Quiet, Truth
from domain.monitoring.definitions.condition import Sides, Unlike

_OLDEST_FORGOTTEN = 1_000


class _State(msgspec.Struct, array_like=True):
    holds: bool
    may: bool
    own: float | None
    sisters: dict[int, tuple[int, float]]
    now: int


class UnlikeNode:
    """The own value against the median of what the sisters said last."""

    def __init__(self, slot: int, sisters_slot: int, condition: Unlike) -> None:
        self.slot = slot
        self._sisters_slot = sisters_slot
        self._fresh = round(condition.fresh * 1000)
        self._least = condition.least
        above = float("inf") if condition.sides is Sides.BELOW else condition.by
        below = float("-inf") if condition.sides is Sides.ABOVE else -condition.by
        self._band = OutsideBand(below, above, condition.hysteresis)
        self._own: float | None = None
        self._sisters: dict[int, tuple[int, float]] = {}
        self._now = 0
        self.remembers = True
        self.holds = False
        self.may = True

    def quiet(self, slot: int, _truth: Truth) -> Quiet:
        """Each value counts, its own or one of a sister."""
        return NEVER if slot in (self.slot, self._sisters_slot) else EVER

    def take(self, sample: Sample) -> None:
        """A value of its own, or one of a sister."""
        if sample.value is None or sample.slot not in (self.slot, self._sisters_slot):
            return
        self._now = max(self._now, sample.at)
        if sample.slot == self.slot:
            self._own = sample.value
        else:
            self._sisters[sample.source] = (sample.at, sample.value)
        self._compare()

    def pass_to(self, at: int) -> None:
        """It changes with readings alone."""

    def due(self) -> int | None:
        """Never by itself."""
        return None

    def dump(self) -> object:
        """The newest values of all."""
        state = _State(self.holds, self.may, self._own, self._sisters, self._now)
        return msgspec.to_builtins(state, str_keys=True)

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        state = msgspec.convert(raw, _State, strict=False)
        self.holds, self.may, self._own = state.holds, state.may, state.own
        self._sisters, self._now = state.sisters, state.now

    def _compare(self) -> None:
        since = self._now - self._fresh
        if len(self._sisters) > _OLDEST_FORGOTTEN:
            self._sisters = {source: each for source, each in self._sisters.items() if each[0] >= since}
        values = [value for at, value in self._sisters.values() if at >= since]
        if self._own is None or len(values) < self._least:
            self.holds, self.may = False, True
            return
        apart = self._own - median(values)
        self.holds, self.may = self._band.holds(apart), self._band.may(apart)
