"""Nobody is booked twice through a crew: at the door, in what was overridden, and in the list of conflicts."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.parameters import service as parameters
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.scheduling.conflicts import conflicts
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.progress.status_service import advance
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Technician
from domain.workforce.time_model import CrewMember
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import Workshop, build, order

TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)


@pytest.fixture
def crew(store: Store, workshop: Workshop) -> int:
    """Kim and Lou together; Lou is in it no more."""

    def make(work: UnitOfWork) -> int:
        kim = work.get(Technician, workshop.kim)
        both = Technician(
            name="Both",
            phone="",
            email="",
            team_id=kim.team_id,
            latitude=52,
            longitude=13,
            timezone="Europe/Berlin",
            kind=Bookable.CREW,
        )
        work.add(both, "technician.created")
        work.add(CrewMember(crew_id=both.id, member_id=workshop.kim), "crew member.created")
        gone = CrewMember(crew_id=both.id, member_id=workshop.lou, until=(TEN - 24 * HOUR).date())
        work.add(gone, "crew member.created")
        return both.id

    return store.run("kim", make)


def put(store: Store, workshop: Workshop, technician_id: int, start: datetime) -> None:
    wish = Edit(None, store.run("kim", order, workshop), technician_id, start, start + HOUR)
    store.run("kim", rearrange, [wish], override=True, reason="new")


def test_a_member_is_not_placed_beside_the_crew(store: Store, workshop: Workshop, crew: int) -> None:
    put(store, workshop, crew, TEN)
    put(store, workshop, workshop.lou, TEN)
    with pytest.raises(Refusal, match="The crew of Kim already has SO-000001"):
        put(store, workshop, workshop.kim, TEN + HOUR / 2)
    put(store, workshop, workshop.kim, TEN + HOUR)


def test_the_crew_is_not_placed_beside_a_member(store: Store, workshop: Workshop, crew: int) -> None:
    put(store, workshop, workshop.kim, TEN)
    with pytest.raises(Refusal, match="Kim of Both already has SO-000001"):
        put(store, workshop, crew, TEN + HOUR / 2)


def test_time_given_back_stays_with_the_crew_that_has_taken_it(
    store: Store, workshop: Workshop, crew: int, fixed_clock: FixedClock
) -> None:
    put(store, workshop, workshop.kim, TEN)
    with store.read() as session:
        (job,) = session.scalars(select(Booking.id)).all()
    fixed_clock.advance(TEN - fixed_clock.now())
    store.run("kim", advance, job, BookingStatus.ON_SITE)
    fixed_clock.advance(HOUR / 4)
    store.run("kim", advance, job, BookingStatus.DONE)
    put(store, workshop, crew, TEN + HOUR / 2)
    store.run("kim", advance, job, BookingStatus.ON_SITE)
    with store.read() as session:
        assert session.get_one(Booking, job).finish_at == TEN + HOUR / 2


def test_what_was_overridden_is_listed_on_both_rows(store: Store, workshop: Workshop, crew: int) -> None:
    softened = {**PLACEMENT_RULES, Kind.OVERLAP: Strictness.WARNING}
    store.run("admin", parameters.change, "placement_rules", softened)
    put(store, workshop, workshop.kim, TEN)
    put(store, workshop, crew, TEN + HOUR / 2)
    with store.read() as session:
        found = conflicts(session, TEN, TEN + 24 * HOUR, now=TEN)
    doubled = {each.technician_id for each in found if Kind.OVERLAP in {finding.kind for finding in each.findings}}
    assert doubled == {workshop.kim, crew}


def test_who_joins_a_crew_while_it_is_booked_is_not_booked_twice(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        workshop = store.run("setup", build)
        both = store.run("setup", _empty_crew, workshop)
        put(store, workshop, workshop.lou, TEN)
        wish = Edit(None, store.run("kim", order, workshop), both, TEN, TEN + HOUR)
        with store.write("admin") as work:
            for key in sorted((both, workshop.lou)):
                work.get(Technician, key, lock=True)
            placing = other.submit(store.run, "kim", rearrange, [wish], override=True, reason="new")
            wait_for_lock(store)
            work.add(CrewMember(crew_id=both, member_id=workshop.lou), "crew member.created")
        assert isinstance(placing.exception(WAIT_SECONDS), Refusal)


def _empty_crew(work: UnitOfWork, workshop: Workshop) -> int:
    team_id = work.get(Technician, workshop.kim).team_id
    at = {"latitude": 52.0, "longitude": 13.0, "timezone": "Europe/Berlin"}
    both = Technician(name="Both", phone="", email="", team_id=team_id, kind=Bookable.CREW, **at)
    return work.add(both, "technician.created").id
