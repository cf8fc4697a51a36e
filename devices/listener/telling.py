"""From what a step of a rule brought about to what the business store is told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from devices.listener.series import Watcher
from devices.states import Active, Cleared, Folded, Outcome, Pending, Raised, State
from domain.clock import from_ms
from domain.errors import Gone
from domain.monitoring import occurrences
from domain.monitoring.occurrences import Occurrence
from domain.store.unit_of_work import UnitOfWork


class Kind(Enum):
    """What happened to an alert."""

    RAISED = auto()
    FOLDED = auto()
    CLEARED = auto()


class Told(NamedTuple):
    """One thing to tell; `at` (ms) is when it happened."""

    kind: Kind
    seen: Occurrence
    at: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How an alert stands."""

    since: int
    last: int
    count: int
    value: float | None
    peak: float | None


def tell(work: UnitOfWork, tidings: Iterable[Told]) -> None:
    """Record `tidings` in their order; telling them again changes nothing. What is deleted needs no alert."""
    for kind, seen, at in tidings:
        try:
            if kind is Kind.RAISED:
                occurrences.raise_alert(work, seen)
            elif kind is Kind.FOLDED:
                occurrences.fold(work, seen)
            else:
                occurrences.clear(work, seen, from_ms(at))
        except Gone:
            continue


def tidings_of(watcher: Watcher, before: State, outcomes: Iterable[Outcome]) -> list[Told]:
    """What is to be told of the outcomes of one step that began in the state `before`."""
    found = []
    figures = standing(before)
    for outcome in outcomes:
        figures = _after(outcome, figures)
        at = outcome.last if isinstance(outcome, Folded) else outcome.at
        found.append(Told(_KINDS[type(outcome)], occurrence(watcher, figures), at))
    return found


def standing(state: State) -> Figures | None:
    """The figures of a state in which something is wrong."""
    if isinstance(state, Pending | Active):
        return Figures(state.since, state.last, state.count, state.value, state.peak)
    return None


def occurrence(watcher: Watcher, figures: Figures) -> Occurrence:
    """The figures in the words of the business."""
    return Occurrence(
        rule_id=watcher.rule_id,
        asset_id=watcher.asset_id,
        device_id=watcher.device_id,
        started_at=from_ms(figures.since),
        last_at=from_ms(figures.last),
        count=figures.count,
        first_value=watcher.first_value if watcher.first_at == figures.since else None,
        last_value=figures.value,
        peak_value=figures.peak,
    )


def _after(outcome: Outcome, before: Figures | None) -> Figures:
    if isinstance(outcome, Folded):
        return Figures(outcome.since, outcome.last, outcome.count, outcome.value, outcome.peak)
    known = before if before is not None and before.since == outcome.since else None
    if isinstance(outcome, Raised):
        last = known.last if known else outcome.since
        return Figures(outcome.since, last, outcome.count, outcome.value, outcome.peak)
    if known is None:
        return Figures(outcome.since, outcome.since, 1, outcome.value, None)
    return replace(known, value=outcome.value)


_KINDS = {Raised: Kind.RAISED, Folded: Kind.FOLDED, Cleared: Kind.CLEARED}
