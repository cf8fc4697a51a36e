"""Whether a condition can ever be true, or ever be false, by the limits it names.

Limits on the same measure are laid over each other: "above 90 and below 80" leaves nothing. What is no plain limit is
taken as possible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeAlias

from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    Not,
    Outside,
)
from domain.monitoring.definitions.measure import Limit, Measure, OfAsset

_INFINITY = float("inf")
_MOST = 512


@dataclass(frozen=True, slots=True)
class Span:
    """Values from `low` to `high`; an open end does not belong to it."""

    low: float = -_INFINITY
    high: float = _INFINITY
    low_open: bool = False
    high_open: bool = False

    def meet(self, other: "Span") -> "Span":
        """What both have in common."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Span(low, high, low_open, not high_closed)

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


Ways: TypeAlias = dict[Measure, Span]
"""One way for a condition to come about: where each measure would have to be."""


def can_hold(condition: Condition) -> bool:
    """Whether it can be true."""
    return any(True for _ in _ways(condition, truth=True))


def can_fail(condition: Condition) -> bool:
    """Whether it can be false."""
    return any(True for _ in _ways(condition, truth=False))


def _ways(condition: Condition, *, truth: bool) -> Iterator[Ways]:
    match condition:
        case Not():
            yield from _ways(condition.part, truth=not truth)
        case Lasting() | InRow():
            yield from _ways(condition.part, truth=truth)
        case All() | Either():
            if isinstance(condition, All) is truth:
                yield from _joined(condition.parts, truth=truth)
            else:
                for part in condition.parts:
                    yield from _ways(part, truth=truth)
        case Above() | Below() | Outside() | Inside() | Equal():
            yield from ({condition.measure: span} for span in _spans(condition, truth=truth) if not span.is_empty)
        case _:
            yield {}


def _joined(parts: tuple[Condition, ...], *, truth: bool) -> Iterator[Ways]:
    """Ways in which all parts come about at once; among too many one is taken to be possible."""
    choices = [list(islice(_ways(part, truth=truth), _MOST)) for part in parts]
    for number, chosen in enumerate(product(*choices)):
        if number >= _MOST:
            yield {}
            return
        joined: Ways = {}
        for measure, span in (pair for ways in chosen for pair in ways.items()):
            joined[measure] = joined.get(measure, Span()).meet(span)
        if not any(span.is_empty for span in joined.values()):
            yield joined


def _spans(condition: Above | Below | Outside | Inside | Equal, *, truth: bool) -> tuple[Span, ...]:
    """Where the measure is when the comparison is true, or when it is false."""
    match condition:
        case Above():
            return _beyond(-_INFINITY, _known(condition.limit, -_INFINITY), condition.hysteresis, truth=truth)
        case Below():
            return _beyond(_known(condition.limit, _INFINITY), _INFINITY, condition.hysteresis, truth=truth)
        case Outside():
            low, high = _known(condition.low, -_INFINITY), _known(condition.high, _INFINITY)
            return _beyond(low, high, condition.hysteresis, truth=truth)
        case Inside():
            low, high, apart = (
                _known(condition.low, -_INFINITY),
                _known(condition.high, _INFINITY),
                condition.hysteresis,
            )
        case Equal():
            if isinstance(condition.value, OfAsset):
                return (Span(),)
            low, high, apart = condition.value - condition.tolerance, condition.value + condition.tolerance, 0.0
    if truth:
        return (Span(low, high),)
    return Span(high=low - apart, high_open=True), Span(low=high + apart, low_open=True)


def _beyond(low: float, high: float, hysteresis: float, *, truth: bool) -> tuple[Span, ...]:
    if truth:
        return Span(high=low, high_open=True), Span(low=high, low_open=True)
    return (Span(low + hysteresis, high - hysteresis),)


def _known(limit: Limit, otherwise: float) -> float:
    return otherwise if isinstance(limit, OfAsset) else limit
