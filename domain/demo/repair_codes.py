"""The repair codes of the demo company, and which causes its symptoms have."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

import resources
from domain.repairs.model import CodeKind, RepairCode
from domain.store.unit_of_work import UnitOfWork


class CauseData(msgspec.Struct, frozen=True, array_like=True):
    """A cause: diagnosis, its area, resolution, condition, how often beside the others, the part it takes."""

    diagnosis: str
    area: str
    resolution: str
    condition: str
    weight: int
    part: str


class SymptomData(msgspec.Struct, frozen=True, array_like=True):
    """A symptom, and the titles of the orders that have it."""

    code: str
    name: str
    titles: tuple[str, ...]
    causes: tuple[CauseData, ...]


class KindData(msgspec.Struct, frozen=True):
    """The symptoms of one kind of machine; together they are an area."""

    code: str
    name: str
    symptoms: tuple[SymptomData, ...]


class RepairData(msgspec.Struct, frozen=True):
    """What stands in `resources/demo/repairs.json`."""

    conditions: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, str, bool], ...]
    areas: Mapping[str, str]
    resolutions: tuple[tuple[str, str, bool], ...]
    kinds: Mapping[str, KindData]


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause as codes; one that `lasts` seldom comes back."""

    condition_id: int
    diagnosis_id: int
    resolution_id: int
    weight: int
    part: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """A symptom with what may be behind it."""

    symptom_id: int
    causes: Sequence[Cause]


@dataclass(frozen=True, slots=True)
class Codes:
    """The troubles by kind of machine and title of the order; the stages of what is begun and finished."""

    troubles: Mapping[tuple[str, str], Trouble]
    begun_id: int
    finished_id: int


def enter_codes(work: UnitOfWork) -> Codes:
    """Store all codes."""
    data = _read()
    conditions = _store(work, (_code(CodeKind.CONDITION, *each) for each in data.conditions))
    stages = _store(work, (_code(CodeKind.REPAIR_STAGE, code, name, finishes=ends) for code, name, ends in data.stages))
    resolutions = _store(work, (_code(CodeKind.RESOLUTION, code, name) for code, name, _ in data.resolutions))
    lasting = {code for code, _, lasts in data.resolutions if lasts}
    diagnoses = _diagnoses(work, data)
    troubles: dict[tuple[str, str], Trouble] = {}
    for kind, each in data.kinds.items():
        area = work.add(_code(CodeKind.SYMPTOM_AREA, each.code, each.name), "repair_code.created")
        for symptom in each.symptoms:
            made = work.add(_code(CodeKind.SYMPTOM, symptom.code, symptom.name, area.id), "repair_code.created")
            causes = [
                Cause(
                    conditions[cause.condition],
                    diagnoses[cause.area, cause.diagnosis],
                    resolutions[cause.resolution],
                    cause.weight,
                    cause.part,
                    cause.resolution in lasting,
                )
                for cause in symptom.causes
            ]
            troubles.update({(kind, title): Trouble(made.id, causes) for title in symptom.titles})
    begun, finished = (next(code for code, _, ends in data.stages if ends is end) for end in (False, True))
    return Codes(troubles, stages[begun], stages[finished])


def _diagnoses(work: UnitOfWork, data: RepairData) -> dict[tuple[str, str], int]:
    """By area and name, numbered within each area."""
    areas = _store(work, (_code(CodeKind.DIAGNOSIS_AREA, code, name) for code, name in data.areas.items()))
    causes = (cause for kind in data.kinds.values() for symptom in kind.symptoms for cause in symptom.causes)
    found = sorted({(cause.area, cause.diagnosis) for cause in causes})
    numbers: Counter[str] = Counter()
    codes = []
    for area, name in found:
        numbers[area] += 1
        codes.append(_code(CodeKind.DIAGNOSIS, f"{area}{numbers[area]:02d}", name, areas[area]))
    made = work.add_all(codes, "repair_code.created")
    return {pair: code.id for pair, code in zip(found, made, strict=True)}


def _store(work: UnitOfWork, codes: Iterator[RepairCode]) -> dict[str, int]:
    return {code.code: code.id for code in work.add_all(codes, "repair_code.created")}


def _code(kind: CodeKind, code: str, name: str, area_id: int | None = None, *, finishes: bool = False) -> RepairCode:
    return RepairCode(kind=kind, area_id=area_id, code=code, name=name, finishes=finishes)


def _read() -> RepairData:
    path = Path(resources.__file__).parent / "demo" / "repairs.json"
    return msgspec.json.decode(path.read_bytes(), type=RepairData)
