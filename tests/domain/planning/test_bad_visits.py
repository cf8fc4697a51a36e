"""A visit for which what is agreed leaves no time is left out, and the proposal says why."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.optimising.running.workers import Workers
from domain.planning.scope import Scope
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.plan import Period
from domain.visits.window import Window
from tests.domain.planning.office import DAY, EACH_SAYS_WHY, MIDNIGHT, SATURDAY, TUESDAY, WEEK, Office, Told
from tests.support.contract import sign
from tests.support.replanning import change
from tests.support.workshop import Workshop


def a_visit_is_on_a_day_on_which_nobody_works(office: Office) -> Told:
    told = "Nobody who may do it works at the times at which it may begin."
    return Told(EACH_SAYS_WHY, {office.visit(SATURDAY): told})


def a_visit_is_longer_than_its_time_of_day(office: Office) -> Told:
    visit = office.visit(TUESDAY, Window(start_after=time(9), end_before=time(9, 30)))
    return Told(EACH_SAYS_WHY, {visit: "It takes longer than what is left of the time agreed for its visit."})


def the_day_of_a_visit_is_over(office: Office) -> Told:
    visit = office.visit(TUESDAY)
    later = Scope(MIDNIGHT + 2 * DAY, MIDNIGHT + 5 * DAY)
    told = "The time agreed for its visit is over; choose another day for it."
    return Told(EACH_SAYS_WHY, {visit: told}, later)


def a_visit_comes_later_and_is_named(office: Office) -> Told:
    visit = office.visit(TUESDAY + timedelta(days=20))
    scope = Scope(WEEK.since, WEEK.until, orders=frozenset({visit}))
    told = "The time agreed for its visit comes after the days that are planned."
    return Told(EACH_SAYS_WHY, {visit: told}, scope)


def what_is_agreed_is_two_days_at_once(office: Office) -> Told:
    contract = office.store.run("setup", sign, office.workshop)
    for line in contract.lines:
        change(office.store, line, anchor_on=TUESDAY, interval_id=None)
    office.store.run("setup", generate_agreement, contract.agreement, Period(TUESDAY, TUESDAY))
    (key,) = office.store.run("setup", _pull_apart)
    return Told(EACH_SAYS_WHY, {key: "What is agreed leaves no time for its visit."})


CASES: list[Callable[[Office], Told]] = [
    a_visit_is_on_a_day_on_which_nobody_works,
    a_visit_is_longer_than_its_time_of_day,
    the_day_of_a_visit_is_over,
    a_visit_comes_later_and_is_named,
    what_is_agreed_is_two_days_at_once,
]


@pytest.fixture
def office(store: Store, workshop: Workshop) -> Iterator[Office]:
    with closing(Workers()) as workers:
        yield Office(store, workshop, workers)


@pytest.mark.parametrize("case", CASES, ids=[case.__name__ for case in CASES])
def test_it_ends_in_a_proposal_that_says_why(case: Callable[[Office], Told], office: Office) -> None:
    office.explains(case(office))


def test_a_time_of_day_that_ends_before_it_begins_is_refused_before(office: Office) -> None:
    with pytest.raises(Refusal, match="must be later than"):
        office.visit(TUESDAY, Window(start_after=time(12), end_before=time(9)))


def _pull_apart(work: UnitOfWork) -> set[int]:
    """Let the second visit of an order be a day later than the first."""
    first, second = work.session.scalars(select(Visit).order_by(Visit.id))
    second.earliest, second.latest = first.earliest + DAY, first.latest + DAY
    second.due_on = second.planned_on = first.planned_on + DAY
    work.note("visit.moved", second)
    return {first.order_id, second.order_id}
