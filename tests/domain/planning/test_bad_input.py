"""Whatever is asked of the optimiser ends in a proposal that says what is the matter, and never in an error."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from domain.errors import Refusal
from domain.optimising.running.workers import Workers
from domain.orders.address_service import AddressDraft
from domain.orders.window_service import promise_window
from domain.parameters.placement_rules import Kind
from domain.planning.model import ChangeKind
from domain.planning.proposing import Wanted, propose
from domain.planning.scope import Scope
from domain.scheduling.model import Lock
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.domain.planning.office import DAY, EACH_SAYS_WHY, MIDNIGHT, NO_TIME_LEFT, NOBODY_MAY, WEEK, Office, Told
from tests.support.edited import HOUR, TEN, soften
from tests.support.workshop import Workshop


def nobody_is_there(office: Office) -> Told:
    waits = office.waiting()
    office.store.run("setup", _leave, (office.workshop.kim, office.workshop.lou))
    return Told("There is nobody for whom it could be planned.", {waits: NOBODY_MAY})


def nobody_is_chosen(office: Office) -> Told:
    scope = Scope(WEEK.since, WEEK.until, technicians=frozenset({10_000}))
    return Told("There is nobody for whom it could be planned.", {office.waiting(): NOBODY_MAY}, scope)


def nobody_works(office: Office) -> Told:
    weekend = Scope(MIDNIGHT + 4 * DAY, MIDNIGHT + 6 * DAY)
    return Told("Nobody for whom is planned works on these days.", {office.waiting(): NOBODY_MAY}, weekend)


def nothing_waits(_: Office) -> Told:
    return Told("Nothing waits, and nothing that is planned may change.", {})


def no_such_order(office: Office) -> Told:
    office.waiting()
    scope = Scope(WEEK.since, WEEK.until, orders=frozenset({10_000}))
    return Told("Nothing waits, and nothing that is planned may change.", {}, scope)


def all_is_locked(office: Office) -> Told:
    office.locked(Lock.BOTH)
    office.locked(Lock.BOTH, 2)
    return Told("Nothing waits, and nothing that is planned may change.", {})


def locks_lie_over_each_other(office: Office) -> Told:
    soften(office.store, Kind.OVERLAP)
    office.locked(Lock.BOTH)
    over, _ = office.locked(Lock.BOTH, 0.5)
    return Told(EACH_SAYS_WHY, {over: "It is locked at the same time as SO-000001, for the same person."})


def a_lock_contradicts_the_window(office: Office) -> Told:
    locked, _ = office.locked(Lock.TIME)
    office.store.run("kim", promise_window, locked, TEN + 3 * HOUR, TEN + 5 * HOUR)
    return Told(EACH_SAYS_WHY, {locked: "It is locked at a time that is outside of its promised window."})


def it_is_longer_than_any_day(office: Office) -> Told:
    told = "It takes longer, with the ways, than any working day of those who may do it."
    return Told(EACH_SAYS_WHY, {office.waiting(600): told})


def its_promised_window_is_over(office: Office) -> Told:
    waits = office.waiting()
    office.store.run("kim", promise_window, waits, MIDNIGHT - 2 * DAY, MIDNIGHT - DAY)
    return Told(EACH_SAYS_WHY, {waits: "Its promised window lies outside of the time that is planned."})


def the_days_are_over(office: Office) -> Told:
    past = Scope(MIDNIGHT - 9 * DAY, MIDNIGHT - 5 * DAY)
    return Told("The days that are to be planned are over.", {office.waiting(): NO_TIME_LEFT}, past)


def there_are_no_days(office: Office) -> Told:
    return Told(
        "The days that are to be planned end before they begin.",
        {office.waiting(): NOBODY_MAY},
        Scope(MIDNIGHT, MIDNIGHT),
    )


def the_days_end_before_they_begin(office: Office) -> Told:
    return Told(
        "The days that are to be planned end before they begin.",
        {office.waiting(): NO_TIME_LEFT},
        Scope(MIDNIGHT + 9 * DAY, MIDNIGHT),
    )


CASES: list[Callable[[Office], Told]] = [
    nobody_is_there,
    nobody_is_chosen,
    nobody_works,
    nothing_waits,
    no_such_order,
    all_is_locked,
    locks_lie_over_each_other,
    a_lock_contradicts_the_window,
    it_is_longer_than_any_day,
    its_promised_window_is_over,
    the_days_are_over,
    there_are_no_days,
    the_days_end_before_they_begin,
]


@pytest.fixture
def office(store: Store, workshop: Workshop) -> Iterator[Office]:
    with closing(Workers()) as workers:
        yield Office(store, workshop, workers)


@pytest.mark.parametrize("case", CASES, ids=[case.__name__ for case in CASES])
def test_it_ends_in_a_proposal_that_says_why(case: Callable[[Office], Told], office: Office) -> None:
    office.explains(case(office))


def test_a_place_without_coordinates_is_planned_and_told(office: Office) -> None:
    waits = office.waiting(address=AddressDraft("Yard", "Kai 9", "20457", "Hamburg", "DE"))
    head, (row,) = office.propose()
    assert head.notes == ("Nobody knows where 1 order is, so that ways to it take no time here: SO-000001.",)
    assert (row.order_id, row.kind) == (waits, ChangeKind.ASSIGN)


def test_what_can_be_planned_is_planned_beside_what_cannot(office: Office) -> None:
    long, short = office.waiting(600), office.waiting()
    head, rows = office.propose()
    assert head.notes == ()
    assert {row.order_id: row.kind for row in rows} == {long: ChangeKind.LEFT_OUT, short: ChangeKind.ASSIGN}


def test_goals_that_are_not_there_are_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="These goals are not there any more; choose others"):
        propose(office.store, "kim", office.workers, Wanted(WEEK, office.profile + 1, 0.5))


def test_a_promised_window_that_ends_before_it_begins_is_refused_before(office: Office) -> None:
    waits = office.waiting()
    with pytest.raises(Refusal):
        office.store.run("kim", promise_window, waits, TEN + HOUR, TEN)


def _leave(work: UnitOfWork, technicians: tuple[int, ...]) -> None:
    for key in technicians:
        technician = work.get(Technician, key)
        technician.active = False
        work.note("technician.left", technician)
