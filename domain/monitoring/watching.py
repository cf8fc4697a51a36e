"""What a listener has to know: which device belongs to which asset, and which rules hold for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset, AssetModel
from domain.monitoring.definitions.definition import Definition, decode
from domain.monitoring.model import Alert, AssetLimit, Device, Metric, Rule

Scope = tuple[str, int | str | None]
EVERYTHING: Scope = ("all", None)


@dataclass(frozen=True, slots=True)
class WatchedRule:
    """An active rule. One of kind, model, asset and group says what it holds for; without any it holds for all."""

    id: int
    definition: Definition
    kind: str | None
    asset_model_id: int | None
    asset_id: int | None
    asset_group_id: int | None

    @property
    def scope(self) -> Scope:
        """What it holds for."""
        scopes = {"asset": self.asset_id, "model": self.asset_model_id, "group": self.asset_group_id, "kind": self.kind}
        return next(((name, key) for name, key in scopes.items() if key is not None), EVERYTHING)


@dataclass(frozen=True, slots=True)
class WatchedDevice:
    """A known device, the metrics known of it, and what it is fixed to; no asset while it is unclaimed."""

    id: int
    key: str
    metrics: frozenset[str]
    asset_id: int | None
    asset_model_id: int | None
    kind: str | None
    asset_group_id: int | None = None
    site_id: int | None = None
    parent_id: int | None = None
    limits: Mapping[str, float] = field(default_factory=dict)
    """The limits that the asset has for itself, by name."""

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Of which scopes the rules hold for it."""
        if self.asset_id is None:
            return ()
        own = ("asset", self.asset_id), ("model", self.asset_model_id), ("group", self.asset_group_id)
        return *own, ("kind", self.kind), EVERYTHING


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
    limits: dict[int, dict[str, float]] = {}
    for asset_id, name, value in session.execute(select(AssetLimit.asset_id, AssetLimit.name, AssetLimit.value)):
        limits.setdefault(asset_id, {})[name] = value
    found = session.execute(
        select(
            Device.id, Device.key, Device.asset_id, Asset.model_id, AssetModel.kind, Asset.group_id, Asset.site_id,
            Asset.parent_id,
        )
        .outerjoin(Asset, Device.asset_id == Asset.id)
        .outerjoin(AssetModel, Asset.model_id == AssetModel.id)
    )  # fmt: skip
    devices = {
        key: WatchedDevice(
            number, key, frozenset(metrics.get(number, ())), asset, model, kind, group, site, parent,
            limits.get(asset or 0, {}),
        )
        for number, key, asset, model, kind, group, site, parent in found
    }  # fmt: skip
    rules = session.execute(
        select(Rule.id, Rule.definition_json, Rule.kind, Rule.asset_model_id, Rule.asset_id, Rule.asset_group_id).where(
            Rule.active
        )
    )
    return Watch(
        devices,
        tuple(WatchedRule(i, decode(text), kind, model, asset, group) for i, text, kind, model, asset, group in rules),
    )


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


def cleared(session: Session, alerts: Collection[int]) -> list[tuple[int, int]]:
    """Rule and asset of those alerts that are over."""
    statement = select(Alert.rule_id, Alert.asset_id).where(Alert.id.in_(alerts), Alert.cleared_at.is_not(None))
    return [(rule_id, asset_id) for rule_id, asset_id in session.execute(statement)]
