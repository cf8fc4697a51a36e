"""Who stands at the head once an alert is over, opened again, or needs somebody after all."""

from collections.abc import Iterable

from sqlalchemy import select

from domain.monitoring import plan_runs
from domain.monitoring.decisions import decide, take_over
from domain.monitoring.gathering import find_head, gather, hold, leave, weigh_anew, widen
from domain.monitoring.grouping import Tie
from domain.monitoring.model import Alert
from domain.monitoring.suppression import why_quiet
from domain.store.unit_of_work import UnitOfWork


def hand_over(work: UnitOfWork, cleared: Iterable[int]) -> None:
    """Of those that stood under an alert that is over and are not over themselves, the oldest becomes the head.

    A head may be lighter by what is over under it.
    """
    over = [work.get(Alert, key) for key in sorted(set(cleared))]
    for alert in over:
        if alert.cleared_at is not None and alert.gathered:
            _crown_next(work, alert)
    for key in sorted({alert.under_id for alert in over if alert.under_id is not None}):
        head = work.get(Alert, key, lock=True)
        if head.cleared_at is None:
            weigh_anew(work, head)


def regroup(work: UnitOfWork, alert: Alert) -> None:
    """An alert that was opened again stands where it belongs now. Its rule is held."""
    if alert.under_id is not None:
        head = work.get(Alert, alert.under_id, lock=True)
        if head.cleared_at is None:
            weigh_anew(work, head)
            return
    leave(work, alert)
    found = find_head(work, alert)
    if found is not None:
        gather(work, alert, *found)
        alert.decision = {**alert.decision, "tie": found[1].value}
    elif alert.order_id is None:
        decide(work, alert)
    elif why_quiet(work.session, alert, work.now) is None:
        plan_runs.begin(work, alert)


def look_again(work: UnitOfWork, alert_id: int) -> bool:
    """Decide anew on an alert that was out of sight, unless it is over or still needs nobody; says whether it was."""
    hold(work, [work.get(Alert, alert_id).rule_id])
    alert = work.get(Alert, alert_id, lock=True)
    if alert.cleared_at is not None or not alert.suppressed or why_quiet(work.session, alert, work.now) is not None:
        return False
    alert.suppressed = ""
    work.note("alert.looked_at_again", alert)
    decide(work, alert)
    return True


def _crown_next(work: UnitOfWork, before: Alert) -> None:
    heirs = work.session.scalars(
        select(Alert)
        .where(Alert.under_id == before.id, Alert.cleared_at.is_(None))
        .order_by(Alert.started_at, Alert.id)
        .with_for_update(of=Alert)
        .execution_options(populate_existing=True)
    ).all()
    if not heirs:
        return
    head, *others = heirs
    before.gathered -= len(heirs)
    before.gathered_severity = None
    head.under_id = None
    head.gathered = len(others)
    for each in others:
        each.under_id = head.id
        work.note("alert.moved", each)
    _inherit(head, before)
    take_over(work, head, before)
    if others:
        widen(head, Tie(before.decision["gathers"]))
        weigh_anew(work, head)
    work.note("alert.handed_over", before, to=head.id)


def _inherit(head: Alert, before: Alert) -> None:
    """Who takes care of the trouble still does."""
    if head.acknowledged_at is None:
        head.acknowledged_at, head.acknowledged_by = before.acknowledged_at, before.acknowledged_by
    if head.shelved_until is None:
        head.shelved_until, head.shelved_by = before.shelved_until, before.shelved_by
