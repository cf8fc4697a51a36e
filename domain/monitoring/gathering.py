"""Alerts that are part of a larger trouble stand under the alert of that: one head, whoever tells of them at once."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from operator import attrgetter

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from domain.assets.model import Asset
from domain.monitoring.grouping import Tie, farthest, is_storm
from domain.monitoring.model import Alert, Grouping, Rule
from domain.monitoring.wholes import wholes
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity

#: Open, and neither under another alert nor out of sight.
IS_HEAD: ColumnElement[bool] = Alert.cleared_at.is_(None) & Alert.under_id.is_(None) & (Alert.suppressed == "")
rank = attrgetter("rank")
#: As `shown_severity`.
SHOWN_SEVERITY: ColumnElement[Severity] = func.coalesce(Alert.gathered_severity, Alert.severity)


def shown_severity(alert: Alert) -> Severity:
    """How bad an alert is with all that stands open under it."""
    return alert.gathered_severity or alert.severity


def hold(work: UnitOfWork, rules: Collection[int]) -> None:
    """Hold those of the rules that gather their alerts until commit, so that two processes agree on the head."""
    if not rules:
        return
    gathers = or_(Rule.grouping != Grouping.NONE, Rule.storm_limit.is_not(None))
    held = select(Rule.id).where(Rule.id.in_(rules), gathers).order_by(Rule.id)
    # Alerts may be stored meanwhile that only point to the rule.
    work.session.execute(held.with_for_update(key_share=True)).all()


def find_head(work: UnitOfWork, alert: Alert) -> tuple[Alert, Tie] | None:
    """The alert that this one is a part of, held until commit, and why; None where it stands for itself."""
    for tie, heads in _ways(work, alert):
        # Whoever is clearing the first of them meanwhile is waited for; then another one is head.
        while (key := work.session.scalar(heads)) is not None:
            head = work.get(Alert, key, lock=True)
            if head.cleared_at is None and head.under_id is None:
                return head, tie
    return None


def gather(work: UnitOfWork, alert: Alert, head: Alert, tie: Tie) -> None:
    """Let an alert, and those that stood under it, stand under `head`, which is held."""
    moved, heaviest = alert.gathered, shown_severity(alert)
    if moved:
        work.session.execute(update(Alert).where(Alert.under_id == alert.id).values(under_id=head.id))
        alert.gathered, alert.gathered_severity = 0, None
    alert.under_id = head.id
    head.gathered += 1 + moved
    widen(head, tie)
    work.note("alert.gathered", head, alert=alert.id)
    _weigh(work, head, min(heaviest, shown_severity(head), key=rank))


def widen(head: Alert, tie: Tie) -> None:
    """Keep how far the alerts under a head reach."""
    before = head.decision.get("gathers")
    reach = farthest([tie] if before is None else [Tie(before), tie])
    if reach != before:
        head.decision = {**head.decision, "gathers": reach}


def leave(work: UnitOfWork, alert: Alert) -> None:
    """Let an alert stand for itself again."""
    if alert.under_id is not None:
        head = work.get(Alert, alert.under_id, lock=True)
        head.gathered -= 1
        alert.under_id = None
        work.note("alert.left", head, alert=alert.id)
        weigh_anew(work, head)


def hold_head(work: UnitOfWork, alert: Alert) -> None:
    """Hold the head of an alert before the alert itself, as whoever clears the head does."""
    if alert.under_id is not None:
        work.get(Alert, alert.under_id, lock=True)


def weigh_anew(work: UnitOfWork, head: Alert) -> None:
    """Let a head, which is held, be as bad as the heaviest of what stands open under it, and never less than itself."""
    heavier = sorted((each for each in Severity if each.rank < head.severity.rank), key=rank)
    under = (each for each in heavier if work.session.scalar(_stands_under(head, each)))
    _weigh(work, head, next(under, head.severity))


def _weigh(work: UnitOfWork, head: Alert, heaviest: Severity) -> None:
    gathered = None if heaviest is head.severity else heaviest
    if gathered is not head.gathered_severity:
        head.gathered_severity = gathered
        work.note("alert.outweighed", head, shown=heaviest.value)


def _stands_under(head: Alert, severity: Severity) -> Select[bool]:
    under = (Alert.under_id == head.id) & Alert.cleared_at.is_(None) & (Alert.severity == severity)
    return select(exists().where(under))


def raised_in_storm(alert: Alert) -> ColumnElement[bool]:
    """Which alerts of its rule were raised in the time that counts for a storm."""
    since = alert.raised_at - timedelta(seconds=alert.rule.storm_seconds)
    return (Alert.rule_id == alert.rule_id) & (Alert.raised_at > since) & (Alert.id != alert.id)


def is_in_storm(work: UnitOfWork, alert: Alert) -> bool:
    """Whether the rule has raised so many troubles of late that a further one is part of a storm.

    What stands under the alert of its site or gateway is no trouble of its own.
    """
    rule = alert.rule
    if rule.storm_limit is None:
        return False
    tie = func.coalesce(Alert.decision["tie"].as_string(), "")
    counted = raised_in_storm(alert) & tie.in_(("", Tie.STORM.value)) & (Alert.suppressed == "")
    newest = select(Alert.raised_at).where(counted).order_by(Alert.raised_at.desc()).limit(rule.storm_limit)
    return is_storm(list(work.session.scalars(newest)), alert.raised_at, rule.storm_limit, rule.storm_seconds)


def _ways(work: UnitOfWork, alert: Alert) -> Iterator[tuple[Tie, Select[int]]]:
    """The heads that it may stand under, oldest first, by the way it would."""
    rule = alert.rule
    own = IS_HEAD & (Alert.rule_id == rule.id) & (Alert.id != alert.id)
    oldest = select(Alert.id).order_by(Alert.id).limit(1)
    if rule.grouping is Grouping.SITE:
        at_site = Asset.site_id == alert.asset.site_id
        yield Tie.SITE, oldest.join(Asset, Asset.id == Alert.asset_id).where(own, at_site)
    elif rule.grouping is Grouping.PARENT:
        yield Tie.PARENT, _of_wholes(alert, wholes(work.session, alert) - {alert.asset_id})
    if is_in_storm(work, alert):
        follower = aliased(Alert)
        since = alert.raised_at - timedelta(seconds=rule.storm_seconds)
        followed = exists().where(follower.under_id == Alert.id, follower.raised_at > since)
        yield Tie.STORM, oldest.where(own, or_(Alert.raised_at > since, followed))


def _of_wholes(alert: Alert, assets: Collection[int]) -> Select[int]:
    """The heads of what is open on these assets."""
    head = aliased(Alert)
    return (
        select(head.id)
        .join(Alert, func.coalesce(Alert.under_id, Alert.id) == head.id)
        .where(Alert.cleared_at.is_(None), Alert.suppressed == "", Alert.asset_id.in_(assets))
        .where(head.cleared_at.is_(None), head.under_id.is_(None), head.id != alert.id)
        .order_by(head.id)
        .limit(1)
    )
