"""Orders that need several people or things, in one way or another."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Overtaken, Refusal
from domain.orders.model import Order
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.fulfilment import LEAST, Left, Share, Wanted, left, still_wanted
from domain.scheduling.needs.requirement_service import (
    RequirementDraft,
    add_requirement,
    change_requirement,
    delete_requirement,
    requirements_of,
)
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.queries import bookings, unassigned
from domain.store import portions
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TWO_PEOPLE = (RequirementDraft("Fitter", 60), RequirementDraft("Helper", 60))


def needing(store: Store, workshop: Workshop, *drafts: RequirementDraft) -> tuple[int, list[int]]:
    order_id = store.run("kim", order, workshop)
    return order_id, [store.run("kim", add_requirement, order_id, draft) for draft in drafts]


def put(store: Store, order_id: int, technician: int, requirement: int | None = None) -> None:
    edit = Edit(None, order_id, technician, TEN, TEN + HOUR, requirement_id=requirement)
    store.run("kim", rearrange, [edit], override=True, reason="x")


def waiting(store: Store) -> list[tuple[str, int]]:
    with store.read() as session:
        return [(row.requirement, row.minutes) for row in unassigned(session)]


def test_an_order_waits_once_for_each_that_it_needs(store: Store, workshop: Workshop) -> None:
    order_id, (fitter, helper) = needing(store, workshop, *TWO_PEOPLE)
    assert waiting(store) == [("Fitter", 60), ("Helper", 60)]
    put(store, order_id, workshop.kim)
    assert waiting(store) == [("Helper", 60)]
    put(store, order_id, workshop.lou, helper)
    assert waiting(store) == []
    with store.read() as session:
        found = bookings(session, TEN, TEN + HOUR)
        assert [row.left for row in requirements_of(session, order_id)] == [0, 0]
    assert [row.requirement_id for row in found] == [fitter, helper]


def test_what_waits_is_the_same_in_whatever_portions_it_is_read(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        needing(store, workshop, *TWO_PEOPLE)
        store.run("kim", order, workshop)
    with store.read() as session:
        whole = unassigned(session)
    monkeypatch.setattr(portions, "PORTION", 2)
    with store.read() as session:
        assert unassigned(session) == whole
        assert unassigned(session, [row.id for row in whole]) == whole
    assert len(whole) == 9


def test_what_is_given_already_is_not_booked_again(store: Store, workshop: Workshop) -> None:
    order_id, (fitter, _) = needing(store, workshop, *TWO_PEOPLE)
    put(store, order_id, workshop.kim, fitter)
    with pytest.raises(Refusal, match="already with Kim"):
        put(store, order_id, workshop.lou, fitter)


def test_one_way_is_enough_and_may_be_chosen(store: Store, workshop: Workshop) -> None:
    alone = RequirementDraft("Master", 60, way=1)
    order_id, (fitter, _, master) = needing(store, workshop, *TWO_PEOPLE, alone)
    assert waiting(store) == [("Fitter", 60), ("Helper", 60)]
    put(store, order_id, workshop.kim, master)
    assert waiting(store) == []
    with pytest.raises(Refusal, match="already with Kim"):
        put(store, order_id, workshop.lou, fitter)


def test_a_requirement_is_changed_with_what_was_seen(store: Store, workshop: Workshop) -> None:
    order_id, (fitter, _) = needing(store, workshop, *TWO_PEOPLE)
    draft = RequirementDraft("Chief fitter", 90, skills=frozenset({(workshop.skill, 3)}))
    store.run("kim", change_requirement, fitter, 1, draft)
    with store.read() as session:
        row = requirements_of(session, order_id)[0]
    assert (row.draft, row.left) == (draft, 90)
    with pytest.raises(Overtaken):
        store.run("kim", change_requirement, fitter, 1, draft)


def test_a_requirement_that_is_booked_stays(store: Store, workshop: Workshop) -> None:
    order_id, (fitter, helper) = needing(store, workshop, *TWO_PEOPLE)
    put(store, order_id, workshop.kim, fitter)
    with pytest.raises(Refusal, match="is booked"):
        store.run("kim", delete_requirement, fitter)
    store.run("kim", delete_requirement, helper)
    assert waiting(store) == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (RequirementDraft(" ", 60), "name"),
        (RequirementDraft("A", 0), "minutes"),
        (RequirementDraft("A", 60, way=-1), "way"),
        (RequirementDraft("A", 60, skills=frozenset({(1, 6)})), "skills"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, workshop: Workshop, draft: RequirementDraft, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        needing(store, workshop, draft)
    assert refused.value.field == field


HALF = Share(TEN, TEN + HOUR / 2)


@pytest.mark.parametrize(
    ("minutes", "shares", "rest"),
    [
        (60, [], 60),
        (10, [], 10),
        (60, [HALF], 30),
        (60, [HALF, HALF], 30),  # two at the same time
        (60, [HALF, Share(TEN + HOUR, TEN + 1.5 * HOUR)], 0),
        (40, [HALF], 0),  # not worth another visit
        (60, [Share(TEN, TEN + HOUR, BookingStatus.CANCELLED)], 60),
        (60, [Share(TEN, TEN + HOUR / 2, BookingStatus.DONE)], 0),
        (60, [Share(TEN, TEN + HOUR / 2, BookingStatus.PARTLY_DONE)], 30),
        (60, [Share(TEN, TEN + 2 * HOUR, BookingStatus.PARTLY_DONE)], LEAST),
    ],
)
def test_what_is_left_of_an_order(minutes: int, shares: list[Share], rest: int) -> None:
    assert left(minutes, shares) == rest


def test_of_several_ways_the_one_begun_goes_on() -> None:
    wanted = [Wanted(1, 0, 60), Wanted(2, 1, 60), Wanted(3, 1, 60)]
    assert still_wanted(60, wanted, []) == (Left(60, 1),)
    begun = [Share(TEN, TEN + HOUR, requirement_id=2)]
    assert still_wanted(60, wanted, begun) == (Left(60, 3),)
    assert still_wanted(60, wanted, [*begun, Share(TEN, TEN + HOUR, requirement_id=3)]) == ()


@pytest.mark.parametrize("minutes", [75, 90, 120])
def test_an_order_that_lacks_its_last_quarter_of_an_hour_waits_whenever_it_begins(
    store: Store, workshop: Workshop, minutes: int
) -> None:
    numbers = [store.run("kim", order, workshop) for _ in range(10)]
    for day, order_id in enumerate(numbers):
        store.run("kim", _set_minutes, order_id, minutes)
        start = TEN + timedelta(days=day, minutes=7 * day)
        edit = Edit(None, order_id, workshop.kim, start, start + timedelta(minutes=minutes - 15))
        store.run("kim", rearrange, [edit], override=True, reason="x")
    assert waiting(store) == [("", 15)] * len(numbers)


def _set_minutes(work: UnitOfWork, order_id: int, minutes: int) -> None:
    wanted = work.get(Order, order_id)
    wanted.minutes = minutes
    work.note("order.changed", wanted)
