"""What the assistant is told of orders, and of what is no order yet."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Gone, Refusal
from domain.parties.model import Site
from domain.scheduling.assistant.asking import draft_need, job_of, read
from domain.scheduling.assistant.values import Search
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.needs.requirement_service import RequirementDraft, add_requirement
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.placing.service import place
from domain.scheduling.requirement_model import TechnicianWish, Wish
from domain.scheduling.travel.places import Place
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def wish(work: UnitOfWork, workshop: Workshop) -> None:
    customer_id = work.get(Site, workshop.site).customer_id
    made = TechnicianWish(customer_id=customer_id, site_id=None, technician_id=workshop.lou, wish=Wish.RESTRICTED)
    work.add(made, "technician wish.created")


def begin(work: UnitOfWork, booking_id: int) -> None:
    booking = work.get(Booking, booking_id)
    booking.status = BookingStatus.TRAVELLING
    work.note("booking.status", booking)


def test_an_order_that_is_planned_would_be_moved(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    with store.read() as session:
        assert job_of(session, order_id).booking_id is None
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    with store.read() as session:
        job = job_of(session, order_id)
    assert (job.booking_id, job.version, job.minutes) == (booking_id, 1, 60)


def test_for_what_is_under_way_nobody_is_looked_for(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", begin, booking_id)
    with store.read() as session, pytest.raises(Refusal, match="Work on SO-000001 has begun"):
        job_of(session, order_id)


def test_of_an_order_half_done_the_rest_is_looked_for(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", place, order_id, workshop.kim, TEN, TEN + 2 * HOUR / 3)
    with store.read() as session:
        job = job_of(session, order_id)
    assert (job.minutes, job.booking_id) == (20, None)


def test_the_requirement_that_is_open_says_who_is_looked_for(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    first = store.run("kim", add_requirement, order_id, RequirementDraft("Fitter", 30))
    second = store.run("kim", add_requirement, order_id, RequirementDraft("Crane", 90, kind=Bookable.EQUIPMENT))
    with store.read() as session:
        job = job_of(session, order_id)
    assert (job.requirement_id, job.minutes, job.need.kind) == (first, 30, Bookable.PERSON)
    done = Edit(None, order_id, workshop.kim, TEN, TEN + HOUR / 2, requirement_id=first)
    store.run("kim", rearrange, [done], override=True, reason="new")
    with store.read() as session:
        job = job_of(session, order_id)
    assert (job.requirement_id, job.minutes, job.need.kind) == (second, 90, Bookable.EQUIPMENT)


def test_a_site_says_where_it_is_and_who_may_come(store: Store, workshop: Workshop) -> None:
    store.run("kim", wish, workshop)
    with store.read() as session:
        need = draft_need(session, workshop.site, ("Gas",))
    assert need.place == Place(53.5, 10.0, workshop.site)
    assert (need.skills, need.restricted) == (frozenset({"Gas"}), frozenset({workshop.lou}))


def test_what_was_planned_is_in_nobodys_way_twice(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    with store.read() as session:
        assistant, job = read(session, TEN, TEN + HOUR, UTC), job_of(session, order_id)
    plain = Search(job.need, 60, TEN, TEN + HOUR / 4, only=frozenset({workshop.kim}))
    assert assistant.slots(plain) == ()
    moved = Search(job.need, 60, TEN, TEN + HOUR / 4, booking_id=job.booking_id, only=frozenset({workshop.kim}))
    assert [slot.start for slot in assistant.slots(moved)] == [TEN]


def test_what_is_gone_is_told(store: Store, workshop: Workshop) -> None:
    with store.read() as session:
        with pytest.raises(Gone, match="order"):
            job_of(session, 999)
        with pytest.raises(Gone, match="site"):
            draft_need(session, 999)
