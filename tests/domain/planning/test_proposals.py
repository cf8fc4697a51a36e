"""Proposals are kept with what they cost, told as rows, forgotten in time, and never in anybody's way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Overtaken
from domain.orders.deleting import delete_order
from domain.orders.model import Order
from domain.planning.accepting import accept
from domain.planning.changes import Found
from domain.planning.goals import Goals
from domain.planning.model import Decision, ProposalStatus
from domain.planning.profiles import ProfileDraft, change_profile, encode
from domain.planning.proposals import KEPT, discard, store_proposal
from domain.planning.queries import changes, proposal, proposals
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.status_service import advance
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.domain.planning.proposed import Day, a_day
from tests.support.workshop import Workshop


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def test_the_head_tells_how_it_was_found_and_what_it_costs(day: Day) -> None:
    found = Found(day.profile, encode(Goals(travel=2)), "{}", 7, 10.5, "kernel", {"travel": 90.0}, {"travel": 60.0})
    key = day.store.run("kim", store_proposal, replace(found, changes=day.usual()))
    with day.store.read() as session:
        head = proposal(session, key)
        assert (head,) == proposals(session)
    assert head is not None
    assert (head.profile, head.goals.travel, head.created_by) == ("Balanced", 2.0, "kim")
    assert (head.seed, head.seconds, head.engine) == (7, 10.5, "kernel")
    assert (head.cost_before, head.cost_after) == ({"travel": 90.0}, {"travel": 60.0})
    assert (head.decided[Decision.OPEN], head.left_out) == (4, 0)


def test_it_keeps_the_goals_that_it_was_made_with(day: Day) -> None:
    key, _ = day.propose(*day.usual())
    day.store.run("kim", change_profile, day.profile, ProfileDraft("Harder", Goals(travel=9)), 1)
    with day.store.read() as session:
        head = proposal(session, key)
    assert head is not None
    assert (head.profile, head.goals) == ("Harder", Goals())


def test_changes_say_whom_and_what_they_are_about(day: Day) -> None:
    day.store.run("kim", advance, day.third.booking_id or 0, BookingStatus.DISPATCHED)
    _, rows = day.propose(*day.usual())
    assert [(row.number, row.before_name, row.after_name) for row in rows] == [
        ("SO-000002", "Kim", "Lou"),
        ("SO-000003", "Lou", "Lou"),
        ("SO-000004", "", "Kim"),
        ("SO-000005", "", "Kim"),
    ]
    assert [row.promised for row in rows] == [False, True, False, False]
    assert [row.reasons for row in rows] == ["", "", "nearest", "nearest"]


def test_one_that_failed_says_so_and_has_nothing_to_decide(day: Day) -> None:
    found = Found(day.profile, encode(Goals()), "{}", failure="The search was killed.")
    key = day.store.run("kim", store_proposal, found)
    with day.store.read() as session:
        head = proposal(session, key)
    assert head is not None
    assert (head.status, head.failure) == (ProposalStatus.FAILED, "The search was killed.")
    for deed in (accept, discard):
        with pytest.raises(Overtaken, match="nothing left to decide here: “Failed”"):
            day.store.run("kim", deed, key)


def test_an_order_in_it_can_be_deleted_all_the_same(day: Day) -> None:
    key, _ = day.propose(*day.usual())
    day.store.run("lou", let_go, day.waiting[1])
    accepted = day.store.run("kim", accept, key)
    assert [(each.number, each.sentence) for each in accepted.untaken] == [("", "This order is not there any more.")]
    assert [row.number for row in day.rows(key)] == ["SO-000002", "SO-000003", "SO-000004", ""]


def test_old_ones_are_forgotten_when_a_new_one_is_kept(day: Day, fixed_clock: FixedClock) -> None:
    old, _ = day.propose(*day.usual())
    fixed_clock.advance(KEPT + timedelta(minutes=1))
    key = day.store.run("kim", store_proposal, Found(day.profile, encode(Goals()), "{}"))
    with day.store.read() as session:
        assert [each.id for each in proposals(session)] == [key]
        assert changes(session, old) == ()
        assert session.scalars(select(journal.c.subject_id).where(journal.c.kind == "proposal.deleted")).all() == [old]


def let_go(work: UnitOfWork, order_id: int) -> None:
    """Delete an order, in a stage that allows it."""
    stage = work.get(Order, order_id).stage
    stage.allows_delete = True
    work.note("stage.changed", stage)
    delete_order(work, order_id)
