"""A service centre with many agreements of ten lines each, half of them due once and half twice a year."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.bulk import Bulk, bulk
from bench.stages import fill_stages
from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import LineKind
from domain.orders.tasks import TaskDraft
from domain.orders.types import TypeDraft, TypeLine, create_type
from domain.parties.model import Customer, Site
from domain.sla.standard import make_standard_sla
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.model import VisitPlan
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.words import Priority

OF_AGREEMENT = 10
MONTHS = (12, 6)
BEGUN = date(2020, 1, 1)


class VisitBase:
    """Everything follows from the number of lines, so each database holds the same."""

    def __init__(self, lines: int) -> None:
        self.lines = lines
        self._agreements = -(-lines // OF_AGREEMENT)

    def build(self, store: Store) -> None:
        """Fill the empty store."""
        task, *intervals = store.run("bench", _policies)
        with bulk(store) as filling:
            fill_stages(filling)
            self._machines(filling)
            numbers = range(1, self._agreements + 1)
            agreements = ((key, f"AG-{key:06}", f"Service {key}", key, BEGUN.isoformat()) for key in numbers)
            filling.insert(Agreement, ("id", "number", "name", "customer_id", "starts_on"), agreements)
            filling.insert(AgreementLine, _LINE, self._promised())
            filling.insert(VisitPlan, _PLAN, self._plans(task, intervals))

    def _machines(self, filling: Bulk) -> None:
        numbers = range(1, self._agreements + 1)
        filling.insert(Customer, ("id", "number", "name"), ((key, f"C-{key:05}", f"Customer {key}") for key in numbers))
        sites = ((key, key, "Plant", "Kiel", "", "", "DE", 54.3, 10.1, "Europe/Berlin") for key in numbers)
        names = ("id", "customer_id", "name", "city", "street", "postcode", "country")
        filling.insert(Site, (*names, "latitude", "longitude", "timezone"), sites)
        filling.insert(AssetModel, ("id", "kind", "maker", "name"), [(1, "chiller", "Nordfrost", "CX 400")])
        machines = ((key, f"A-{key:06}", f"Chiller {key}", f"N{key:06}", 1, of, of) for key, of in self._keys())
        filling.insert(Asset, ("id", "number", "name", "serial", "model_id", "site_id", "customer_id"), machines)

    def _promised(self) -> Iterator[tuple[Any, ...]]:
        """One line for each machine."""
        for key, of in self._keys():
            yield key, of, key, LineKind.FEE.value, "Service", key, 10_000, "pcs"

    def _plans(self, task: int, intervals: list[int]) -> Iterator[tuple[Any, ...]]:
        for key, _ in self._keys():
            anchor = BEGUN + timedelta(days=key * 37 % 365)
            yield key, anchor.isoformat(), intervals[key % len(intervals)], task

    def _keys(self) -> Iterator[tuple[int, int]]:
        """Every line with its agreement."""
        return ((key, 1 + (key - 1) // OF_AGREEMENT) for key in range(1, self.lines + 1))


def _policies(work: UnitOfWork) -> tuple[int, ...]:
    """What is done, and how often: the service task, then the intervals."""
    make_standard_sla(work, "DE")
    lines = (TypeLine(LineKind.HOUR, text="Work"),)
    draft = TypeDraft("Chiller service", Priority.LOW, 90, lines=lines, tasks=(TaskDraft("Check the circuit"),))
    task = create_task(work, ServiceTaskDraft("Service of the chiller", create_type(work, draft)))
    rules = (IntervalDraft(f"{months} months", Interval((Rule(Unit.MONTH, months),))) for months in MONTHS)
    return task, *(create_interval(work, each) for each in rules)


_LINE = ("id", "agreement_id", "position", "kind", "text", "asset_id", "quantity", "unit")
_PLAN = ("agreement_line_id", "anchor_on", "interval_id", "task_id")
