"""Agreements that bring visits, for the page of visits."""

from dataclasses import dataclass
from datetime import date

from domain.agreements.group_service import create_group
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.service import create_agreement
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window as OpenHours
from domain.calendars.service import create_calendar
from domain.catalogue.model import LineKind
from domain.orders.types import TypeDraft, create_type
from domain.store.unit_of_work import UnitOfWork
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.visits.window import ClosedPolicy, Window
from domain.words import Priority
from tests.support.small_company import SmallCompany

FIRST = date(2026, 3, 2)
"""The day of the desk, a Monday."""


@dataclass(frozen=True, slots=True)
class Due:
    """The brewery has two services a month on one day, the clinic one a week, Sundays included, where it is closed."""

    brewery: int
    clinic: int
    filters: int
    round: int
    order_type: int


def agree(work: UnitOfWork, company: SmallCompany) -> Due:
    """Make all of it in this unit of work."""
    monthly = create_interval(work, IntervalDraft("Monthly", Interval((Rule(Unit.MONTH),))))
    weekly = create_interval(work, IntervalDraft("Weekly", Interval((Rule(Unit.WEEK, weekdays=(6,)),))))
    order_type = create_type(work, TypeDraft("Filter service", Priority.NORMAL, 60))
    task = create_task(work, ServiceTaskDraft("Change the filters", order_type))
    group = create_group(work, "Hospitals")
    brewery = create_agreement(work, company.brewery.id, AgreementDraft("Full service", date(2026, 1, 1)))
    clinic = create_agreement(work, company.clinic.id, AgreementDraft("Rounds", date(2026, 1, 1), group_id=group))
    filters = add_line(work, brewery, AgreementLineDraft(LineKind.ITEM, "Filters", asset_id=company.chiller.id))
    look = add_line(work, brewery, AgreementLineDraft(LineKind.FEE, "Look around"))
    rounds = add_line(work, clinic, AgreementLineDraft(LineKind.FEE, "Round", asset_id=company.ward_chiller.id))
    set_plan(work, filters, PlanDraft(date(2026, 1, 16), monthly, task_id=task))
    set_plan(work, look, PlanDraft(date(2026, 1, 16), monthly, site_id=company.cellar.id))
    keep = Window(closed=ClosedPolicy.KEEP)
    set_plan(work, rounds, PlanDraft(date(2026, 1, 4), weekly, window=keep))
    hours = tuple(OpenHours(day, 480, 1020) for day in range(5))
    calendar = create_calendar(work, CalendarDraft("Weekdays", hours))
    set_planning(work, clinic, PlanningDraft(calendar_id=calendar))
    return Due(brewery, clinic, filters, rounds, order_type)
