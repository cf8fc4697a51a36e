"""What somebody has said no to is not proposed again by the same run, as long as nothing about it has changed."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from domain.clock import FixedClock
from domain.orders.window_service import promise_window
from domain.parameters.placement_rules import Kind
from domain.planning.automatic.service import change_run, create_run
from domain.planning.changes import Change
from domain.planning.impact import Limit
from domain.planning.model import Proposal, ProposalStatus
from domain.planning.profiles import ProfileDraft, change_profile
from domain.planning.proposals import discard
from domain.planning.standard import FEW_CHANGES
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import move
from domain.store.store import Store
from tests.domain.planning.automatic.boards import Behind, behind
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import HOUR, TEN, soften
from tests.support.workshop import Workshop

ONE = "1 change was dropped because somebody has said no."


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def declined(run: Behind, *changes: Change) -> str:
    """Propose it, and let Kim discard it."""
    told = run.conclude(*changes)
    run.store.run("kim", discard, run.proposals[-1].id)
    return told


def test_what_somebody_has_discarded_is_not_proposed_again(day: Day) -> None:
    run = behind(day.store)
    *rest, last = day.usual()
    declined(run, last)
    assert run.conclude(last) == f"Nothing to change. {ONE}"
    assert [each.status for each in run.proposals] == [ProposalStatus.DISCARDED]
    assert run.conclude(*rest, last) == f"1 order put on the board, 2 bookings moved; proposed. {ONE}"
    made = run.proposals[-1]
    assert made.notes == (ONE,)
    assert [row.order_id for row in day.rows(made.id)] == [each.order_id for each in rest]


def test_what_the_run_itself_put_away_is_no_refusal(day: Day) -> None:
    run = behind(day.store)
    first, *rest = day.usual()
    run.conclude(first)
    run.conclude(*rest)
    assert run.conclude(first) == "1 booking moved; proposed."


def test_another_run_knows_of_no_refusal(day: Day) -> None:
    run = behind(day.store)
    last = day.usual()[-1]
    declined(run, last)
    other = replace(run, key=day.store.run("kim", create_run, replace(run.row.draft, name="Beside")))
    assert other.conclude(last) == "1 order put on the board; proposed."


@pytest.mark.parametrize("softened", [False, True])
def test_what_fits_only_beside_it_is_dropped_with_it(day: Day, *, softened: bool) -> None:
    if softened:
        soften(day.store, Kind.OVERLAP)
    run = behind(day.store)
    makes_room, away, in_its_place, alone = day.usual()
    declined(run, makes_room)
    told = run.conclude(makes_room, away, in_its_place, alone)
    assert told.endswith("; proposed. 2 changes were dropped because somebody has said no.")
    assert {row.order_id for row in day.rows(run.proposals[-1].id)} == {away.order_id, alone.order_id}


def test_another_place_or_moment_is_another_change(day: Day) -> None:
    run, kim, lou = behind(day.store), day.workshop.kim, day.workshop.lou
    declined(run, day.assign(1, kim, TEN + 4 * HOUR))
    for technician, start in ((lou, TEN + 4 * HOUR), (kim, TEN + 5 * HOUR)):
        assert declined(run, day.assign(1, technician, start)) == "1 order put on the board; proposed."


def test_a_few_minutes_sooner_or_later_it_is_the_same(day: Day) -> None:
    run, kim, at = behind(day.store), day.workshop.kim, TEN + 4 * HOUR
    declined(run, day.assign(1, kim, at))
    for minutes in (-29, 3, 29):
        assert run.conclude(day.assign(1, kim, at + timedelta(minutes=minutes))) == f"Nothing to change. {ONE}"
    assert run.conclude(day.assign(1, kim, at + timedelta(minutes=30))) == "1 order put on the board; proposed."


def test_what_somebody_would_not_have_taken_off_is_not_proposed_again(day: Day) -> None:
    run = behind(day.store)
    declined(run, day.take_off(day.first))
    assert run.conclude(day.take_off(day.first)) == f"Nothing to change. {ONE}"


def test_a_booking_that_somebody_has_moved_since_is_another_one(day: Day) -> None:
    run, lou = behind(day.store), day.workshop.lou
    declined(run, day.move(day.third, lou, TEN + 2 * HOUR))
    assert run.conclude(day.move(day.third, lou, TEN + 2 * HOUR)) == f"Nothing to change. {ONE}"
    day.store.run("kim", move, day.third.booking_id or 0, lou, TEN + HOUR, TEN + 2 * HOUR)
    assert run.conclude(day.move(day.third, lou, TEN + 2 * HOUR)) == "1 booking moved; proposed."


def test_an_order_to_which_something_happens_is_another_one(day: Day, fixed_clock: FixedClock) -> None:
    run, last = behind(day.store), day.usual()[-1]
    declined(run, last)
    fixed_clock.advance(timedelta(seconds=1))
    assert run.conclude(last) == f"Nothing to change. {ONE}"
    day.store.run("kim", promise_window, last.order_id, TEN, TEN + 8 * HOUR)
    assert run.conclude(last) == "1 order put on the board; proposed."


def test_a_crew_of_others_is_another_one(day: Day) -> None:
    run, kim, lou = behind(day.store), day.workshop.kim, day.workshop.lou
    at = TEN + 4 * HOUR
    crew = [replace(day.assign(which, who, at), team=1) for which, who in enumerate((kim, lou))]
    declined(run, *crew)
    assert run.conclude(*crew) == "Nothing to change. 2 changes were dropped because somebody has said no."
    other = crew[0], replace(day.assign(1, lou, at + HOUR), team=1)
    assert declined(run, *other) == "2 orders put on the board; proposed."


def test_one_that_applies_leaves_to_somebody_what_was_found_beside_it(day: Day) -> None:
    run = behind(day.store)
    away, alone = day.usual()[1], day.usual()[3]
    declined(run, away)
    applying = replace(run.row.draft, applies=True)
    day.store.run(
        "kim", change_profile, run.profile, ProfileDraft("Few changes", FEW_CHANGES, Limit(moved=9, minutes=600)), 1
    )
    day.store.run("kim", change_run, run.key, applying, run.row.version)
    assert run.conclude(away, day.usual()[0]) == f"1 booking moved; proposed. {ONE}"
    assert run.conclude(away, alone) == f"1 order put on the board; applied. {ONE}"


def test_proposals_are_held_before_what_is_booked_as_by_whoever_accepts_one(day: Day) -> None:
    run, held = behind(day.store), list[str]()
    *rest, last = day.usual()
    declined(run, last)
    run.conclude(rest[0])

    def listen(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if found := re.search(r"FROM (\w+).*FOR UPDATE", statement, re.DOTALL):
            held.append(found[1])

    event.listen(day.store.engine, "before_cursor_execute", listen)
    run.conclude(*rest, last)
    event.remove(day.store.engine, "before_cursor_execute", listen)
    if day.store.engine.dialect.name == "sqlite":
        assert held == []
    else:
        assert held.index(Proposal.__tablename__) < held.index(Booking.__tablename__)
