"""What happens to an asset: its open alerts and orders, its past, and which branches of the tree are in trouble."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.assets.tree import BranchKey, Level
from domain.monitoring.model import Alert, Rule
from domain.orders.model import Order, Stage
from domain.parties.model import Site
from domain.words import Priority, Severity

PAGE = 200


class EventKind(StrEnum):
    """What an event of an asset's life is."""

    ALERT = "alert"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class AssetEvent:
    """An alert or an order of an asset. `id` tells it from all others in one list, `record_id` is that of its record.

    `severity` is that of an alert, `priority` and `stage` those of an order.
    """

    id: int
    kind: EventKind
    record_id: int
    at: datetime
    ended_at: datetime | None
    number: str
    title: str
    severity: Severity | None
    priority: Priority | None
    stage: str
    due_at: datetime | None


def open_events(session: Session, asset_id: int) -> list[AssetEvent]:
    """The open alerts, the worst first, then the open orders, the most pressing first."""
    alerts = [_alert(row) for row in session.execute(_alerts(asset_id).where(Alert.cleared_at.is_(None)).limit(PAGE))]
    orders = [_order(row) for row in session.execute(_orders(asset_id).where(Order.closed_at.is_(None)).limit(PAGE))]
    return sorted(alerts, key=_by_severity) + sorted(orders, key=_by_priority)


def history(session: Session, asset_id: int, *, limit: int = PAGE) -> list[AssetEvent]:
    """The newest `limit` alerts and orders of an asset together, the newest first."""
    alerts = session.execute(_alerts(asset_id).order_by(Alert.started_at.desc(), Alert.id.desc()).limit(limit))
    orders = session.execute(_orders(asset_id).order_by(Order.opened_at.desc(), Order.id.desc()).limit(limit))
    events = [*map(_alert, alerts), *map(_order, orders)]
    return sorted(events, key=lambda event: (event.at, event.id), reverse=True)[:limit]


def troubles(session: Session) -> dict[BranchKey, Severity]:
    """The worst severity of the open alerts in and below every branch of the asset tree that has any."""
    statement = (
        select(Asset.id, Asset.parent_id, Asset.site_id, Asset.customer_id, Alert.severity)
        .join(Alert, Alert.asset_id == Asset.id)
        .where(Alert.cleared_at.is_(None))
    )
    rows = session.execute(statement).all()
    above = _above_sites(session, {site for _, _, site, _, _ in rows})
    worst: dict[BranchKey, Severity] = {}
    for asset, parent, site, customer, severity in rows:
        keys = [BranchKey(Level.ASSET, asset), BranchKey(Level.CUSTOMER, customer)]
        keys += [BranchKey(Level.SITE, each) for each in _chain(site, above)]
        keys += [] if parent is None else [BranchKey(Level.ASSET, parent)]
        for key in keys:
            worst[key] = min(worst.get(key, severity), severity, key=_rank)
    return worst


def _above_sites(session: Session, site_ids: set[int]) -> dict[int, int | None]:
    """The parent of each of the sites and of all sites above them, one query per level."""
    found: dict[int, int | None] = {}
    wanted = site_ids
    while wanted:
        found.update(session.execute(select(Site.id, Site.parent_id).where(Site.id.in_(wanted))).all())
        wanted = {parent for parent in found.values() if parent is not None} - set(found)
    return found


def _chain(site: int | None, above: dict[int, int | None]) -> list[int]:
    chain: list[int] = []
    while site is not None and site not in chain:
        chain.append(site)
        site = above.get(site)
    return chain


def _alerts(asset_id: int) -> Select[int, datetime, datetime | None, str, Severity]:
    return (
        select(Alert.id, Alert.started_at, Alert.cleared_at, Rule.name, Alert.severity)
        .join(Rule, Alert.rule_id == Rule.id)
        .where(Alert.asset_id == asset_id)
    )


def _orders(asset_id: int) -> Select[int, datetime, datetime | None, str, str, Priority, str, datetime | None]:
    return (
        select(
            Order.id,
            Order.opened_at,
            Order.closed_at,
            Order.number,
            Order.title,
            Order.priority,
            Stage.name,
            Order.due_at,
        )
        .join(Stage, Order.stage_id == Stage.id)
        .where(Order.asset_id == asset_id)
    )


def _alert(row: tuple[int, datetime, datetime | None, str, Severity]) -> AssetEvent:
    key, at, ended, rule, severity = row
    return AssetEvent(2 * key, EventKind.ALERT, key, at, ended, "", rule, severity, None, "", None)


def _order(row: tuple[int, datetime, datetime | None, str, str, Priority, str, datetime | None]) -> AssetEvent:
    key, at, ended, number, title, priority, stage, due = row
    return AssetEvent(2 * key + 1, EventKind.ORDER, key, at, ended, number, title, None, priority, stage, due)


def _rank(severity: Severity) -> int:
    return severity.rank


def _by_severity(event: AssetEvent) -> tuple[int, float]:
    return (0 if event.severity is None else event.severity.rank, -event.at.timestamp())


def _by_priority(event: AssetEvent) -> tuple[int, float]:
    return (0 if event.priority is None else event.priority.rank, event.at.timestamp())
