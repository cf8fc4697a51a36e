"""Troubles that are known of assets, beside the orders that tell of them."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import Asset
from domain.store.base import Entity


class Trouble(Entity):
    """A failure of an asset that was recorded elsewhere, to try rules against; `source` is where it is from."""

    __tablename__ = "trouble"
    __table_args__ = (UniqueConstraint("asset_id", "at", "kind"),)
    subject: ClassVar[str] = "trouble"

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")

    asset: Mapped[Asset] = relationship()
