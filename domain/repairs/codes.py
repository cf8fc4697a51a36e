"""What an administrator does with repair codes."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from domain.errors import Refusal
from domain.language import tr
from domain.repairs.model import CodeKind, RepairCode, RepairLine
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_CODE = 20
LONGEST_NAME = 120
USES = (
    RepairLine.condition_id,
    RepairLine.symptom_id,
    RepairLine.diagnosis_id,
    RepairLine.resolution_id,
    RepairLine.stage_id,
)


@dataclass(frozen=True, slots=True)
class CodeDraft:
    """A code as it is wanted. Symptoms and diagnoses name their area; `finishes` is for repair stages alone."""

    kind: CodeKind
    code: str
    name: str
    area_id: int | None = None
    finishes: bool = False
    active: bool = True


def create_code(work: UnitOfWork, draft: CodeDraft) -> int:
    """Add a code; returns its id."""
    _check(work, draft, None)
    code = RepairCode(
        kind=draft.kind,
        code=draft.code.strip(),
        name=draft.name.strip(),
        area_id=draft.area_id,
        finishes=draft.finishes,
        active=draft.active,
    )
    return work.add(code, "repair_code.created").id


def change_code(work: UnitOfWork, code_id: int, draft: CodeDraft, version: int) -> None:
    """Change a code read as `version`; its kind stays, and so does the area of one that repairs speak of already."""
    code = work.get(RepairCode, code_id, lock=True)
    check_version(code, version, code.name)
    if code.kind is not draft.kind:
        raise Refusal(tr("The kind of a code stays as it is; make a new code."), field="kind")
    _check(work, draft, code_id)
    if code.area_id != draft.area_id and _is_used(work, code_id):
        raise Refusal(tr("Repairs speak of this code, so it stays in its area."), field="area")
    code.code, code.name, code.area_id = draft.code.strip(), draft.name.strip(), draft.area_id
    code.finishes, code.active = draft.finishes, draft.active
    work.note("repair_code.changed", code)


def delete_code(work: UnitOfWork, code_id: int) -> None:
    """Delete a code that nothing speaks of."""
    code = work.get(RepairCode, code_id, lock=True)
    if _is_used(work, code_id):
        raise Refusal(tr("{name} stands on repairs; switch it off instead.", name=code.name))
    if work.session.scalar(select(RepairCode.id).where(RepairCode.area_id == code_id).limit(1)) is not None:
        raise Refusal(tr("{name} has codes; delete or move them first.", name=code.name))
    work.session.delete(code)
    work.note("repair_code.deleted", code)


def _check(work: UnitOfWork, draft: CodeDraft, own_id: int | None) -> None:
    _check_words(draft)
    if draft.finishes and draft.kind is not CodeKind.REPAIR_STAGE:
        raise Refusal(tr("Only a repair stage can end a repair."), field="finishes")
    _check_area(work, draft)
    same = (RepairCode.kind == draft.kind, RepairCode.area_id == draft.area_id, RepairCode.code == draft.code.strip())
    there = work.session.scalar(select(RepairCode.id).where(*same).limit(1))
    if there not in (None, own_id):
        raise Refusal(tr("There is a code {code} already.", code=draft.code.strip()), field="code")


def _check_words(draft: CodeDraft) -> None:
    if not 0 < len(draft.code.strip()) <= LONGEST_CODE:
        raise Refusal(tr("A code has 1 to {most} letters.", most=LONGEST_CODE), field="code")
    if not 0 < len(draft.name.strip()) <= LONGEST_NAME:
        raise Refusal(tr("A name has 1 to {most} letters.", most=LONGEST_NAME), field="name")


def _check_area(work: UnitOfWork, draft: CodeDraft) -> None:
    wanted = draft.kind.area
    if wanted is None:
        if draft.area_id is not None:
            raise Refusal(tr("Only symptoms and diagnoses belong to an area."), field="area")
        return
    area = None if draft.area_id is None else work.session.get(RepairCode, draft.area_id)
    if area is None or area.kind is not wanted:
        raise Refusal(tr("Choose the area that the code belongs to."), field="area")


def _is_used(work: UnitOfWork, code_id: int) -> bool:
    statement = select(RepairLine.id).where(or_(*(column == code_id for column in USES))).limit(1)
    return work.session.scalar(statement) is not None
