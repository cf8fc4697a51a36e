"""What stands and what is late at this moment: the figures of the dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.clock import to_ms
from domain.monitoring.device_queries import SILENT_AFTER, count_unclaimed
from domain.monitoring.gathering import IS_HEAD, SHOWN_SEVERITY
from domain.monitoring.model import Alert, Rule
from domain.monitoring.telemetry import schema
from domain.orders.model import Order, Stage, StageMeaning
from domain.parties.model import Customer
from domain.scheduling.queries import count_unassigned
from domain.words import Priority, Severity

NEWEST = 12


@dataclass(frozen=True, slots=True)
class StageLoad:
    """How many open orders stand in a stage, and of them late, and due before the day ends."""

    id: int
    name: str
    orders: int
    late: int
    due_today: int


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """Open orders: all, late, still due today, without a technician."""

    open: int
    late: int
    due_today: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An open alert in a short list."""

    id: int
    severity: Severity
    rule: str
    asset: str
    customer: str
    raised_at: datetime
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An open order in a short list."""

    id: int
    number: str
    title: str
    customer: str
    priority: Priority
    stage: str
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Today:
    """The business at one moment. `alerts` has every severity; shelved alerts are counted apart."""

    alerts: Mapping[Severity, int]
    shelved: int
    orders: OrderFigures
    stages: tuple[StageLoad, ...]
    unclaimed: int
    newest_alerts: tuple[NewAlert, ...]
    newest_orders: tuple[NewOrder, ...]


@dataclass(frozen=True, slots=True)
class FleetHealth:
    """Devices heard lately, silent, and offline by their own word; messages rejected ever."""

    heard: int
    silent: int
    offline: int
    rejected: int


def today(session: Session, now: datetime, day_end: datetime) -> Today:
    """Everything the dashboard says of the business; the user's day ends at `day_end`."""
    alerts, shelved = _alert_counts(session, now)
    stages = _stages(session, now, day_end)
    return Today(
        alerts=alerts,
        shelved=shelved,
        orders=OrderFigures(
            open=sum(stage.orders for stage in stages),
            late=sum(stage.late for stage in stages),
            due_today=sum(stage.due_today for stage in stages),
            unassigned=count_unassigned(session),
        ),
        stages=stages,
        unclaimed=count_unclaimed(session),
        newest_alerts=_newest_alerts(session, now),
        newest_orders=_newest_orders(session),
    )


def fleet_health(connection: Connection, now: datetime) -> FleetHealth:
    """How the devices stand that were ever heard, counted in the telemetry store."""
    c = schema.presence.c
    fresh = c.last_at >= to_ms(now - SILENT_AFTER)
    there = c.online == 1
    heard, silent, offline = connection.execute(
        select(_count(and_(there, fresh)), _count(and_(there, ~fresh)), _count(~there))
    ).one()
    rejected = connection.scalar(select(func.coalesce(func.sum(schema.rejected_count.c.count), 0)))
    return FleetHealth(heard, silent, offline, int(rejected or 0))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _alert_counts(session: Session, now: datetime) -> tuple[dict[Severity, int], int]:
    shelved = and_(Alert.shelved_until.is_not(None), Alert.shelved_until > now)
    rows = session.execute(
        select(SHOWN_SEVERITY, func.count(), _count(shelved)).where(IS_HEAD).group_by(SHOWN_SEVERITY)
    ).all()
    counts = dict.fromkeys(Severity, 0) | {severity: total - hidden for severity, total, hidden in rows}
    return counts, sum(hidden for _, _, hidden in rows)


def _stages(session: Session, now: datetime, day_end: datetime) -> tuple[StageLoad, ...]:
    late = Order.due_at < now
    due_today = and_(Order.due_at >= now, Order.due_at < day_end)
    statement = (
        select(Stage.id, Stage.name, func.count(Order.id), _count(late), _count(due_today))
        .outerjoin(Order, and_(Order.stage_id == Stage.id, Order.closed_at.is_(None)))
        .where(Stage.meaning.in_([meaning for meaning in StageMeaning if meaning.is_open]))
        .group_by(Stage.id, Stage.name, Stage.position)
        .order_by(Stage.position)
    )
    return tuple(StageLoad(*row) for row in session.execute(statement))


def _newest_alerts(session: Session, now: datetime) -> tuple[NewAlert, ...]:
    statement = (
        select(
            Alert.id,
            SHOWN_SEVERITY,
            Rule.name,
            Asset.name,
            Customer.name,
            Alert.raised_at,
            Alert.acknowledged_at.is_not(None),
        )
        .join(Rule, Alert.rule_id == Rule.id)
        .join(Asset, Alert.asset_id == Asset.id)
        .join(Customer, Asset.customer_id == Customer.id)
        .where(IS_HEAD, or_(Alert.shelved_until.is_(None), Alert.shelved_until <= now))
        .order_by(Alert.raised_at.desc(), Alert.id.desc())
        .limit(NEWEST)
    )
    return tuple(NewAlert(*row[:6], bool(row[6])) for row in session.execute(statement))


def _newest_orders(session: Session) -> tuple[NewOrder, ...]:
    statement = (
        select(
            Order.id,
            Order.number,
            Order.title,
            Customer.name,
            Order.priority,
            Stage.name,
            Order.opened_at,
            Order.due_at,
        )
        .join(Customer, Order.customer_id == Customer.id)
        .join(Stage, Order.stage_id == Stage.id)
        .where(Order.closed_at.is_(None))
        .order_by(Order.opened_at.desc(), Order.id.desc())
        .limit(NEWEST)
    )
    return tuple(NewOrder(*row) for row in session.execute(statement))
