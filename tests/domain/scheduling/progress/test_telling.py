"""Times that are corrected reach the clocks of what is promised, whichever way they go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.orders import clock_service
from domain.orders import promise_queries as queries
from domain.orders.model import StageMeaning
from domain.orders.promise_model import ClockMark
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing.service import change_stage, place
from domain.scheduling.progress.progress import Times
from domain.scheduling.progress.status_service import advance, set_actual_times
from domain.sla.clock import MarkKind, State, TargetKind
from domain.store.store import Store
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

HOUR = timedelta(hours=1)
#: Promised for an order opened on Monday at ten: an arrival until two, the end until Tuesday at ten.
OPENED = MONDAY_MORNING


@dataclass(frozen=True)
class Visit:
    """An order, and its booking from eleven to one o'clock."""

    store: Store
    clock: FixedClock
    order: int
    booking: int

    def step(self, status: BookingStatus, after: timedelta) -> None:
        """Told so long after the order was opened."""
        self.clock.advance(OPENED + after - self.clock.now())
        self.store.run("kim", advance, self.booking, status)

    def correct(self, *times: datetime | None) -> None:
        self.store.run("kim", set_actual_times, self.booking, Times(*times))

    def marks(self, kind: MarkKind) -> list[datetime]:
        found = select(ClockMark.at).where(ClockMark.order_id == self.order, ClockMark.kind == kind)
        with self.store.read() as session:
            return list(session.scalars(found.order_by(ClockMark.id)))

    def promise(self, kind: TargetKind) -> tuple[State, datetime | None]:
        with self.store.read() as session:
            (found,) = (row for row in queries.promises(session, self.order) if row.kind is kind)
            return found.state, found.met_at


@pytest.fixture
def visit(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Visit:
    store.run("setup", promised.build)
    order_id = store.run("kim", order, workshop)
    start = OPENED + HOUR
    booking_id = store.run("kim", place, order_id, workshop.kim, start, start + 2 * HOUR, override=True)
    return Visit(store, fixed_clock, order_id, booking_id)


@pytest.mark.parametrize(
    ("hours", "state"), [(0.5, State.MET), (1, State.MET), (3, State.MET), (4, State.MET), (5, State.BREACHED)]
)
def test_the_clock_of_the_arrival_hears_what_is_corrected(visit: Visit, hours: float, state: State) -> None:
    visit.step(BookingStatus.ON_SITE, HOUR)
    assert visit.promise(TargetKind.ARRIVAL) == (State.MET, OPENED + HOUR)
    visit.clock.advance(5 * HOUR)
    came = OPENED + hours * HOUR
    visit.correct(None, came, None)
    assert visit.marks(MarkKind.ARRIVED) == [came]
    assert visit.promise(TargetKind.ARRIVAL) == (state, came)
    visit.correct(None, OPENED + HOUR, None)
    assert visit.promise(TargetKind.ARRIVAL) == (State.MET, OPENED + HOUR)


@pytest.mark.parametrize(
    ("hours", "state"), [(22.5, State.MET), (23, State.MET), (24, State.MET), (25, State.BREACHED)]
)
def test_the_clock_of_the_end_hears_what_is_corrected(visit: Visit, hours: float, state: State) -> None:
    visit.step(BookingStatus.ON_SITE, HOUR)
    visit.step(BookingStatus.DONE, 23 * HOUR)
    assert visit.promise(TargetKind.COMPLETION) == (State.MET, OPENED + 23 * HOUR)
    visit.clock.advance(3 * HOUR)
    left = OPENED + hours * HOUR
    visit.correct(None, OPENED + HOUR, left)
    assert visit.marks(MarkKind.COMPLETED) == [left]
    assert visit.promise(TargetKind.COMPLETION) == (state, left)


def test_an_arrival_told_by_mistake_was_none(visit: Visit) -> None:
    visit.step(BookingStatus.ON_SITE, HOUR)
    visit.step(BookingStatus.ACCEPTED, 1.5 * HOUR)
    assert visit.marks(MarkKind.ARRIVED) == []
    assert visit.promise(TargetKind.ARRIVAL) == (State.DUE, None)


def test_an_arrival_that_somebody_else_told_of_stays(visit: Visit) -> None:
    visit.clock.advance(HOUR / 2)
    visit.store.run("lea", clock_service.arrive, visit.order)
    visit.step(BookingStatus.ON_SITE, HOUR)
    visit.clock.advance(5 * HOUR)
    visit.correct(None, OPENED + 5 * HOUR, None)
    assert visit.marks(MarkKind.ARRIVED) == [OPENED + HOUR / 2]


def test_the_next_who_came_counts_where_the_first_came_later(visit: Visit, workshop: Workshop) -> None:
    visit.step(BookingStatus.ON_SITE, HOUR)
    start = OPENED + HOUR
    second = visit.store.run("kim", place, visit.order, workshop.lou, start, start + HOUR, extra=True, override=True)
    visit.clock.advance(HOUR)
    visit.store.run("kim", advance, second, BookingStatus.ON_SITE)
    visit.clock.advance(HOUR)
    visit.correct(None, OPENED + 2.5 * HOUR, None)
    assert visit.marks(MarkKind.ARRIVED) == [OPENED + 2 * HOUR]


def test_what_was_opened_again_ended_after_that(visit: Visit, workshop: Workshop) -> None:
    visit.step(BookingStatus.DONE, 2 * HOUR)
    visit.clock.advance(HOUR)
    visit.store.run("kim", change_stage, visit.order, workshop.stages[StageMeaning.ACTIVE])
    visit.step(BookingStatus.ON_SITE, 3 * HOUR)
    visit.step(BookingStatus.DONE, 5 * HOUR)
    visit.correct(None, None, OPENED + 2.5 * HOUR)
    assert visit.promise(TargetKind.COMPLETION) == (State.MET, OPENED + 3 * HOUR)


@pytest.mark.parametrize(
    ("status", "times", "field"),
    [
        (BookingStatus.PLANNED, Times(travelling=OPENED), "travelling"),
        (BookingStatus.ACCEPTED, Times(arrived=OPENED), "arrived"),
        (BookingStatus.TRAVELLING, Times(OPENED, OPENED), "arrived"),
        (BookingStatus.ON_SITE, Times(None, OPENED, OPENED), "left"),
    ],
)
def test_times_of_what_has_not_happened_are_refused(
    visit: Visit, status: BookingStatus, times: Times, field: str
) -> None:
    if status is not BookingStatus.PLANNED:
        visit.step(status, HOUR)
    with pytest.raises(Refusal, match="tell first how far it is") as refused:
        visit.store.run("kim", set_actual_times, visit.booking, times)
    assert refused.value.field == field
