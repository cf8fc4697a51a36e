"""Comparisons of one measure with limits, or of one text with words."""

from math import inf

import msgspec

from devices.engine.node import Sample
from devices.engine.quiet import EVER, NEVER, Quiet, Truth, around
from devices.engine.stretches import Stretch
from domain.monitoring.definitions.condition import Changed, Match, Text
from domain.monitoring.definitions.measure import Measure


class OutsideBand:
    """Outside a band, whose ends may be infinite; within `hysteresis` of it nothing is known."""

    __slots__ = ("high", "hysteresis", "low")

    def __init__(self, low: float, high: float, hysteresis: float) -> None:
        self.low, self.high, self.hysteresis = low, high, hysteresis

    def holds(self, value: float) -> bool:
        """Beyond one of the ends."""
        return value > self.high or value < self.low

    def may(self, value: float) -> bool:
        """Not yet back by the hysteresis."""
        return value > self.high - self.hysteresis or value < self.low + self.hysteresis

    def like(self, value: float, truth: Truth) -> Quiet:
        """The values around `value` of which the same is true."""
        if truth is Truth.HOLDS:
            return around(value, self.low, self.high)
        low, high = self.low + self.hysteresis, self.high - self.hysteresis
        return around(value, low, high) if low <= high else NEVER


class InsideBand:
    """Within a band, ends included; within `hysteresis` outside of it nothing is known."""

    __slots__ = ("high", "hysteresis", "low")

    def __init__(self, low: float, high: float, hysteresis: float) -> None:
        self.low, self.high, self.hysteresis = low, high, hysteresis

    def holds(self, value: float) -> bool:
        """Within the band."""
        return self.low <= value <= self.high

    def may(self, value: float) -> bool:
        """Not yet beyond it by the hysteresis."""
        return self.low - self.hysteresis <= value <= self.high + self.hysteresis

    def like(self, value: float, truth: Truth) -> Quiet:
        """The values around `value` of which the same is true."""
        apart = 0.0 if truth is Truth.HOLDS else self.hysteresis
        return around(value, self.low - apart, self.high + apart)


Comparator = OutsideBand | InsideBand


class Comparing:
    """A number compared, as it comes or over a stretch."""

    def __init__(self, slot: int, measure: Measure, comparator: Comparator) -> None:
        self.slot = slot
        self.comparator = comparator
        self.stretch = Stretch(measure) if measure.over > 0 else None
        self.remembers = self.stretch is not None
        self.holds = False
        self.may = True
        self._value: float | None = None

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """Values that compare as the newest does; over a stretch, as long as these keep what is made of it there."""
        if slot != self.slot:
            return EVER
        if self.stretch is None:
            if truth is Truth.NEITHER:
                return EVER
            return NEVER if self._value is None else self.comparator.like(self._value, truth)
        if self._value is None:
            return self.stretch.unknown()
        if truth is Truth.NEITHER:
            return EVER
        return self.stretch.within(self.comparator.like(self._value, truth))

    def take(self, sample: Sample) -> None:
        """Compare the reading; a text on the slot of a number is let by."""
        if sample.slot != self.slot or sample.value is None:
            return
        value = sample.value if self.stretch is None else self.stretch.take(sample.at, sample.value)
        if value is not None:
            self._value = value
            self.holds, self.may = self.comparator.holds(value), self.comparator.may(value)

    def pass_to(self, at: int) -> None:
        """A value holds until the next comes."""

    def due(self) -> int | None:
        """Never by itself."""
        return None

    def dump(self) -> object:
        """Its two truths, and its stretch."""
        return [self.holds, self.may, None if self.stretch is None else self.stretch.dump()]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self.holds, self.may, stretch = msgspec.convert(raw, tuple[bool, bool, object])
        if self.stretch is not None:
            self.stretch.load(stretch)


class TextNode:
    """The newest text of a metric compared with words; a number is compared as it is written."""

    def __init__(self, slot: int, condition: Text) -> None:
        self.slot = slot
        self._match = condition.match
        self._words = tuple(word.casefold() for word in condition.words)
        self.remembers = False
        self.holds = False
        self.may = True

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """A number is looked at as it is written, so there are no bounds."""
        return EVER if slot != self.slot or truth is Truth.NEITHER else NEVER

    def take(self, sample: Sample) -> None:
        """Compare the reading."""
        if sample.slot == self.slot:
            self.holds = self.may = self._matches(_written(sample).casefold())

    def pass_to(self, at: int) -> None:
        """A text holds until the next comes."""

    def due(self) -> int | None:
        """Never by itself."""
        return None

    def dump(self) -> object:
        """Its two truths."""
        return [self.holds, self.may]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self.holds, self.may = msgspec.convert(raw, tuple[bool, bool])

    def _matches(self, text: str) -> bool:
        if self._match is Match.IS:
            return text in self._words
        if self._match is Match.IS_NOT:
            return text not in self._words
        if self._match is Match.BEGINS:
            return text.startswith(self._words)
        if self._match is Match.ENDS:
            return text.endswith(self._words)
        return any(word in text for word in self._words)


class ChangedNode:
    """A reading that differs from the one before it."""

    def __init__(self, slot: int, condition: Changed) -> None:
        self.slot = slot
        self._by = condition.by
        self._before: float | str | None = None
        self.remembers = False
        self.holds = False
        self.may = True

    def quiet(self, slot: int, _truth: Truth) -> Quiet:
        """Values about the newest no two of which are too far from each other."""
        if slot != self.slot:
            return EVER
        if self.holds or not isinstance(self._before, float):
            return NEVER
        low, high = self._before - self._by / 2, self._before + self._by / 2
        return Quiet(low, high, inf) if high - low <= self._by else Quiet(self._before, self._before, inf)

    def take(self, sample: Sample) -> None:
        """Compare the reading with the one before."""
        if sample.slot != self.slot:
            return
        now = sample.text if sample.value is None else sample.value
        self.holds = self.may = self._before is not None and self._differs(now)
        self._before = now

    def pass_to(self, at: int) -> None:
        """It changes with readings alone."""

    def due(self) -> int | None:
        """Never by itself."""
        return None

    def dump(self) -> object:
        """Its truths and the reading before."""
        return [self.holds, self.may, self._before]

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        self.holds, self.may, self._before = msgspec.convert(raw, tuple[bool, bool, float | str | None])

    def _differs(self, now: float | str | None) -> bool:
        if isinstance(now, float) and isinstance(self._before, float):
            return abs(now - self._before) > self._by
        return now != self._before


def _written(sample: Sample) -> str:
    return sample.text if sample.text is not None else f"{sample.value:g}"
