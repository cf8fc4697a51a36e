"""What a run found is applied within the limit of its goals, and else somebody decides on it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.clock import FixedClock
from domain.errors import Gone, Overtaken
from domain.orders.window_service import promise_window
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import begin_now, change_run, delete_run
from domain.planning.impact import Limit
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.profiles import ProfileDraft, change_profile
from domain.planning.proposals import discard
from domain.planning.queries import profiles
from domain.scheduling.placing.service import place
from domain.store.store import Store
from tests.domain.planning.automatic.boards import Behind, behind
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import HOUR, TEN
from tests.support.workshop import Workshop

READY, DISCARDED, ACCEPTED = ProposalStatus.READY, ProposalStatus.DISCARDED, ProposalStatus.ACCEPTED


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def allow(run: Behind, limit: Limit | None) -> None:
    """Let so much be changed by itself from now on."""
    with run.store.read() as session:
        found = next(each for each in profiles(session) if each.id == run.profile)
    run.store.run("kim", change_profile, run.profile, ProfileDraft(found.name, found.goals, limit), found.version)


def test_within_the_limit_it_is_made_on_the_board_at_once(day: Day) -> None:
    run = behind(day.store, Limit(moved=2, minutes=120))
    told = run.conclude(*day.usual())
    assert told == "2 orders put on the board, 2 bookings moved; applied."
    assert (run.row.last_outcome, run.row.last_at) == (told, day.store.clock.now())
    assert len(run.board) == 5
    (made,) = run.proposals
    assert (made.status, made.run, made.created_by) == (ACCEPTED, "Behind the board", "optimiser")
    assert {fact.actor for fact in run.facts("booking.moved")} == {"optimiser"}
    (ran,) = run.facts("planning_run.ran")
    assert (ran.subject, ran.after["last_outcome"]) == ("planning run", told)


@pytest.mark.parametrize(
    "limit", [Limit(moved=1, minutes=120), Limit(moved=2, minutes=119)], ids=["too many", "too far"]
)
def test_beyond_the_limit_somebody_decides(day: Day, limit: Limit) -> None:
    run = behind(day.store, limit)
    before = run.board
    assert run.conclude(*day.usual()) == "4 changes proposed: more than the goals allow by itself."
    assert run.board == before
    assert [each.status for each in run.proposals] == [READY]


def test_what_was_promised_since_it_was_proposed_counts_as_promised(day: Day) -> None:
    run = behind(day.store, Limit())
    move = day.move(day.third, day.workshop.lou, TEN + 2 * HOUR)
    run.conclude(move)
    day.store.run("kim", promise_window, day.third.order_id, TEN - HOUR, TEN + 4 * HOUR)
    allow(run, Limit(moved=1, minutes=120))
    assert run.conclude(move) == "1 change proposed: more than the goals allow by itself."
    allow(run, Limit(moved=1, minutes=120, promised=1))
    assert run.conclude(move) == "1 booking moved; applied."
    assert [each.status for each in run.proposals] == [ACCEPTED]


def test_a_run_that_is_switched_off_while_it_searches_keeps_nothing(day: Day) -> None:
    run = behind(day.store, Limit(moved=2, minutes=120))
    seen, before = run.row, run.board
    day.store.run("kim", change_run, run.key, replace(seen.draft, active=False), seen.version)
    assert run.conclude(*day.usual(), seen=seen) == "It was switched off while it searched."
    assert (run.board, run.proposals) == (before, ())


def test_where_it_does_not_apply_somebody_decides_on_whatever(day: Day) -> None:
    run = behind(day.store)
    assert run.conclude(day.assign(0, day.workshop.kim, TEN + 4 * HOUR)) == "1 order put on the board; proposed."
    assert len(run.board) == 3
    assert [each.status for each in run.proposals] == [READY]


def test_goals_that_have_lost_their_limit_apply_nothing(day: Day) -> None:
    run = behind(day.store, Limit(moved=2, minutes=60))
    allow(run, None)
    assert "more than the goals allow" in run.conclude(day.assign(0, day.workshop.kim, TEN + 4 * HOUR))


def test_nothing_to_change_keeps_no_proposal_and_takes_back_the_one_before(day: Day) -> None:
    run = behind(day.store)
    left = replace(day.assign(1, day.workshop.kim, TEN), kind=ChangeKind.LEFT_OUT, after=None)
    assert run.conclude() == "Nothing to change."
    assert not run.proposals
    run.conclude(*day.usual())
    assert run.conclude(left) == "Nothing to change."
    assert [each.status for each in run.proposals] == [DISCARDED]


def test_what_is_proposed_takes_the_place_of_what_nobody_has_decided(day: Day) -> None:
    run, other = behind(day.store), day.propose(*day.usual())[0]
    first, *rest = day.usual()
    run.conclude(first)
    run.conclude(*rest)
    run.conclude(*rest)
    assert run.proposals[0].id == other
    assert [each.status for each in run.proposals] == [READY, DISCARDED, READY]


def test_what_was_decided_stays_as_it_was_decided(day: Day) -> None:
    run = behind(day.store)
    first, *rest = day.usual()
    run.conclude(first)
    day.store.run("kim", discard, run.proposals[0].id)
    run.conclude(*rest)
    assert [each.status for each in run.proposals] == [DISCARDED, READY]
    assert [fact.actor for fact in run.facts("proposal.discarded")] == ["kim"]


def test_the_same_again_is_applied_once_the_goals_allow_it(day: Day) -> None:
    run = behind(day.store, Limit())
    run.conclude(*day.usual())
    allow(run, Limit(moved=2, minutes=120))
    assert run.conclude(*day.usual()).endswith("; applied.")
    assert [each.status for each in run.proposals] == [ACCEPTED]


def test_a_failure_is_told_and_what_was_proposed_before_stays(day: Day) -> None:
    run = behind(day.store)
    run.conclude(*day.usual())
    assert run.conclude(failure="It ended unexpectedly.") == "It ended unexpectedly."
    assert run.row.last_outcome == "It ended unexpectedly."
    assert [each.status for each in run.proposals] == [READY]


def test_where_others_were_faster_with_all_of_it_nothing_is_kept(day: Day) -> None:
    run = behind(day.store, Limit())
    wanted = day.assign(0, day.workshop.kim, TEN + 4 * HOUR)
    day.store.run("kim", place, day.waiting[0], day.workshop.lou, TEN + 5 * HOUR, TEN + 6 * HOUR)
    with pytest.raises(Overtaken, match="Others have changed the board"):
        run.conclude(wanted)
    assert (run.proposals, run.row.last_at) == ((), None)


def test_where_others_were_faster_with_some_of_it_the_rest_is_applied(day: Day) -> None:
    run = behind(day.store, Limit())
    wanted = day.assign(0, day.workshop.kim, TEN + 4 * HOUR), day.assign(1, day.workshop.lou, TEN + 4 * HOUR)
    day.store.run("kim", place, day.waiting[0], day.workshop.lou, TEN + 6 * HOUR, TEN + 7 * HOUR)
    assert run.conclude(*wanted) == "1 order put on the board; applied."
    assert len(run.board) == 5


def test_what_was_asked_for_while_it_searched_is_done_the_next_time(day: Day, fixed_clock: FixedClock) -> None:
    run = behind(day.store)
    seen = run.row
    day.store.run("kim", begin_now, run.key)
    asked = fixed_clock.now()
    fixed_clock.advance(timedelta(seconds=1))
    assert run.conclude(seen=seen) == "Nothing to change."
    assert (run.row.next_at, run.row.version) == (asked, seen.version)
    run.conclude()
    assert run.row.next_at is None


def test_what_was_missed_is_made_up_for_once(day: Day, fixed_clock: FixedClock) -> None:
    run = behind(day.store, begins=Trigger.SCHEDULE, weekdays=range(7), at=time(6))
    due = run.row.next_at
    assert due is not None
    fixed_clock.advance(timedelta(days=5))
    run.conclude()
    assert run.row.next_at == due + timedelta(days=5)


def test_a_run_that_is_gone_keeps_nothing(day: Day) -> None:
    run = behind(day.store)
    row = run.row
    day.store.run("kim", delete_run, run.key)
    with pytest.raises(Gone):
        run.conclude(*day.usual(), seen=row)
    assert run.proposals == ()
