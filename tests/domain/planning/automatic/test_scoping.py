"""What a run plans is meant from the moment on which it begins, on the days of its place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Refusal
from domain.parties.model import Territory
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.scoping import scope_of
from domain.planning.automatic.service import RunDraft
from domain.planning.scope import TO_DECIDE, Scope, Touch
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.support.workshop import Workshop

DRAFT = RunDraft("Behind the board", 1, Trigger.STANDING, zone="Europe/Berlin", touch=Touch.UNLOCKED)
#: In Berlin it is the third of March already.
LATE = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def scope(store: Store, draft: RunDraft, now: datetime = LATE) -> Scope:
    with store.read() as session:
        return scope_of(session, draft, now)


def test_today_is_that_of_its_place(store: Store) -> None:
    first = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert scope(store, DRAFT) == Scope(
        first,
        first + timedelta(days=1),
        touch=Touch.UNLOCKED,
        frozen_until=LATE,
        leaving_from=LATE + timedelta(seconds=2) + TO_DECIDE,
    )
    assert scope(store, replace(DRAFT, applies=True)).leaving_from == LATE + timedelta(seconds=62)
    fortnight = scope(store, replace(DRAFT, zone="UTC", days=14, frozen_minutes=90))
    assert (fortnight.since, fortnight.until) == (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC))
    assert fortnight.frozen_until == LATE + timedelta(minutes=90)


def test_the_day_on_which_summer_time_begins_has_23_hours(store: Store) -> None:
    short = scope(store, DRAFT, datetime(2026, 3, 29, 12, tzinfo=UTC))
    assert short.until - short.since == timedelta(hours=23)


def test_those_of_territories_come_to_those_that_are_named(store: Store, workshop: Workshop) -> None:
    north = store.run("kim", covers, workshop.lou)
    assert scope(store, DRAFT).technicians == frozenset()
    assert scope(store, replace(DRAFT, territories=(north,))).technicians == {workshop.lou}
    both = replace(DRAFT, technicians=(workshop.kim,), territories=(north,))
    assert scope(store, both).technicians == {workshop.kim, workshop.lou}


def test_where_those_that_are_named_are_gone_it_is_not_everybody(store: Store, workshop: Workshop) -> None:
    store.run("kim", leave, workshop.lou)
    with pytest.raises(Refusal, match="Nobody for whom it plans is there any more"):
        scope(store, replace(DRAFT, technicians=(workshop.lou,)))
    with pytest.raises(Refusal, match="Nobody for whom it plans is there any more"):
        scope(store, replace(DRAFT, territories=(77,)))


def covers(work: UnitOfWork, technician_id: int) -> int:
    north = work.add(Territory(name="North"), "territory.created")
    technician = work.get(Technician, technician_id)
    technician.territories.append(north)
    work.note("technician.changed", technician)
    return north.id


def leave(work: UnitOfWork, technician_id: int) -> None:
    technician = work.get(Technician, technician_id)
    technician.active = False
    work.note("technician.switched", technician)
