"""Asset models and the assets at customers' sites."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.parties.model import Customer, Site
from domain.store.base import Entity
from domain.store.versions import Versioned
from domain.workforce.model import Skill


class AssetModel(Entity):
    """A type of machine of one maker. `kind` is the family, such as "chiller"; `skill` is what work on it takes."""

    __tablename__ = "asset_model"
    __table_args__ = (UniqueConstraint("maker", "name"),)
    subject: ClassVar[str] = "asset model"

    kind: Mapped[str] = mapped_column(index=True)
    maker: Mapped[str]
    name: Mapped[str]
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"))

    skill: Mapped[Skill | None] = relationship()


class AssetGroup(Versioned, Entity):
    """Assets of one class, such as kitchen equipment, wherever they stand."""

    __tablename__ = "asset_group"
    subject: ClassVar[str] = "asset group"

    name: Mapped[str] = mapped_column(unique=True)


class Asset(Versioned, Entity):
    """One machine at a site; parts of it that are serviced by themselves point to it as `parent`.

    What is `intangible`, such as a licence or a hall to be cleaned, needs no serial number.
    """

    __tablename__ = "asset"
    __table_args__ = (
        CheckConstraint("intangible or serial <> ''", name="serial"),
        Index(
            "uq_asset_model_id_serial",
            "model_id",
            "serial",
            unique=True,
            sqlite_where=text("serial <> ''"),
            postgresql_where=text("serial <> ''"),
        ),
    )
    subject: ClassVar[str] = "asset"

    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    serial: Mapped[str] = mapped_column(index=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("asset_model.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("asset_group.id"), index=True)
    intangible: Mapped[bool] = mapped_column(default=False)
    installed_on: Mapped[date | None]
    warranty_until: Mapped[date | None]
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    active: Mapped[bool] = mapped_column(default=True)

    model: Mapped[AssetModel] = relationship()
    site: Mapped[Site] = relationship()
    customer: Mapped[Customer] = relationship()
    group: Mapped[AssetGroup | None] = relationship()
