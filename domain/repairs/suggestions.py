"""What helped before: diagnosis, resolution, parts and time, ranked from the history, with the figures behind."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.language import tr
from domain.repairs.cases import AGAIN, Case, came_back, cases, likeness, models_alike
from domain.repairs.figures import PartUse, Used, minutes_by_order, parts_by_order, usual
from domain.repairs.model import CodeKind, RepairCode

MOST = 6
ENOUGH = 3
"""With fewer repairs of the model itself, all models of the kind are asked."""


class Scope(StrEnum):
    """Whose history speaks."""

    MODEL = "model"
    KIND = "kind"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {Scope.MODEL: tr("This model"), Scope.KIND: tr("All models of this kind")}[self]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A diagnosis and resolution: `times` done, `judged` longer than 30 days ago, of which so many came back."""

    id: int
    diagnosis_area_id: int | None
    diagnosis_area: str
    diagnosis_id: int | None
    diagnosis: str
    resolution_id: int | None
    resolution: str
    times: int
    judged: int
    came_back: int
    minutes: int | None
    """The usual time, half took longer; nothing when no hours were kept."""
    parts: tuple[PartUse, ...]


@dataclass(frozen=True, slots=True)
class SymptomHint:
    """A symptom that the words may mean, and how often the history has it."""

    id: int
    area_id: int | None
    area: str
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Everything drawn from `cases` repairs, the best first."""

    scope: Scope
    cases: int
    symptoms: tuple[SymptomHint, ...]
    repairs: tuple[Suggestion, ...]


def suggest(
    session: Session,
    asset_model_id: int,
    symptom_id: int | None = None,
    text: str = "",
    *,
    now: datetime,
    leave_out: int | None = None,
) -> Suggestions:
    """What helped machines of this model with that symptom, or with what the text says; `leave_out` is an order.

    Ranked by how often it helped for good.
    """
    if symptom_id is None and not text.strip():
        return Suggestions(Scope.MODEL, 0, (), ())
    scope, found = Scope.MODEL, cases(session, [asset_model_id], symptom_id, text, leave_out)
    if len(found) < ENOUGH:
        wider = cases(session, models_alike(session, asset_model_id), symptom_id, text, leave_out)
        if len(wider) > len(found):
            scope, found = Scope.KIND, wider
    hints = () if symptom_id is not None else _hints(session, text, found)
    return Suggestions(scope, len(found), hints, _ranked(session, found, now))


def _ranked(session: Session, found: Sequence[Case], now: datetime) -> tuple[Suggestion, ...]:
    groups: dict[tuple[int | None, int | None], list[Case]] = defaultdict(list)
    for case in found:
        groups[case.diagnosis_id, case.resolution_id].append(case)
    back = came_back(session, found)
    best = sorted(groups.items(), key=lambda group: _rank(group[1], back))[:MOST]
    kept = [case for _, group in best for case in group]
    orders = {case.order_id for case in kept}
    names, minutes, parts = _names(session, best), minutes_by_order(session, orders), parts_by_order(session, orders)
    return tuple(
        _suggestion(at, pair, group, back, now, names, minutes, parts) for at, (pair, group) in enumerate(best, 1)
    )


def _rank(group: Sequence[Case], back: set[int]) -> tuple[int, int, int]:
    again = sum(case.id in back for case in group)
    return again - len(group), again, -max(case.id for case in group)


def _suggestion(
    rank: int,
    pair: tuple[int | None, int | None],
    group: Sequence[Case],
    back: set[int],
    now: datetime,
    names: Mapping[int | None, tuple[str, int | None, str]],
    minutes: Mapping[int, int],
    parts: Mapping[int, Sequence[Used]],
) -> Suggestion:
    diagnosis, area_id, area = names[pair[0]]
    orders = {case.order_id for case in group}
    took = [minutes[order] for order in orders if order in minutes]
    return Suggestion(
        id=rank,
        diagnosis_area_id=area_id,
        diagnosis_area=area,
        diagnosis_id=pair[0],
        diagnosis=diagnosis,
        resolution_id=pair[1],
        resolution=names[pair[1]][0],
        times=len(group),
        judged=sum(case.id in back or case.finished_at + AGAIN <= now for case in group),
        came_back=sum(case.id in back for case in group),
        minutes=round(median(took)) if took else None,
        parts=usual([part for order in orders for part in parts.get(order, [])], len(orders)),
    )


def _names(
    session: Session, best: Sequence[tuple[tuple[int | None, int | None], list[Case]]]
) -> dict[int | None, tuple[str, int | None, str]]:
    area = aliased(RepairCode)
    wanted = {code for pair, _ in best for code in pair}
    statement = (
        select(RepairCode.id, RepairCode.name, RepairCode.area_id, area.name)
        .join(area, RepairCode.area_id == area.id, isouter=True)
        .where(RepairCode.id.in_(wanted - {None}))
    )
    found: dict[int | None, tuple[str, int | None, str]] = {None: ("", None, "")}
    for key, name, area_id, area_name in session.execute(statement):
        found[key] = (name, area_id, area_name or "")
    return found


def _hints(session: Session, text: str, found: Sequence[Case]) -> tuple[SymptomHint, ...]:
    """The symptoms of the cases, and those whose own name speaks of the text."""
    times = Counter(case.symptom_id for case in found)
    area = aliased(RepairCode)
    statement = (
        select(RepairCode.id, RepairCode.area_id, area.name, RepairCode.name)
        .join(area, RepairCode.area_id == area.id)
        .where(RepairCode.kind == CodeKind.SYMPTOM, RepairCode.active)
    )
    hints = [SymptomHint(*row, times=times[row[0]]) for row in session.execute(statement)]
    fitting = {hint: (likeness(text, f"{hint.name} {hint.area}"), hint.times) for hint in hints}
    named = [hint for hint in hints if fitting[hint][0] == 1.0 or hint.times]
    return tuple(sorted(named, key=lambda hint: (-fitting[hint][0], -hint.times, hint.name))[:MOST])
