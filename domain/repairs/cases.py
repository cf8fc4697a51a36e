"""The finished repairs of machines like this one: what suggestions are drawn from."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.assets.model import AssetModel
from domain.repairs.model import RepairCode, RepairLine

MOST_CASES = 500
"""The newest ones of a model; older repairs say little about a machine of today."""
AGAIN = timedelta(days=30)
ALIKE = 0.5
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A finished repair."""

    id: int
    order_id: int
    asset_id: int
    title: str
    symptom_id: int | None
    symptom: str
    symptom_area: str
    diagnosis_id: int | None
    resolution_id: int | None
    finished_at: datetime


def models_alike(session: Session, asset_model_id: int) -> list[int]:
    """Every model of the same kind of machine, this one too."""
    kind = select(AssetModel.kind).where(AssetModel.id == asset_model_id).scalar_subquery()
    return list(session.scalars(select(AssetModel.id).where(AssetModel.kind == kind)))


def cases(
    session: Session, model_ids: Collection[int], symptom_id: int | None, words: str, leave_out: int | None
) -> list[Case]:
    """The finished repairs of these models with the symptom, or that speak of the words; without an order's own."""
    found = [case for model_id in model_ids for case in _newest(session, model_id, symptom_id, leave_out)]
    return found if symptom_id is not None else [case for case in found if speaks_of(case, words)]


def _newest(session: Session, model_id: int, symptom_id: int | None, leave_out: int | None) -> list[Case]:
    """One model at a time, so that an index brings them in their order however many there are."""
    symptom, area = aliased(RepairCode), aliased(RepairCode)
    statement = (
        select(
            RepairLine.id,
            RepairLine.order_id,
            RepairLine.asset_id,
            RepairLine.title,
            RepairLine.symptom_id,
            func.coalesce(symptom.name, ""),
            func.coalesce(area.name, ""),
            RepairLine.diagnosis_id,
            RepairLine.resolution_id,
            RepairLine.finished_at,
        )
        .join(symptom, RepairLine.symptom_id == symptom.id, isouter=True)
        .join(area, symptom.area_id == area.id, isouter=True)
        .where(RepairLine.asset_model_id == model_id, RepairLine.finished_at.is_not(None))
        .where(or_(RepairLine.diagnosis_id.is_not(None), RepairLine.resolution_id.is_not(None)))
    )
    if leave_out is not None:
        statement = statement.where(RepairLine.order_id != leave_out)
    if symptom_id is not None:
        statement = statement.where(RepairLine.symptom_id == symptom_id)
    newest = statement.order_by(RepairLine.finished_at.desc()).limit(MOST_CASES)
    rows: Iterable[Any] = session.execute(newest)
    return [Case(*row) for row in rows]


def speaks_of(case: Case, words: str) -> bool:
    """Whether at least half of the words begin a word of the case."""
    return likeness(words, f"{case.title} {case.symptom} {case.symptom_area}") >= ALIKE


def likeness(words: str, text: str) -> float:
    """What share of `words` begins a word of `text`; without words, all."""
    wanted = [word for word in _words(words) if len(word) >= _SHORTEST] or _words(words)
    there = _words(text)
    return sum(any(each.startswith(word) for each in there) for word in wanted) / len(wanted) if wanted else 1.0


def came_back(session: Session, found: Sequence[Case]) -> set[int]:
    """The ids of the cases after which the same asset had the same symptom or diagnosis again within 30 days."""
    if not found:
        return set()
    since = min(case.finished_at for case in found)
    symptoms, diagnoses = {case.symptom_id for case in found}, {case.diagnosis_id for case in found}
    alike = or_(RepairLine.symptom_id.in_(symptoms - {None}), RepairLine.diagnosis_id.in_(diagnoses - {None}))
    assets = RepairLine.asset_id.in_({case.asset_id for case in found})
    statement = select(
        RepairLine.asset_id, RepairLine.order_id, RepairLine.symptom_id, RepairLine.diagnosis_id, RepairLine.created_at
    ).where(assets, RepairLine.created_at > since, alike)
    later: dict[int, list[tuple[int, int | None, int | None, datetime]]] = defaultdict(list)
    for asset_id, order_id, symptom_id, diagnosis_id, created_at in session.execute(statement):
        later[asset_id].append((order_id, symptom_id, diagnosis_id, created_at))
    return {case.id for case in found if any(_is_again(case, *each) for each in later[case.asset_id])}


def _is_again(
    case: Case, order_id: int, symptom_id: int | None, diagnosis_id: int | None, created_at: datetime
) -> bool:
    same_symptom = symptom_id is not None and symptom_id == case.symptom_id
    same_diagnosis = diagnosis_id is not None and diagnosis_id == case.diagnosis_id
    soon = case.finished_at < created_at <= case.finished_at + AGAIN
    return order_id != case.order_id and soon and (same_symptom or same_diagnosis)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
