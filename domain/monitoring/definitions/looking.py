"""What stands in a definition: its parts, the metrics it needs, the limits that can be drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Condition,
    Either,
    InRow,
    Inside,
    Lasting,
    NoData,
    Not,
    Outside,
    Sides,
    Text,
    Times,
)
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Limit, Measure, OfAsset, Whose


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit that can be drawn beside the readings of a metric; trouble lies on `side` of it."""

    metric: str
    side: Sides
    value: float


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that look at readings, from the first to the last."""
    match condition:
        case All() | Either():
            for part in condition.parts:
                yield from leaves(part)
        case InRow() | Times() | Lasting() | Not():
            yield from leaves(condition.part)
        case _:
            yield condition


def leading(definition: Definition) -> Condition:
    """The first condition: its metric is the one that an alert is about."""
    return next(leaves(definition.when))


def leading_metric(definition: Definition) -> str | None:
    """The metric that an alert is about; None where any reading of the device counts."""
    return metric_of(leading(definition))


def metric_of(leaf: Condition) -> str | None:
    """The metric that a condition looks at."""
    match leaf:
        case Text() | Changed() | NoData():
            return leaf.metric
    return measure_of(leaf).metric


def measure_of(leaf: Condition) -> Measure:
    """The measure of a comparison of numbers."""
    measure: Measure = getattr(leaf, "measure", Measure(""))
    return measure


def is_of_asset(leaf: Condition) -> bool:
    """Whether the condition looks at the asset itself, and not at what it is a part of."""
    return measure_of(leaf).whose is Whose.OWN


def conditions(definition: Definition) -> Iterator[Condition]:
    """The conditions of a definition: the one that raises, the one that clears, those of its levels."""
    yield definition.when
    if definition.clear_when is not None:
        yield definition.clear_when
    for level in definition.levels:
        yield level.when


def limit_lines(definition: Definition) -> tuple[LimitLine, ...]:
    """The plain limits of readings as they come; an asset's own limits and stretches of time have no line."""
    return tuple(line for leaf in leaves(definition.when) for line in _lines(leaf))


def _lines(leaf: Condition) -> Iterator[LimitLine]:
    measure = measure_of(leaf)
    if measure.over > 0 or measure.whose is not Whose.OWN:
        return
    ends: list[tuple[Sides, Limit]]
    match leaf:
        case Above():
            ends = [(Sides.ABOVE, leaf.limit)]
        case Below():
            ends = [(Sides.BELOW, leaf.limit)]
        case Outside():
            ends = [(Sides.BELOW, leaf.low), (Sides.ABOVE, leaf.high)]
        case Inside():
            ends = [(Sides.ABOVE, leaf.low), (Sides.BELOW, leaf.high)]
        case _:
            return
    for side, value in ends:
        if not isinstance(value, OfAsset):
            yield LimitLine(measure.metric, side, value)
