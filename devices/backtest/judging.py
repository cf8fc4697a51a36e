"""Each alert of a try for itself: what it foretold, and which troubles were foretold by none."""

from collections.abc import Sequence
from dataclasses import dataclass

from devices.backtest.alert import PastAlert
from devices.backtest.scoring import Score, Trial, months_of, score
from devices.backtest.source import Period, Source, alerts_of


@dataclass(frozen=True, slots=True)
class Judged:
    """An alert, and how long (ms) before the first trouble that it foretold; None where nothing followed."""

    alert: PastAlert
    lead: int | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would have raised on one asset, and which of its troubles it would have foreseen."""

    asset: str
    alerts: tuple[Judged, ...]
    foreseen: tuple[bool, ...]
    score: Score


def tried(source: Source, trial: Trial, asset: str, period: Period, horizon: int, troubles: Sequence[int]) -> Tried:
    """A rule on one asset, whose troubles within the period are known. Raises Refusal."""
    found = alerts_of(source, trial.definition, asset, period)
    total = Score(months=months_of(period)) + score([alert.raised for alert in found], troubles, horizon)
    return Tried(
        asset,
        tuple(Judged(alert, _lead(alert.raised, troubles, horizon)) for alert in found),
        tuple(any(0 <= at - alert.raised <= horizon for alert in found) for at in troubles),
        total,
    )


def _lead(raised: int, troubles: Sequence[int], horizon: int) -> int | None:
    return min((at - raised for at in troubles if 0 <= at - raised <= horizon), default=None)
