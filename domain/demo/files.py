"""What stands in `resources/demo`, read and checked."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import TypeVar

import msgspec

import resources
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.plan_file import PlanFile
from domain.words import Priority, Severity

T = TypeVar("T")


class PlaceData(msgspec.Struct, frozen=True):
    """A site and the sites in it; without an address of its own it stands at that of the one around it."""

    name: str
    machines: dict[str, int] = {}
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    at: tuple[float, float] | None = None
    places: tuple["PlaceData", ...] = ()


class CustomerData(msgspec.Struct, frozen=True):
    """A customer; `contacts` are pairs of name and role."""

    name: str
    contacts: tuple[tuple[str, str], ...]
    sites: tuple[PlaceData, ...]


class Task(msgspec.Struct, frozen=True, array_like=True):
    """Something that is asked for again and again: title, priority, minutes."""

    title: str
    priority: Priority
    minutes: int


class KindData(msgspec.Struct, frozen=True):
    """A kind of machine: `weight` is how often it needs somebody, beside the others."""

    group: str
    prefix: str
    weight: int
    names: tuple[str, ...]
    metrics: tuple[tuple[str, str, str], ...]
    models: tuple[tuple[str, str], ...]
    skill: str
    symptoms: tuple[Task, ...]
    visits: tuple[Task, ...]


class TechnicianData(msgspec.Struct, frozen=True):
    """A technician; `skills` have ratings, `pattern` names the weekly shifts, `at` is home, `hour` what one costs."""

    name: str
    team: str
    skills: dict[str, int]
    pattern: str
    at: tuple[float, float]
    territories: tuple[str, ...]
    vehicle: str
    hour: int


class CrewData(msgspec.Struct, frozen=True):
    """Technicians who go together, the first of them as leader."""

    name: str
    team: str
    members: tuple[str, ...]
    pattern: str


class EquipmentData(msgspec.Struct, frozen=True):
    """A thing that is booked like somebody."""

    name: str
    team: str
    skill: str
    pattern: str


class WorkforceData(msgspec.Struct, frozen=True):
    """Everybody who works in the service centre, and when: shifts are weekday, start, finish.

    A territory is where postcodes begin in one of some ways; `offices` are those of teams.
    """

    skills: tuple[str, ...]
    territories: dict[str, tuple[str, ...]]
    offices: dict[str, tuple[float, float]]
    crew: CrewData
    equipment: EquipmentData
    patterns: dict[str, tuple[tuple[int, time, time], ...]]
    technicians: tuple[TechnicianData, ...]
    office: tuple[str, ...]


class RuleData(msgspec.Struct, frozen=True):
    """A rule that holds for all machines of a kind."""

    name: str
    kind: str
    definition: Definition
    severity: Severity
    opens_order: bool = True
    priority: Priority = Priority.NORMAL
    skill: str | None = None
    minutes: int = 60
    advice: str = ""
    plan: str | None = None


class CompanyData(msgspec.Struct, frozen=True):
    """All of it."""

    customers: tuple[CustomerData, ...]
    kinds: dict[str, KindData]
    workforce: WorkforceData
    rules: tuple[RuleData, ...]
    answers: tuple[PlanFile, ...]


def read() -> CompanyData:
    """The demo company as the files tell it."""
    return CompanyData(
        customers=_decode("customers", tuple[CustomerData, ...]),
        kinds=_decode("kinds", dict[str, KindData]),
        workforce=_decode("workforce", WorkforceData),
        rules=_decode("rules", tuple[RuleData, ...]),
        answers=_decode("answers", tuple[PlanFile, ...]),
    )


def places(roots: tuple[PlaceData, ...]) -> Iterator[PlaceData]:
    """All places, each before those in it."""
    for place in roots:
        yield place
        yield from places(place.places)


def _decode(name: str, kind: type[T]) -> T:
    path = Path(resources.__file__).parent / "demo" / f"{name}.json"
    return msgspec.json.decode(path.read_bytes(), type=kind)
