"""Templates of what machines are made of, the parts of each asset, and every change to them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.agreements.model import Agreement
from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import Article
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.orders.needs import Needed
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class PartKind(StrEnum):
    """What a line of a parts list is."""

    ASSEMBLY = "assembly"
    PART = "part"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            PartKind.ASSEMBLY: tr("Assembly"),
            PartKind.PART: tr("Part"),
            PartKind.SERVICE: tr("Service"),
        }[self]


class PartsTemplate(Versioned, Entity):
    """A parts list to begin with, perhaps of one model; it is frozen once an asset has its parts from it."""

    __tablename__ = "parts_template"
    subject: ClassVar[str] = "parts template"

    name: Mapped[str] = mapped_column(unique=True)
    asset_model_id: Mapped[int | None] = mapped_column(ForeignKey("asset_model.id"), index=True)
    origin: Mapped[str] = mapped_column(default="")
    """In words, what it was made from."""
    active: Mapped[bool] = mapped_column(default=True)

    asset_model: Mapped[AssetModel | None] = relationship()
    lines: Mapped[list["PartsTemplateLine"]] = relationship(order_by="PartsTemplateLine.position")


class PartsTemplateLine(Versioned, Entity):
    """One line of a template, in a tree."""

    __tablename__ = "parts_template_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)
    subject: ClassVar[str] = "parts template line"

    template_id: Mapped[int] = mapped_column(ForeignKey("parts_template.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("parts_template_line.id"), index=True)
    position: Mapped[int]
    kind: Mapped[PartKind] = mapped_column(choice(PartKind))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    text: Mapped[str]
    quantity: Mapped[Decimal]
    unit: Mapped[str] = mapped_column(default="")

    article: Mapped[Article | None] = relationship()


class PartsList(Versioned, Entity):
    """What an asset is made of, from the template it began with, under the agreement it is serviced by."""

    __tablename__ = "parts_list"
    subject: ClassVar[str] = "parts list"

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), unique=True)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("parts_template.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)

    asset: Mapped[Asset] = relationship()
    template: Mapped[PartsTemplate | None] = relationship()
    agreement: Mapped[Agreement | None] = relationship()


class AssetPart(Versioned, Entity):
    """One line of the parts of an asset, in a tree; what is `removed_on` a day stays readable."""

    __tablename__ = "asset_part"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity"),)
    subject: ClassVar[str] = "part"

    parts_list_id: Mapped[int] = mapped_column(ForeignKey("parts_list.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("asset_part.id"), index=True)
    position: Mapped[int]
    kind: Mapped[PartKind] = mapped_column(choice(PartKind))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    text: Mapped[str]
    serial: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Decimal]
    unit: Mapped[str] = mapped_column(default="")
    original: Mapped[bool] = mapped_column(default=False)
    """It came with the template."""
    installed_on: Mapped[date | None]
    removed_on: Mapped[date | None]
    warranty_until: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("asset_part.id"), index=True)

    article: Mapped[Article | None] = relationship()


IN_PLACE = AssetPart.quantity > Decimal(0)
"""Which parts are in their assets now."""


class PartChangeKind(StrEnum):
    """What was done to a part."""

    ADDED = "added"
    REPLACED = "replaced"
    QUANTITY = "quantity"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            PartChangeKind.ADDED: tr("Added"),
            PartChangeKind.REPLACED: tr("Replaced"),
            PartChangeKind.QUANTITY: tr("Quantity changed"),
            PartChangeKind.REMOVED: tr("Removed"),
            PartChangeKind.CHANGED: tr("Changed"),
            PartChangeKind.MOVED: tr("Moved to an agreement"),
        }[self]


class PartChange(Needed, Entity):
    """The history of the parts of an asset: each change, by whom, on which order."""

    __tablename__ = "part_change"
    __table_args__ = (UniqueConstraint("order_line_id"),)
    subject: ClassVar[str] = "part change"

    parts_list_id: Mapped[int] = mapped_column(ForeignKey("parts_list.id"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("asset_part.id"), index=True)
    """The part as it is now; empty where the whole list was moved."""
    replaced_id: Mapped[int | None] = mapped_column(ForeignKey("asset_part.id"))
    kind: Mapped[PartChangeKind] = mapped_column(choice(PartChangeKind))
    quantity: Mapped[Decimal]
    """By how much it changed."""
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"), index=True)
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"))
    """The line that bills the new part."""
    required: Mapped[bool] = mapped_column(default=False)
    """The new part has to be procured; the order needs it until `provided`."""
    provided: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by: Mapped[str]

    order: Mapped[Order | None] = relationship()
    order_line: Mapped[OrderLine | None] = relationship()

    @classmethod
    def open_needs(cls, order_id: int) -> Select[str]:
        waiting = (cls.order_id == order_id, cls.required, ~cls.provided)
        return select(AssetPart.text).join(cls, cls.part_id == AssetPart.id).where(*waiting).order_by(cls.id)
