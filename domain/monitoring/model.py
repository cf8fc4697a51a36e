"""Devices, their metrics, the rules that watch them, and alerts."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.monitoring.definitions.definition import Definition, decode
from domain.orders.model import Order
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.words import Priority, Severity
from domain.workforce.model import Skill

_OPEN = text("cleared_at is null")


class Device(Entity):
    """What publishes in the format of `dialect`, under `key`. Without an asset it waits to be claimed.

    `name`, `maker` and `model` are what it tells of itself, `offers_json` the commands that it says it takes, `through`
    is the gateway it speaks by way of.
    """

    __tablename__ = "device"
    subject: ClassVar[str] = "device"

    key: Mapped[str] = mapped_column(unique=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    first_seen_at: Mapped[datetime]
    dialect: Mapped[str] = mapped_column(default="native")
    name: Mapped[str] = mapped_column(default="")
    maker: Mapped[str] = mapped_column(default="")
    model: Mapped[str] = mapped_column(default="")
    through_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"), index=True)
    offers_json: Mapped[str] = mapped_column(Text, default="[]")

    asset: Mapped[Asset | None] = relationship()
    through: Mapped["Device | None"] = relationship(remote_side="Device.id")
    metrics: Mapped[list["Metric"]] = relationship(order_by="Metric.name", back_populates="device")


class Metric(Entity):
    """One thing a device measures. `name` is what it publishes, `label` and `unit` what people read."""

    __tablename__ = "metric"
    __table_args__ = (UniqueConstraint("device_id", "name"),)
    subject: ClassVar[str] = "metric"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    name: Mapped[str]
    label: Mapped[str]
    unit: Mapped[str]

    device: Mapped[Device] = relationship(back_populates="metrics")


class Grouping(StrEnum):
    """Under what alerts of a rule are gathered, so that many of them are one trouble."""

    NONE = "none"
    PARENT = "parent"
    SITE = "site"


class ResponsePlan(Versioned, Entity):
    """What is done one after the other when an alert of a rule is raised."""

    __tablename__ = "response_plan"
    subject: ClassVar[str] = "response plan"

    name: Mapped[str] = mapped_column(unique=True)
    steps_json: Mapped[str] = mapped_column(Text)


class Rule(Versioned, Entity):
    """A condition and what follows from it. It holds for one asset, for a model, group or kind of them, or for all.

    Beyond `storm_limit` alerts within `storm_seconds` further ones are gathered under the first. While somebody works
    on the asset, a rule that is `quiet_while_visited` raises nothing that anybody must look at.
    """

    __tablename__ = "rule"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint(
            "(case when asset_id is null then 0 else 1 end) + (case when asset_model_id is null then 0 else 1 end)"
            " + (case when asset_group_id is null then 0 else 1 end) + (case when kind is null then 0 else 1 end) < 2",
            name="scope",
        ),
    )
    subject: ClassVar[str] = "rule"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str | None]
    asset_model_id: Mapped[int | None] = mapped_column(ForeignKey("asset_model.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    asset_group_id: Mapped[int | None] = mapped_column(ForeignKey("asset_group.id"))
    definition_json: Mapped[str] = mapped_column(Text)
    severity: Mapped[Severity] = mapped_column(choice(Severity))
    active: Mapped[bool]
    opens_order: Mapped[bool]
    priority: Mapped[Priority] = mapped_column(choice(Priority))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"))
    minutes: Mapped[int]
    advice: Mapped[str]
    grouping: Mapped[Grouping] = mapped_column(choice(Grouping), default=Grouping.NONE)
    storm_limit: Mapped[int | None]
    storm_seconds: Mapped[int] = mapped_column(default=3600)
    quiet_while_visited: Mapped[bool] = mapped_column(default=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("response_plan.id"))

    asset_model: Mapped[AssetModel | None] = relationship()
    asset: Mapped[Asset | None] = relationship()
    asset_group: Mapped[AssetGroup | None] = relationship()
    skill: Mapped[Skill | None] = relationship()

    @property
    def definition(self) -> Definition:
        """What it watches for."""
        return decode(self.definition_json)


class AssetLimit(Entity):
    """A limit that an asset has for itself, under the name by which rules ask for it."""

    __tablename__ = "asset_limit"
    __table_args__ = (UniqueConstraint("asset_id", "name"),)
    subject: ClassVar[str] = "asset limit"

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    name: Mapped[str]
    value: Mapped[float]


class Alert(Versioned, Entity):
    """One occurrence of a rule on an asset, from raised to cleared.

    `started_at`, the time of the reading with which it began, is its identity: a message that is delivered again
    leads to the same one. At most one per rule and asset is open. `decision` tells what was done about it and why.

    One that is part of a larger trouble stands `under` the alert of that, which counts those `gathered` so; the
    heaviest of those still open is its `gathered_severity`, where its own is less. One that was `suppressed` tells why
    nobody need look at it: during maintenance, or while it was worked on.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("rule_id", "asset_id", "started_at"),
        Index("uq_alert_open", "rule_id", "asset_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_alert_asset_started", "asset_id", "started_at"),
        Index("ix_alert_rule_raised", "rule_id", "raised_at"),
        CheckConstraint("count > 0", name="count"),
    )
    subject: ClassVar[str] = "alert"

    rule_id: Mapped[int] = mapped_column(ForeignKey("rule.id"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    severity: Mapped[Severity] = mapped_column(choice(Severity))
    started_at: Mapped[datetime]
    raised_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int]
    first_value: Mapped[float | None]
    last_value: Mapped[float | None]
    peak_value: Mapped[float | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None]
    shelved_until: Mapped[datetime | None]
    shelved_by: Mapped[str | None]
    cleared_at: Mapped[datetime | None] = mapped_column(index=True)
    cleared_by: Mapped[str | None]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"), index=True)
    decision: Mapped[dict[str, Any]]
    under_id: Mapped[int | None] = mapped_column(ForeignKey("alert.id"), index=True)
    gathered: Mapped[int] = mapped_column(default=0)
    gathered_severity: Mapped[Severity | None] = mapped_column(choice(Severity, "gathered_severity"))
    suppressed: Mapped[str] = mapped_column(default="")

    under: Mapped["Alert | None"] = relationship(remote_side="Alert.id")
    rule: Mapped[Rule] = relationship()
    asset: Mapped[Asset] = relationship()
    device: Mapped[Device] = relationship()
    order: Mapped[Order | None] = relationship()


class Maintenance(Versioned, Entity):
    """A time in which alerts of an asset and its parts, or of a site, are expected and need nobody."""

    __tablename__ = "maintenance"
    __table_args__ = (
        CheckConstraint("(asset_id is null) <> (site_id is null)", name="scope"),
        CheckConstraint("until > since", name="span"),
    )
    subject: ClassVar[str] = "maintenance"

    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str]
