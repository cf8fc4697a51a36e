"""From what a step of a rule brought about to what the business store is told."""

from collections.abc import Iterable
from typing import NamedTuple

from devices.engine.outcomes import Cleared, Folded, Outcome, Raised
from devices.listener.series import Watcher
from domain.clock import from_ms
from domain.errors import Gone
from domain.monitoring import occurrences
from domain.monitoring.occurrences import Occurrence
from domain.store.unit_of_work import UnitOfWork


class Told(NamedTuple):
    """One thing to tell: what happened, and how the alert stands by it."""

    outcome: Outcome
    seen: Occurrence


def tell(work: UnitOfWork, tidings: Iterable[Told]) -> None:
    """Record `tidings` in their order; telling them again changes nothing. What is deleted needs no alert."""
    for outcome, seen in tidings:
        try:
            _record(work, outcome, seen)
        except Gone:
            continue


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


def _record(work: UnitOfWork, outcome: Outcome, seen: Occurrence) -> None:
    if isinstance(outcome, Raised):
        occurrences.raise_alert(work, seen, reopens=outcome.reopens)
    elif isinstance(outcome, Folded):
        occurrences.fold(work, seen)
    elif isinstance(outcome, Cleared):
        occurrences.clear(work, seen, from_ms(outcome.at))
    else:
        occurrences.weigh(work, seen)
