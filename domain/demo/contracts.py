"""What the agreements of the demo company bring with them: when visits fall due, and what is covered."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
from sqlalchemy import select

import resources
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.model import Agreement, AgreementGroup
from domain.calendars.months import months_on
from domain.catalogue.model import LineKind
from domain.orders.model import OrderType
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.periods import PeriodCode
from domain.visits.combine import Combine
from domain.visits.interval import Interval
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.visits.window import Window, WindowKind

MONTHS_APART = 7
"""By how many months the series of one agreement begins after that of the one before: they are spread over the year."""


class TaskData(msgspec.Struct, frozen=True):
    """A service task; its order type is named."""

    type: str
    rank: int
    internal_note: str
    external_note: str


class PlanData(msgspec.Struct, frozen=True, array_like=True):
    """When a line of an agreement falls due: interval and task by their names."""

    interval: str
    task: str
    window: WindowKind


class CoverData(msgspec.Struct, frozen=True, array_like=True):
    """What a customer pays for work; `hours` is the limit of a year."""

    name: str
    treatment: Treatment
    discount: Decimal
    kind: LineKind | None
    hours: Decimal | None


class TermsData(msgspec.Struct, frozen=True):
    """What agreements of one group bring: a plan for each of their lines, and cover."""

    plans: tuple[PlanData, ...]
    covers: tuple[CoverData, ...]
    days_ahead: int | None


class GroupData(msgspec.Struct, frozen=True):
    """How subscriptions are billed: the number of the article, and the periods."""

    article: str
    code: PeriodCode
    accrual: PeriodCode | None


class SubscriptionData(msgspec.Struct, frozen=True, array_like=True):
    """What is paid by the period: the name of the group, what stands on the bill, price and quantity."""

    group: str
    name: str
    base: Decimal
    quantity: Decimal


class ContractData(msgspec.Struct, frozen=True):
    """What stands in `resources/demo/contracts.json`; terms and subscriptions by the group of the agreement."""

    intervals: Mapping[str, Interval]
    tasks: Mapping[str, TaskData]
    terms: Mapping[str, TermsData]
    articles: tuple[tuple[str, str, str], ...]
    groups: Mapping[str, GroupData]
    subscriptions: Mapping[str, tuple[SubscriptionData, ...]]


def read() -> ContractData:
    """The contracts as the file tells them."""
    path = Path(resources.__file__).parent / "demo" / "contracts.json"
    return msgspec.json.decode(path.read_bytes(), type=ContractData)


def agreements_by_group(work: UnitOfWork) -> Sequence[tuple[str, Agreement]]:
    """Every agreement with the name of its group."""
    found = select(AgreementGroup.name, Agreement).join(Agreement.group).order_by(Agreement.id)
    return [(name, agreement) for name, agreement in work.session.execute(found)]


def promise_visits(work: UnitOfWork, data: ContractData) -> None:
    """Let the lines of all agreements fall due, and cover work as the group of each agreement says."""
    intervals = {name: create_interval(work, IntervalDraft(name, each)) for name, each in data.intervals.items()}
    tasks = _tasks(work, data)
    for at, (group, agreement) in enumerate(agreements_by_group(work)):
        terms = data.terms[group]
        for line, plan in zip(agreement.lines, terms.plans, strict=False):
            draft = PlanDraft(
                anchor_on=months_on(agreement.starts_on, at * MONTHS_APART % 12),
                interval_id=intervals[plan.interval],
                window=Window(plan.window),
                task_id=tasks[plan.task],
            )
            set_plan(work, line.id, draft)
        set_planning(work, agreement.id, PlanningDraft(Combine.ASSET, days_ahead=terms.days_ahead))
        for cover in terms.covers:
            add_cover(work, agreement.id, _cover(cover))


def _tasks(work: UnitOfWork, data: ContractData) -> dict[str, int]:
    types = {name: key for key, name in work.session.execute(select(OrderType.id, OrderType.name))}
    return {
        name: create_task(
            work, ServiceTaskDraft(name, types[each.type], each.internal_note, each.external_note, each.rank)
        )
        for name, each in data.tasks.items()
    }


def _cover(data: CoverData) -> CoverDraft:
    return CoverDraft(
        data.name,
        data.treatment,
        data.discount,
        kind=data.kind,
        cap_unit=None if data.hours is None else CapUnit.HOURS,
        cap_limit=data.hours,
    )
