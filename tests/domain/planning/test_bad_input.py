"""Whatever is asked of the optimiser ends in a proposal that says what is the matter, and never in an error."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.optimising.running.workers import Workers
from domain.orders.address_service import AddressDraft
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.orders.window_service import promise_window
from domain.parameters.placement_rules import Kind
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.profiles import ProfileDraft, create_profile
from domain.planning.proposing import Wanted, propose
from domain.planning.queries import changes, proposal
from domain.planning.scope import Scope, Touch
from domain.scheduling.model import Lock
from domain.scheduling.progress.status_service import lock
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.plan import Period
from domain.visits.window import Window
from domain.words import Priority
from domain.workforce.model import Technician
from tests.support.contract import sign
from tests.support.edited import HOUR, TEN, booked, soften
from tests.support.replanning import change
from tests.support.workshop import Workshop

TUESDAY, SATURDAY = date(2026, 3, 3), date(2026, 3, 7)
MIDNIGHT = TEN - 10 * HOUR
DAY = timedelta(days=1)
WEEK = Scope(MIDNIGHT, MIDNIGHT + 7 * DAY, touch=Touch.UNLOCKED)
EACH_SAYS_WHY = "None of what is asked for can be planned; each says why."
NO_TIME_LEFT = "There is no time left for it in the days that are planned."
NOBODY_MAY = "Nobody of those who are planned may do it."


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked for, a note that stays with the proposal, and by order the reason why it is left as it is."""

    note: str
    reasons: Mapping[int, str]
    scope: Scope = WEEK


class Office:
    """Two technicians, a store, and what a case puts into it."""

    def __init__(self, store: Store, workshop: Workshop) -> None:
        self.store, self.workshop = store, workshop

    def waiting(self, minutes: int = 60, address: AddressDraft | None = None) -> int:
        draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, minutes, asset_id=self.workshop.asset, address=address)
        return self.store.run("kim", _opened, draft)

    def locked(self, kind: Lock, hours: float = 0) -> tuple[int, int]:
        """The order and the booking of something that is locked with Kim, so long after ten."""
        made = booked(self.store, self.workshop, self.workshop.kim, TEN + hours * HOUR)
        assert made.booking_id is not None
        self.store.run("kim", lock, [made.booking_id], kind)
        return made.order_id, made.booking_id

    def visit(self, day: date, window: Window | None = None) -> int:
        """The order of a visit that is due once."""
        contract = self.store.run("setup", sign, self.workshop)
        change(self.store, contract.cellar, anchor_on=day, interval_id=None, window=window or Window())
        self.store.run("setup", generate_agreement, contract.agreement, Period(day, day), line_id=contract.cellar)
        with self.store.read() as session:
            return session.scalars(select(Visit.order_id)).one()


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
    a_visit_is_on_a_day_on_which_nobody_works,
    a_visit_is_longer_than_its_time_of_day,
    the_day_of_a_visit_is_over,
    a_visit_comes_later_and_is_named,
    what_is_agreed_is_two_days_at_once,
    the_days_are_over,
    there_are_no_days,
    the_days_end_before_they_begin,
]


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


@pytest.fixture
def office(store: Store, workshop: Workshop) -> Office:
    return Office(store, workshop)


@pytest.fixture
def profile(store: Store) -> int:
    return store.run("kim", create_profile, ProfileDraft("Balanced"))


@pytest.mark.parametrize("case", CASES, ids=[case.__name__ for case in CASES])
def test_it_ends_in_a_proposal_that_says_why(
    case: Callable[[Office], Told], office: Office, profile: int, workers: Workers
) -> None:
    told = case(office)
    key = propose(office.store, "kim", workers, Wanted(told.scope, profile, 0.5))
    with office.store.read() as session:
        head, rows = proposal(session, key), changes(session, key)
    assert head is not None
    assert (head.status, head.failure, head.notes) == (ProposalStatus.READY, "", (told.note,))
    assert {row.order_id: row.reasons for row in rows} == told.reasons
    assert {row.kind for row in rows} <= {ChangeKind.LEFT_OUT}


def test_a_place_without_coordinates_is_planned_and_told(office: Office, profile: int, workers: Workers) -> None:
    waits = office.waiting(address=AddressDraft("Yard", "Kai 9", "20457", "Hamburg", "DE"))
    key = propose(office.store, "kim", workers, Wanted(WEEK, profile, 0.5))
    with office.store.read() as session:
        head, (row,) = proposal(session, key), changes(session, key)
    assert head is not None
    assert head.notes == ("Nobody knows where 1 order is, so that ways to it take no time here: SO-000001.",)
    assert (row.order_id, row.kind) == (waits, ChangeKind.ASSIGN)


def test_what_can_be_planned_is_planned_beside_what_cannot(office: Office, profile: int, workers: Workers) -> None:
    long, short = office.waiting(600), office.waiting()
    key = propose(office.store, "kim", workers, Wanted(WEEK, profile, 0.5))
    with office.store.read() as session:
        head, rows = proposal(session, key), changes(session, key)
    assert head is not None
    assert head.notes == ()
    assert {row.order_id: row.kind for row in rows} == {long: ChangeKind.LEFT_OUT, short: ChangeKind.ASSIGN}


def test_goals_that_are_not_there_are_refused(office: Office, profile: int, workers: Workers) -> None:
    with pytest.raises(Refusal, match="These goals are not there any more; choose others"):
        propose(office.store, "kim", workers, Wanted(WEEK, profile + 1, 0.5))


def test_windows_that_end_before_they_begin_are_refused_before(office: Office) -> None:
    waits = office.waiting()
    with pytest.raises(Refusal):
        office.store.run("kim", promise_window, waits, TEN + HOUR, TEN)
    with pytest.raises(Refusal, match="must be later than"):
        office.visit(TUESDAY, Window(start_after=time(12), end_before=time(9)))


def _opened(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id


def _leave(work: UnitOfWork, technicians: tuple[int, ...]) -> None:
    for key in technicians:
        technician = work.get(Technician, key)
        technician.active = False
        work.note("technician.left", technician)


def _pull_apart(work: UnitOfWork) -> set[int]:
    """Let the second visit of an order be a day later than the first."""
    first, second = work.session.scalars(select(Visit).order_by(Visit.id))
    second.earliest, second.latest = first.earliest + DAY, first.latest + DAY
    second.due_on = second.planned_on = first.planned_on + DAY
    work.note("visit.moved", second)
    return {first.order_id, second.order_id}
