"""The meters of assets, and what was read from them."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import Asset
from domain.language import tr
from domain.meters.counter import Event
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class ReadBy(StrEnum):
    """Where a reading came from."""

    HAND = "hand"
    DEVICE = "device"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {ReadBy.HAND: tr("By hand"), ReadBy.DEVICE: tr("Device")}[self]


class Meter(Versioned, Entity):
    """A counter on an asset, such as its running hours. `metric` is that of the device which reports it, if one does.

    What it counts a day is averaged over the last `averaging_days`, and never taken for less than `least_a_day`.
    """

    __tablename__ = "meter"
    __table_args__ = (
        UniqueConstraint("asset_id", "name"),
        CheckConstraint("rolls_over_at is null or rolls_over_at > 0", name="rolls_over_at"),
        CheckConstraint("averaging_days > 0", name="averaging_days"),
        CheckConstraint("least_a_day >= 0", name="least_a_day"),
    )
    subject: ClassVar[str] = "meter"

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    name: Mapped[str]
    unit: Mapped[str]
    metric: Mapped[str] = mapped_column(default="")
    rolls_over_at: Mapped[Decimal | None]
    averaging_days: Mapped[int] = mapped_column(default=28)
    least_a_day: Mapped[Decimal] = mapped_column(default=Decimal(0))
    active: Mapped[bool] = mapped_column(default=True)

    asset: Mapped[Asset] = relationship()


class MeterReading(Entity):
    """What a meter showed at a moment, and its running total then. See `domain.meters.counter.Reading`."""

    __tablename__ = "meter_reading"
    # Readings are taken away again, and the journal knows them by id: one id must never mean two of them.
    __table_args__ = (UniqueConstraint("meter_id", "taken_at"), {"sqlite_autoincrement": True})
    subject: ClassVar[str] = "meter reading"

    meter_id: Mapped[int] = mapped_column(ForeignKey("meter.id"))
    taken_at: Mapped[datetime]
    received_at: Mapped[datetime]
    value: Mapped[Decimal]
    total: Mapped[Decimal]
    event: Mapped[Event] = mapped_column(choice(Event), default=Event.NONE)
    left_at: Mapped[Decimal | None]
    began_at: Mapped[Decimal] = mapped_column(default=Decimal(0))
    read_by: Mapped[ReadBy] = mapped_column(choice(ReadBy))
    taken_by: Mapped[str] = mapped_column(default="")

    meter: Mapped[Meter] = relationship()
