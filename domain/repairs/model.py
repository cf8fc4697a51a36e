"""Repair codes and repair lines."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import Asset
from domain.language import tr
from domain.orders.model import Order
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class CodeKind(StrEnum):
    """What a repair code tells; symptoms and diagnoses belong to an area each."""

    CONDITION = "condition"
    SYMPTOM_AREA = "symptom_area"
    SYMPTOM = "symptom"
    DIAGNOSIS_AREA = "diagnosis_area"
    DIAGNOSIS = "diagnosis"
    RESOLUTION = "resolution"
    REPAIR_STAGE = "repair_stage"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            CodeKind.CONDITION: tr("Condition"),
            CodeKind.SYMPTOM_AREA: tr("Symptom area"),
            CodeKind.SYMPTOM: tr("Symptom"),
            CodeKind.DIAGNOSIS_AREA: tr("Diagnosis area"),
            CodeKind.DIAGNOSIS: tr("Diagnosis"),
            CodeKind.RESOLUTION: tr("Resolution"),
            CodeKind.REPAIR_STAGE: tr("Repair stage"),
        }[self]

    @property
    def area(self) -> "CodeKind | None":
        """The kind of code that codes of this kind belong to."""
        return {CodeKind.SYMPTOM: CodeKind.SYMPTOM_AREA, CodeKind.DIAGNOSIS: CodeKind.DIAGNOSIS_AREA}.get(self)


class RepairCode(Versioned, Entity):
    """One code of one kind. `finishes` marks repair stages that end a repair line."""

    __tablename__ = "repair_code"
    __table_args__ = (UniqueConstraint("kind", "area_id", "code"),)
    subject: ClassVar[str] = "repair code"

    kind: Mapped[CodeKind] = mapped_column(choice(CodeKind))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("repair_code.id"))
    code: Mapped[str]
    name: Mapped[str]
    finishes: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class RepairLine(Versioned, Entity):
    """What was wrong with an asset, why, and what was done about it."""

    __tablename__ = "repair_line"
    __table_args__ = (
        Index("ix_repair_line_symptom", "asset_model_id", "symptom_id", "finished_at"),
        Index("ix_repair_line_newest", "asset_model_id", "finished_at"),
    )
    subject: ClassVar[str] = "repair line"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    asset_model_id: Mapped[int] = mapped_column(ForeignKey("asset_model.id"))
    """That of the asset, kept beside it because suggestions are looked up by it."""
    title: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    condition_id: Mapped[int | None] = mapped_column(ForeignKey("repair_code.id"))
    symptom_id: Mapped[int | None] = mapped_column(ForeignKey("repair_code.id"))
    diagnosis_id: Mapped[int | None] = mapped_column(ForeignKey("repair_code.id"))
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("repair_code.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("repair_code.id"))
    technician_id: Mapped[int | None] = mapped_column(ForeignKey("technician.id"))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    order: Mapped[Order] = relationship()
    asset: Mapped[Asset] = relationship()
    condition: Mapped[RepairCode | None] = relationship(foreign_keys=[condition_id])
    symptom: Mapped[RepairCode | None] = relationship(foreign_keys=[symptom_id])
    diagnosis: Mapped[RepairCode | None] = relationship(foreign_keys=[diagnosis_id])
    resolution: Mapped[RepairCode | None] = relationship(foreign_keys=[resolution_id])
    stage: Mapped[RepairCode | None] = relationship(foreign_keys=[stage_id])
