"""An alert that a rule would have raised."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from devices.engine.outcomes import Cleared, Figures, Outcome, Raised
from domain.words import Severity


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at` on the alert is open or over, and of this severity; None is that of the rule."""

    at: int
    is_open: bool
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class PastAlert:
    """From `since`, when its condition began; times are ms UTC, an alert that is not `cleared` was open at the end.

    `last` is the newest reading that was wrong; `severity` is the heaviest, None that of the rule. An alert that was
    opened again is one alert: count and peak are those since then, as the alert of the listener shows them. `turns` are
    how it stood from when on, the first with `raised`.
    """

    since: int
    raised: int
    cleared: int | None
    last: int
    count: int
    first: float | None
    peak: float | None
    severity: Severity | None
    reopened: int = 0
    turns: tuple[Turn, ...] = ()


def gather(outcomes: Iterable[Outcome], at_end: Figures) -> list[PastAlert]:
    """The alerts that outcomes tell of; one that is still open stands as `at_end`."""
    found: list[PastAlert] = []
    for outcome in outcomes:
        if isinstance(outcome, Raised) and not outcome.reopens:
            found.append(_begun(outcome.at, outcome.figures))
            continue
        again = isinstance(outcome, Raised)
        cleared = outcome.at if isinstance(outcome, Cleared) else None
        gone_on = _gone_on(found[-1], outcome.figures, cleared, reopened=found[-1].reopened + again)
        found[-1] = replace(gone_on, turns=_turned(gone_on.turns, outcome))
    if found and found[-1].cleared is None:
        found[-1] = _gone_on(found[-1], at_end, None, reopened=found[-1].reopened)
    return found


def _begun(raised: int, figures: Figures) -> PastAlert:
    return PastAlert(
        figures.since,
        raised,
        None,
        figures.last,
        figures.count,
        figures.first,
        figures.peak,
        figures.severity,
        turns=(Turn(raised, True, figures.severity),),
    )


def _turned(turns: tuple[Turn, ...], outcome: Outcome) -> tuple[Turn, ...]:
    turn = Turn(outcome.at, not isinstance(outcome, Cleared), outcome.figures.severity)
    before = turns[-1]
    return turns if (before.is_open, before.severity) == (turn.is_open, turn.severity) else (*turns, turn)


def _gone_on(alert: PastAlert, figures: Figures, cleared: int | None, *, reopened: int) -> PastAlert:
    return replace(
        alert,
        cleared=cleared,
        last=figures.last,
        count=figures.count,
        peak=figures.peak,
        severity=_heavier(alert.severity, figures.severity),
        reopened=reopened,
    )


def _heavier(one: Severity | None, other: Severity | None) -> Severity | None:
    """A lower rank is heavier."""
    return min((each for each in (one, other) if each is not None), key=lambda each: each.rank, default=None)
