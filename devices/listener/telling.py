"""From what a step of a rule brought about to what the business store is told."""

from collections.abc import Iterable
from typing import NamedTuple

from devices.engine.outcomes import Cleared, Folded, Outcome, Raised
from devices.listener.series import Watcher
from domain.clock import from_ms
from domain.errors import Gone
from domain.monitoring import occurrences
from domain.monitoring.gathering import hold
from domain.monitoring.occurrences import Occurrence
from domain.monitoring.succession import hand_over
from domain.store.unit_of_work import UnitOfWork

#: A fresh alert is brought up to date once a second, an old one more and more rarely.
QUICKEST_FOLD_MS = 1_000
SLOWEST_FOLD_MS = 60_000
_FOLDS_PER_AGE = 30


class Told(NamedTuple):
    """One thing to tell: what happened, and how the alert stands by it."""

    outcome: Outcome
    seen: Occurrence


def tell(work: UnitOfWork, tidings: Iterable[Told]) -> None:
    """Record `tidings` in their order; telling them again changes nothing. What is deleted needs no alert."""
    all_of_them = tuple(tidings)
    hold(work, {seen.rule_id for outcome, seen in all_of_them if isinstance(outcome, Raised | Cleared)})
    over: list[int] = []
    for outcome, seen in all_of_them:
        if isinstance(outcome, Raised):
            hand_over(work, over)
            over.clear()
        try:
            cleared = _record(work, outcome, seen)
        except Gone:
            continue
        over += [] if cleared is None else [cleared]
    hand_over(work, over)


def told(watcher: Watcher, outcome: Outcome) -> Told:
    """An outcome in the words of the business."""
    figures = outcome.figures
    seen = Occurrence(
        rule_id=watcher.rule_id,
        asset_id=watcher.asset_id,
        device_id=watcher.device_id,
        started_at=from_ms(figures.since),
        last_at=from_ms(figures.last),
        count=figures.count,
        first_value=figures.first,
        last_value=figures.value,
        peak_value=figures.peak,
        severity=figures.severity,
    )
    return Told(outcome, seen)


def pause_between_folds(age: int) -> int:
    """After how many ms an alert that began `age` ms ago is told again."""
    return min(max(age // _FOLDS_PER_AGE, QUICKEST_FOLD_MS), SLOWEST_FOLD_MS)


def _record(work: UnitOfWork, outcome: Outcome, seen: Occurrence) -> int | None:
    """Record one of them; returns the id of the alert that is over by it."""
    if isinstance(outcome, Raised):
        occurrences.raise_alert(work, seen, reopens=outcome.reopens)
    elif isinstance(outcome, Folded):
        occurrences.fold(work, seen)
    elif isinstance(outcome, Cleared):
        return occurrences.clear(work, seen, from_ms(outcome.at))
    else:
        occurrences.weigh(work, seen)
    return None
