"""What a listener records of alerts: raised, folded, heavier or lighter, cleared.

All may be told twice, after a crash, with the same words, and then change nothing: an alert is known by rule,
asset and start, and figures are absolute. What a person has cleared stays cleared until the condition begins anew.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.monitoring import decisions
from domain.monitoring.gathering import hold, hold_head, weigh_anew
from domain.monitoring.model import Alert, Rule
from domain.monitoring.succession import regroup
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity

LISTENER = "listener"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How a rule stands with an asset: `started_at` is when it began, the figures count from there on.

    Without a severity it is that of the rule.
    """

    rule_id: int
    asset_id: int
    device_id: int
    started_at: datetime
    last_at: datetime
    count: int
    first_value: float | None
    last_value: float | None
    peak_value: float | None
    severity: Severity | None = None


def raise_alert(work: UnitOfWork, seen: Occurrence, *, reopens: bool = False) -> int:
    """Raise the alert, or open the one before again, and do what its rule says; returns its id."""
    hold(work, [seen.rule_id])
    known = _find(work, seen)
    if known is not None:
        if reopens and known.cleared_at is not None and known.last_at < seen.last_at:
            known.cleared_at = known.cleared_by = None
            work.note("alert.reopened", known)
            regroup(work, known)
        _fold_into(work, known, seen)
        return known.id
    rule = work.get(Rule, seen.rule_id)
    alert = Alert(
        rule=rule,
        asset_id=seen.asset_id,
        device_id=seen.device_id,
        severity=seen.severity or rule.severity,
        started_at=seen.started_at,
        raised_at=work.now,
        last_at=seen.last_at,
        count=seen.count,
        first_value=seen.first_value,
        last_value=seen.last_value,
        peak_value=seen.peak_value,
        decision={},
    )
    work.add(alert, "alert.raised", rule=rule.name)
    decisions.decide(work, alert)
    return alert.id


def fold(work: UnitOfWork, seen: Occurrence) -> None:
    """Take further readings of the same trouble into the open alert."""
    alert = _open_alert(work, seen.rule_id, seen.asset_id)
    if alert is not None:
        _fold_into(work, alert, seen)


def weigh(work: UnitOfWork, seen: Occurrence) -> None:
    """The trouble has become heavier or lighter."""
    alert = _open_alert(work, seen.rule_id, seen.asset_id)
    if alert is None or alert.started_at != seen.started_at:
        return
    severity = seen.severity or alert.rule.severity
    if alert.severity is severity:
        return
    hold_head(work, alert)
    alert.severity = severity
    work.note("alert.weighed", alert, severity=severity.value)
    weigh_anew(work, alert if alert.under_id is None else work.get(Alert, alert.under_id))


def clear(work: UnitOfWork, seen: Occurrence, at: datetime) -> int | None:
    """The trouble is over: clear the alert that it belongs to, if it is still open; returns its id.

    Who clears sees to those that stand under it with `hand_over`, once for all that end together.
    """
    alert = _open_alert(work, seen.rule_id, seen.asset_id)
    if alert is None or alert.started_at > at:
        return None
    hold_head(work, alert)
    alert = work.get(Alert, alert.id, lock=True)
    if alert.cleared_at is not None:
        return None
    _take_figures(alert, seen)
    alert.cleared_at = at
    alert.cleared_by = LISTENER
    work.note("alert.cleared", alert)
    return alert.id


def _find(work: UnitOfWork, seen: Occurrence) -> Alert | None:
    same = select(Alert).where(
        Alert.rule_id == seen.rule_id, Alert.asset_id == seen.asset_id, Alert.started_at == seen.started_at
    )
    return work.session.scalar(same) or _open_alert(work, seen.rule_id, seen.asset_id)


def _open_alert(work: UnitOfWork, rule_id: int, asset_id: int) -> Alert | None:
    return work.session.scalar(
        select(Alert).where(Alert.rule_id == rule_id, Alert.asset_id == asset_id, Alert.cleared_at.is_(None))
    )


def _fold_into(work: UnitOfWork, alert: Alert, seen: Occurrence) -> None:
    if alert.cleared_at is not None or alert.started_at > seen.started_at or seen.last_at <= alert.last_at:
        return
    _take_figures(alert, seen)
    work.note("alert.folded", alert)


def _take_figures(alert: Alert, seen: Occurrence) -> None:
    alert.count = max(alert.count, seen.count)
    alert.last_at = max(alert.last_at, seen.last_at)
    alert.last_value = seen.last_value
    alert.peak_value = seen.peak_value
