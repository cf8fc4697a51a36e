"""Limits suggested by the past: the first limit of a rule, varied over what its measure was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from devices.backtest.readings import Numbers
from devices.backtest.scoring import Score, Trial, scored
from devices.backtest.source import Period, Source
from devices.backtest.stretched import stretched
from devices.engine.building import From, Slot
from domain.monitoring.definitions.condition import Above, All, Below, Condition, Either, InRow, Lasting, Not, Times
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.looking import leaves

STEPS = 60
"""How many limits are tried."""

_RAREST = 0.5, 0.9995


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule with the limit in the middle of those that are equally good, `least` to `greatest`."""

    trial: Trial
    limit: float
    least: float
    greatest: float
    score: Score


@dataclass(frozen=True, slots=True)
class Variation:
    """A rule with one of the limits tried, and what it was worth so far."""

    limit: float
    trial: Trial
    score: Score


def suggest(
    source: Source, trial: Trial, period: Period, horizon: int, precision: float, assets: Sequence[str] | None = None
) -> Suggestion | None:
    """The limit with the best recall among those of at least this precision; None where nothing can be learned.

    Of all such limits it is the middle: the best one of a few troubles would be the best of those few alone.
    """
    chosen = trial.among(source.assets if assets is None else assets)
    variations = varied(source, trial, period, chosen)
    for asset in chosen:
        variations = tried_on(source, variations, period, horizon, asset)
    return best(variations, precision)


def first_limit(definition: Definition) -> Above | Below | None:
    """The condition whose limit is varied."""
    return next((leaf for leaf in leaves(definition.when) if isinstance(leaf, Above | Below)), None)


def varied(source: Source, trial: Trial, period: Period, assets: Iterable[str]) -> list[Variation]:
    """A rule with limits spread evenly over what its measure was; none where it has no limit, or no readings."""
    first = first_limit(trial.definition)
    if first is None:
        return []
    limits = _grid(source, first, period, assets)
    return [Variation(limit, replace(trial, definition=_with_limit(trial, first, limit)), Score()) for limit in limits]


def tried_on(
    source: Source, variations: Iterable[Variation], period: Period, horizon: int, asset: str
) -> list[Variation]:
    """The same variations, with what they were worth on one asset more."""
    return [
        replace(each, score=each.score + scored(source, each.trial, period, horizon, (asset,))) for each in variations
    ]


def best(variations: Sequence[Variation], precision: float) -> Suggestion | None:
    """The middle of those with the best recall among those of at least this precision."""
    worth = [each for each in variations if each.score.foreseen and (each.score.precision or 0.0) >= precision]
    if not worth:
        return None
    most = max(each.score.foreseen for each in worth)
    equal = [each for each in worth if each.score.foreseen == most]
    least, greatest = min(each.limit for each in equal), max(each.limit for each in equal)
    limit = _rounded((least + greatest) / 2, (greatest - least) / 2)
    return Suggestion(limited(equal[0].trial, limit), limit, least, greatest, equal[0].score)


def limited(trial: Trial, limit: float) -> Trial:
    """A rule with another first limit."""
    first = first_limit(trial.definition)
    return trial if first is None else replace(trial, definition=_with_limit(trial, first, limit))


def _grid(source: Source, first: Above | Below, period: Period, assets: Iterable[str]) -> list[float]:
    """Limits spread evenly from the usual to the rarest value on the side of the trouble."""
    parts = [_measured(source, first, period, asset) for asset in assets]
    values = np.concatenate(parts) if parts else np.empty(0)
    if not len(values):
        return []
    usual, rarest = _RAREST if isinstance(first, Above) else (1 - _RAREST[0], 1 - _RAREST[1])
    ends = [float(np.quantile(values, share)) for share in (usual, rarest)]
    return [float(limit) for limit in np.linspace(ends[0], ends[1], STEPS)]


def _measured(source: Source, first: Above | Below, period: Period, asset: str) -> Numbers:
    slot = Slot(first.measure.metric, From(first.measure.whose.value))
    readings = source.readings(asset, slot).between(period.since, period.until)
    numbers = readings.are_numbers
    times, values = readings.times[numbers], readings.values[numbers]
    if first.measure.over > 0:
        values = stretched(times, values, first.measure)
    found: Numbers = values[~np.isnan(values)]
    return found


def _with_limit(trial: Trial, first: Condition, limit: float) -> Definition:
    return msgspec.structs.replace(trial.definition, when=_replaced(trial.definition.when, first, limit))


def _replaced(condition: Condition, first: Condition, limit: float) -> Condition:
    if condition is first:
        return msgspec.structs.replace(condition, limit=limit)
    match condition:
        case All() | Either():
            parts = tuple(_replaced(part, first, limit) for part in condition.parts)
            return msgspec.structs.replace(condition, parts=parts)
        case InRow() | Times() | Lasting() | Not():
            return msgspec.structs.replace(condition, part=_replaced(condition.part, first, limit))
    return condition


def _rounded(limit: float, leeway: float) -> float:
    """To as few digits as the leeway allows."""
    if leeway <= 0:
        return limit
    return round(limit, -int(np.floor(np.log10(leeway))))
