"""What the desk and technicians do with repair lines."""

from dataclasses import dataclass

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.orders.permissions import Permission, require
from domain.repairs.model import CodeKind, RepairCode, RepairLine
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.workforce.model import Technician

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class RepairDraft:
    """A repair line as it is wanted; without an asset, that of the order.

    The areas are those in which symptom and diagnosis were chosen, where the screen has a choice of areas.
    """

    title: str
    note: str = ""
    asset_id: int | None = None
    condition_id: int | None = None
    symptom_area_id: int | None = None
    symptom_id: int | None = None
    diagnosis_area_id: int | None = None
    diagnosis_id: int | None = None
    resolution_id: int | None = None
    stage_id: int | None = None
    technician_id: int | None = None


def add_repair(work: UnitOfWork, order_id: int, draft: RepairDraft) -> int:
    """Add a repair line to an order; returns its id."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    asset = _asset(work, order, draft)
    line = RepairLine(order_id=order.id, asset=asset, asset_model_id=asset.model_id, title="", created_at=work.now)
    _fill(work, line, draft)
    return work.add(line, "repair.added", order_id=order.id).id


def change_repair(work: UnitOfWork, repair_id: int, draft: RepairDraft, *, version: int) -> None:
    """Change a repair line to `draft`; a stage that finishes it stamps the time, another one takes the stamp away."""
    order, line = _held(work, repair_id, version)
    if draft.asset_id not in (None, line.asset_id):
        line.asset = _asset(work, order, draft)
        line.asset_id, line.asset_model_id = line.asset.id, line.asset.model_id
    _fill(work, line, draft)
    work.note("repair.changed", line, order_id=line.order_id, title=line.title)


def remove_repair(work: UnitOfWork, repair_id: int, *, version: int) -> None:
    """Take a repair line off its order."""
    order, line = _held(work, repair_id, version)
    work.session.delete(line)
    work.note("repair.removed", line, order_id=order.id)
    tell_gone(work, order, line)


def _held(work: UnitOfWork, repair_id: int, version: int) -> tuple[Order, RepairLine]:
    """The repair line that was read as `version` and its order, both locked; the order first, as everybody does."""
    order = work.get(Order, work.get(RepairLine, repair_id).order_id, lock=True)
    line = work.get(RepairLine, repair_id, lock=True)
    check_version(line, version, line.title)
    require(order, Permission.MODIFY)
    return order, line


def _fill(work: UnitOfWork, line: RepairLine, draft: RepairDraft) -> None:
    if not 0 < len(draft.title.strip()) <= LONGEST_TITLE:
        raise Refusal(tr("Say in 1 to {most} letters what is wrong.", most=LONGEST_TITLE), field="title")
    line.title, line.note = draft.title.strip(), draft.note
    line.condition = _code(work, CodeKind.CONDITION, draft.condition_id, line.condition_id)
    line.symptom = _code(work, CodeKind.SYMPTOM, draft.symptom_id, line.symptom_id, draft.symptom_area_id)
    line.diagnosis = _code(work, CodeKind.DIAGNOSIS, draft.diagnosis_id, line.diagnosis_id, draft.diagnosis_area_id)
    line.resolution = _code(work, CodeKind.RESOLUTION, draft.resolution_id, line.resolution_id)
    _enter(work, line, _code(work, CodeKind.REPAIR_STAGE, draft.stage_id, line.stage_id))
    if draft.technician_id is not None:
        work.get(Technician, draft.technician_id)
    line.technician_id = draft.technician_id


def _enter(work: UnitOfWork, line: RepairLine, stage: RepairCode | None) -> None:
    line.stage = stage
    if stage is None or not stage.finishes:
        line.finished_at = None
    elif line.finished_at is None:
        line.finished_at = work.now


def _code(
    work: UnitOfWork, kind: CodeKind, code_id: int | None, present: int | None, area_id: int | None = None
) -> RepairCode | None:
    """The code with that id, if it may stand there; one that is switched off may stay where it is."""
    if code_id is None:
        if area_id is not None:
            raise Refusal(tr("Choose a code in this area too."), field=kind.value)
        return None
    code = work.get(RepairCode, code_id)
    if code.kind is not kind:
        raise Refusal(tr("{name} is no code of this kind: {kind}.", name=code.name, kind=kind.label), field=kind.value)
    if area_id is not None and code.area_id != area_id:
        raise Refusal(tr("{name} belongs to another area.", name=code.name), field=kind.value)
    if not code.active and code_id != present:
        raise Refusal(tr("{name} is not used any more; choose another code.", name=code.name), field=kind.value)
    return code


def _asset(work: UnitOfWork, order: Order, draft: RepairDraft) -> Asset:
    asset_id = order.asset_id if draft.asset_id is None else draft.asset_id
    if asset_id is None:
        raise Refusal(tr("Choose the asset that is repaired."), field="asset")
    asset = work.get(Asset, asset_id)
    if asset.customer_id != order.customer_id:
        raise Refusal(tr("{number} belongs to another customer.", number=asset.number), field="asset")
    return asset
