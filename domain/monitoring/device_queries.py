"""Devices as screens show them: the fleet, what waits to be claimed, what an asset measures and its limits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from domain.assets.model import Asset, AssetModel
from domain.clock import from_ms
from domain.language import tr
from domain.monitoring.definitions.condition import Sides
from domain.monitoring.definitions.looking import limit_lines
from domain.monitoring.model import Device, Metric, Rule
from domain.monitoring.telemetry.history import Presence
from domain.parties.model import Customer, Site
from domain.words import Severity

SILENT_AFTER = timedelta(minutes=2)
#: A clock that is further off than this is told as wrong.
CLOCK_TOLERANCE = timedelta(minutes=1)


class Standing(StrEnum):
    """How a device stands: what it said of itself, and whether it was heard lately."""

    ONLINE = "online"
    SILENT = "silent"
    OFFLINE = "offline"
    NEVER = "never"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Standing.ONLINE: tr("Online"),
            Standing.SILENT: tr("Silent"),
            Standing.OFFLINE: tr("Offline"),
            Standing.NEVER: tr("Never heard"),
        }[self]


def standing(presence: Presence | None, now: datetime) -> Standing:
    """Offline when it said so, silent when it was not heard for two minutes."""
    if presence is None:
        return Standing.NEVER
    if not presence.online:
        return Standing.OFFLINE
    return Standing.SILENT if now - from_ms(presence.last_at) > SILENT_AFTER else Standing.ONLINE


def is_wrong(clock: int | None) -> bool:
    """Whether a clock that is so many ms behind ours puts readings at the wrong time."""
    return clock is not None and abs(clock) > CLOCK_TOLERANCE.total_seconds() * 1000


@dataclass(frozen=True, slots=True)
class FleetDevice:
    """A device and what it is fixed to."""

    id: int
    key: str
    asset_id: int
    asset_number: str
    asset: str
    site: str
    customer: str
    metrics: int


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One thing that a device measures."""

    id: int
    device: str
    name: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class UnclaimedDevice:
    """A device that publishes and belongs to no asset."""

    id: int
    key: str
    first_seen: datetime
    metrics: tuple[MetricRow, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Where an active rule begins to see trouble in a metric."""

    rule_id: int
    rule: str
    metric: str
    side: Sides
    value: float
    severity: Severity


def fleet(session: Session) -> list[FleetDevice]:
    """All devices that belong to an asset."""
    metrics = select(Metric.device_id, func.count().label("count")).group_by(Metric.device_id).subquery()
    statement = (
        select(
            Device.id,
            Device.key,
            Asset.id,
            Asset.number,
            Asset.name,
            Site.name,
            Customer.name,
            func.coalesce(metrics.c.count, 0),
        )
        .join(Asset, Device.asset_id == Asset.id)
        .join(Site, Asset.site_id == Site.id)
        .join(Customer, Asset.customer_id == Customer.id)
        .outerjoin(metrics, metrics.c.device_id == Device.id)
        .order_by(Device.key)
    )
    return [FleetDevice(*row) for row in session.execute(statement)]


def unclaimed(session: Session) -> list[UnclaimedDevice]:
    """All devices that wait to be claimed, the newest first."""
    statement = (
        select(Device)
        .where(Device.asset_id.is_(None))
        .options(selectinload(Device.metrics))
        .order_by(Device.first_seen_at.desc(), Device.id.desc())
    )
    return [
        UnclaimedDevice(
            device.id, device.key, device.first_seen_at, tuple(_metric(device.key, each) for each in device.metrics)
        )
        for device in session.scalars(statement)
    ]


def count_unclaimed(session: Session) -> int:
    """How many devices wait to be claimed."""
    return session.scalar(select(func.count()).select_from(Device).where(Device.asset_id.is_(None))) or 0


def metrics_of_asset(session: Session, asset_id: int) -> list[MetricRow]:
    """Everything the devices of an asset measure."""
    statement = (
        select(Device.key, Metric)
        .join(Metric, Metric.device_id == Device.id)
        .where(Device.asset_id == asset_id)
        .order_by(Device.key, Metric.label)
    )
    return [_metric(key, metric) for key, metric in session.execute(statement)]


def limits_of_asset(session: Session, asset_id: int) -> list[Limit]:
    """The limits of the active rules that hold for an asset."""
    model = select(Asset.model_id).where(Asset.id == asset_id).scalar_subquery()
    group = select(Asset.group_id).where(Asset.id == asset_id).scalar_subquery()
    kind = (
        select(AssetModel.kind).join(Asset, Asset.model_id == AssetModel.id).where(Asset.id == asset_id)
    ).scalar_subquery()
    scopes = (Rule.asset_id, Rule.asset_model_id, Rule.asset_group_id, Rule.kind)
    everything = and_(*(scope.is_(None) for scope in scopes))
    statement = (
        select(Rule)
        .where(
            Rule.active,
            or_(
                Rule.asset_id == asset_id,
                Rule.asset_model_id == model,
                Rule.asset_group_id == group,
                Rule.kind == kind,
                everything,
            ),
        )
        .order_by(Rule.name)
    )
    return [
        Limit(rule.id, rule.name, line.metric, line.side, line.value, rule.severity)
        for rule in session.scalars(statement)
        for line in limit_lines(rule.definition)
    ]


def _metric(device: str, metric: Metric) -> MetricRow:
    return MetricRow(metric.id, device, metric.name, metric.label, metric.unit)
