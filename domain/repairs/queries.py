"""Repair codes and repair lines as rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from domain.assets.model import Asset
from domain.orders.model import Order
from domain.repairs.model import CodeKind, RepairCode, RepairLine
from domain.workforce.model import Technician

HISTORY = 100


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A repair code with the name of its area; `version` is what a change of it has to name."""

    id: int
    version: int
    kind: CodeKind
    area_id: int | None
    area: str
    code: str
    name: str
    finishes: bool
    active: bool


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A repair line in words, with the ids that a form needs."""

    id: int
    version: int
    order_id: int
    order: str
    asset_id: int
    asset: str
    asset_model_id: int
    title: str
    note: str
    condition_id: int | None
    condition: str
    symptom_area_id: int | None
    symptom_area: str
    symptom_id: int | None
    symptom: str
    diagnosis_area_id: int | None
    diagnosis_area: str
    diagnosis_id: int | None
    diagnosis: str
    resolution_id: int | None
    resolution: str
    stage_id: int | None
    stage: str
    technician_id: int | None
    technician: str
    created: datetime
    finished: datetime | None


def codes(session: Session, kind: CodeKind | None = None, *, all_of_them: bool = False) -> tuple[CodeRow, ...]:
    """The codes that can be chosen, of one kind or of every; with `all_of_them` those that are switched off too."""
    area = aliased(RepairCode)
    statement = select(RepairCode, area.name).join(area, RepairCode.area_id == area.id, isouter=True)
    if kind is not None:
        statement = statement.where(RepairCode.kind == kind)
    if not all_of_them:
        statement = statement.where(RepairCode.active)
    ordered = statement.order_by(RepairCode.kind, area.code, RepairCode.code, RepairCode.id)
    return tuple(
        CodeRow(
            each.id,
            each.version,
            each.kind,
            each.area_id,
            name or "",
            each.code,
            each.name,
            each.finishes,
            each.active,
        )
        for each, name in session.execute(ordered)
    )


def repairs(session: Session, order_id: int) -> tuple[RepairRow, ...]:
    """The repair lines of an order, the first one first."""
    return _rows(session, RepairLine.order_id == order_id, RepairLine.id.asc(), HISTORY)


def asset_repairs(session: Session, asset_id: int, *, limit: int = HISTORY) -> tuple[RepairRow, ...]:
    """The repair history of an asset, the last one first."""
    return _rows(session, RepairLine.asset_id == asset_id, RepairLine.id.desc(), limit)


def _rows(session: Session, where: ColumnElement[bool], order: ColumnElement[int], limit: int) -> tuple[RepairRow, ...]:
    condition, symptom, diagnosis, resolution, stage = (aliased(RepairCode) for _ in range(5))
    symptom_area, diagnosis_area = aliased(RepairCode), aliased(RepairCode)
    statement = (
        select(
            RepairLine, Order.number, Asset.name, condition.name, symptom_area, symptom.name, diagnosis_area,
            diagnosis.name, resolution.name, stage.name, Technician.name,
        )
        .join(Order, RepairLine.order_id == Order.id)
        .join(Asset, RepairLine.asset_id == Asset.id)
        .join(condition, RepairLine.condition_id == condition.id, isouter=True)
        .join(symptom, RepairLine.symptom_id == symptom.id, isouter=True)
        .join(symptom_area, symptom.area_id == symptom_area.id, isouter=True)
        .join(diagnosis, RepairLine.diagnosis_id == diagnosis.id, isouter=True)
        .join(diagnosis_area, diagnosis.area_id == diagnosis_area.id, isouter=True)
        .join(resolution, RepairLine.resolution_id == resolution.id, isouter=True)
        .join(stage, RepairLine.stage_id == stage.id, isouter=True)
        .join(Technician, RepairLine.technician_id == Technician.id, isouter=True)
    )  # fmt: skip
    found = session.execute(statement.where(where).order_by(order).limit(limit))
    return tuple(_row(*row) for row in found)


def _row(
    line: RepairLine,
    order: str,
    asset: str,
    condition: str | None,
    symptom_area: RepairCode | None,
    symptom: str | None,
    diagnosis_area: RepairCode | None,
    diagnosis: str | None,
    resolution: str | None,
    stage: str | None,
    technician: str | None,
) -> RepairRow:
    return RepairRow(
        id=line.id,
        version=line.version,
        order_id=line.order_id,
        order=order,
        asset_id=line.asset_id,
        asset=asset,
        asset_model_id=line.asset_model_id,
        title=line.title,
        note=line.note,
        condition_id=line.condition_id,
        condition=condition or "",
        symptom_area_id=symptom_area.id if symptom_area else None,
        symptom_area=symptom_area.name if symptom_area else "",
        symptom_id=line.symptom_id,
        symptom=symptom or "",
        diagnosis_area_id=diagnosis_area.id if diagnosis_area else None,
        diagnosis_area=diagnosis_area.name if diagnosis_area else "",
        diagnosis_id=line.diagnosis_id,
        diagnosis=diagnosis or "",
        resolution_id=line.resolution_id,
        resolution=resolution or "",
        stage_id=line.stage_id,
        stage=stage or "",
        technician_id=line.technician_id,
        technician=technician or "",
        created=line.created_at,
        finished=line.finished_at,
    )
