"""The watch over visits as it runs: orders made ahead at the start, what becomes of them noted at once."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from devices.listener.visiting import LOOK, Visiting
from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.orders.types import TypeDraft, create_type, switch_type
from domain.scheduling.placing.service import cancel_order, place
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.model import Visit, VisitStatus, VisitTrouble
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.words import Priority
from tests.devices.conftest import until
from tests.support.contract import BREWERY
from tests.support.watches import begins
from tests.support.workshop import Workshop, build

WEEK = timedelta(days=7)


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


@pytest.fixture
def line(store: Store, workshop: Workshop) -> int:
    return store.run("setup", sign_weekly, workshop)


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Visiting]]:
    """Begins to watch, as often as it is called."""
    with begins(Visiting, store) as begin:
        yield begin


def sign_weekly(work: UnitOfWork, workshop: Workshop) -> int:
    """Due every week from tomorrow on; returns the id of the line."""
    first = work.now.date() + timedelta(days=1)
    agreement = service.create_agreement(work, BREWERY, AgreementDraft("Basic", first - WEEK))
    weekly = create_interval(work, IntervalDraft("Weekly", Interval((Rule(Unit.WEEK),))))
    order_type = create_type(work, TypeDraft("Look", Priority.LOW, 30))
    task = create_task(work, ServiceTaskDraft("Look at it", order_type))
    line_id = line_service.add_line(work, agreement, AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset))
    set_plan(work, line_id, PlanDraft(first, weekly, task_id=task))
    return line_id


def visits(store: Store) -> list[Visit]:
    with store.read() as session:
        return list(session.scalars(select(Visit).order_by(Visit.due_on)))


def test_at_the_start_orders_are_made_ahead(store: Store, line: int, watching: Callable[[], Visiting]) -> None:
    assert watching().watching.wait(15)
    assert len(visits(store)) == 5


def test_of_two_watches_one_acts_and_the_other_takes_over(store: Store, watching: Callable[[], Visiting]) -> None:
    first = watching()
    assert first.watching.wait(15)
    second = watching()
    store.run("setup", sign_weekly, store.run("setup", build))
    until(lambda: len(visits(store)) == 5)
    assert not second.watching.is_set()
    first.stop()
    assert second.watching.wait(15)
    assert len(visits(store)) == 5


def test_what_is_booked_and_cancelled_is_noted_at_once(
    store: Store, workshop: Workshop, line: int, watching: Callable[[], Visiting]
) -> None:
    watching()
    until(lambda: len(visits(store)) == 5)
    first, second, *_ = visits(store)
    start = datetime.combine(first.planned_on + timedelta(days=2), datetime.min.time(), UTC) + timedelta(hours=9)
    store.run("kim", place, first.order_id, workshop.kim, start, start + timedelta(hours=1), override=True)
    store.run("kim", cancel_order, second.order_id)
    until(lambda: visits(store)[0].moved and visits(store)[1].status is VisitStatus.CANCELLED)
    assert visits(store)[0].planned_on == start.date()


def test_what_happened_while_nobody_watched_is_made_good(
    store: Store, line: int, watching: Callable[[], Visiting]
) -> None:
    first = watching()
    assert first.watching.wait(15)
    first.stop()
    store.run("kim", cancel_order, visits(store)[0].order_id)
    assert watching().watching.wait(15)
    assert visits(store)[0].status is VisitStatus.CANCELLED


def test_troubles_lapse_with_what_they_came_from(store: Store, line: int, watching: Callable[[], Visiting]) -> None:
    store.run("kim", switch_type, 1, active=False)
    watching()
    until(lambda: troubles(store) == 5)
    store.run("kim", line_service.stop_line, line)
    until(lambda: troubles(store) == 0)


def troubles(store: Store) -> int:
    with store.read() as session:
        return len(session.scalars(select(VisitTrouble.id)).all())


def test_at_midnight_a_further_day_is_made(database_url: str, fixed_clock: FixedClock) -> None:
    with closing(Store.open(database_url, fixed_clock)) as store:
        store.run("setup", sign_weekly, store.run("setup", build))
        watch = Visiting(store)
        watch.begin()
        assert watch.turn() == LOOK.total_seconds()
        assert len(visits(store)) == 5
        fixed_clock.advance(timedelta(days=6, hours=14, minutes=50))
        assert watch.turn() == timedelta(minutes=10).total_seconds()
        assert len(visits(store)) == 6
        fixed_clock.advance(timedelta(minutes=9))
        assert watch.turn() == timedelta(minutes=1).total_seconds()
        assert len(visits(store)) == 6
