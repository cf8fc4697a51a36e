"""What a listener has to know: which device belongs to which asset, and which rules hold for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset, AssetModel
from domain.monitoring.conditions import Condition, decode
from domain.monitoring.model import Alert, Device, Metric, Rule


@dataclass(frozen=True, slots=True)
class WatchedRule:
    """An active rule. Exactly one of `kind`, `asset_model_id`, `asset_id` says what it holds for."""

    id: int
    condition: Condition
    kind: str | None
    asset_model_id: int | None
    asset_id: int | None

    def holds_for(self, device: "WatchedDevice") -> bool:
        """Whether the rule watches the asset of that device."""
        if device.asset_id is None:
            return False
        if self.asset_id is not None:
            return self.asset_id == device.asset_id
        if self.asset_model_id is not None:
            return self.asset_model_id == device.asset_model_id
        return self.kind == device.kind


@dataclass(frozen=True, slots=True)
class WatchedDevice:
    """A known device, the metrics known of it, and what it is fixed to; no asset while it is unclaimed."""

    id: int
    key: str
    metrics: frozenset[str]
    asset_id: int | None
    asset_model_id: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything a listener needs to know of the business."""

    devices: dict[str, WatchedDevice]
    rules: tuple[WatchedRule, ...]


def watch(session: Session) -> Watch:
    """What is to be watched at this moment."""
    metrics: dict[int, set[str]] = {}
    for device_id, name in session.execute(select(Metric.device_id, Metric.name)):
        metrics.setdefault(device_id, set()).add(name)
    found = session.execute(
        select(Device.id, Device.key, Device.asset_id, Asset.model_id, AssetModel.kind)
        .outerjoin(Asset, Device.asset_id == Asset.id)
        .outerjoin(AssetModel, Asset.model_id == AssetModel.id)
    )
    devices = {
        key: WatchedDevice(device_id, key, frozenset(metrics.get(device_id, ())), asset_id, model_id, kind)
        for device_id, key, asset_id, model_id, kind in found
    }
    rules = session.execute(
        select(Rule.id, Rule.condition_json, Rule.kind, Rule.asset_model_id, Rule.asset_id).where(Rule.active)
    )
    return Watch(devices, tuple(WatchedRule(i, decode(c), kind, model, asset) for i, c, kind, model, asset in rules))


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that is not over, with its figures."""

    rule_id: int
    asset_id: int
    device_id: int
    started_at: datetime
    last_at: datetime
    count: int
    first_value: float | None
    last_value: float | None
    peak_value: float | None


def open_alerts(session: Session) -> list[OpenAlert]:
    """All alerts that are not over."""
    statement = select(
        Alert.rule_id,
        Alert.asset_id,
        Alert.device_id,
        Alert.started_at,
        Alert.last_at,
        Alert.count,
        Alert.first_value,
        Alert.last_value,
        Alert.peak_value,
    ).where(Alert.cleared_at.is_(None))
    return [OpenAlert(*row) for row in session.execute(statement)]
