"""How long it takes to reckon every promise anew after the calendar that they follow from was edited."""

import statistics
import time
from datetime import timedelta

from sqlalchemy import func, select

from domain.calendars.closing import CalendarDraft, ClosedDays
from domain.calendars.model import WorkingCalendar
from domain.calendars.service import change_calendar, create_calendar
from domain.orders import promises
from domain.orders.promise_model import Promise
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla
from domain.sla.standard import OFFICE_HOURS, WARNINGS, hours
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork

ACTOR, NAME = "bench", "Office hours"
TIMES = 5


def recompute(store: Store) -> dict[str, float]:
    """Milliseconds from a closure in the calendar to the last order that follows it; every order is measured."""
    calendar_id = store.run(ACTOR, _agree)
    promises.recompute(store, ACTOR)
    took = []
    for step in range(TIMES):
        begun = time.perf_counter()
        store.run(ACTOR, _close, calendar_id, step)
        promises.recompute(store, ACTOR, calendar_id=calendar_id)
        took.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1), "p99": round(cuts[98], 1)}


def measured(store: Store) -> int:
    """How many orders have promises."""
    with store.read() as session:
        return session.scalar(select(func.count(Promise.order_id.distinct()))) or 0


def _agree(work: UnitOfWork) -> int:
    calendar_id = create_calendar(work, CalendarDraft(NAME, OFFICE_HOURS, country="DE"))
    targets = hours(response=(4, 8, 18, 60), completion=(6, 12, 30, 80))
    create_sla(work, SlaDraft("Standard", calendar_id, targets, WARNINGS))
    return calendar_id


def _close(work: UnitOfWork, calendar_id: int, days: int) -> None:
    """Close from tomorrow on, each time for a day longer."""
    first, last = (work.now + timedelta(days=ahead) for ahead in (1, 1 + days))
    closed = ClosedDays("Works outing", first.month, first.day, last.month, last.day, first.year)
    draft = CalendarDraft(NAME, OFFICE_HOURS, country="DE", closures=(closed,))
    change_calendar(work, calendar_id, draft, work.get(WorkingCalendar, calendar_id).version)
