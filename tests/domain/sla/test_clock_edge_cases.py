"""What other programs got wrong with clocks, as their public trackers tell, and the number of the ticket."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.calendars.checks import hours as hours_of
from domain.calendars.closing import ClosedDays
from domain.errors import Refusal
from domain.sla.clock import Mark, MarkKind, State, TargetKind, reaches, reckon
from domain.sla.draft import SlaDraft, checked
from domain.sla.selection import Source, choose
from domain.words import Priority
from tests.support.office import EIGHT, HOUR, OFFICE, OPENED, at, found, paused

RESPONSE, ARRIVAL, COMPLETION = TargetKind


def test_pauses_survive_a_change_of_target() -> None:  # glpi 6902, 15605
    pause = paused(at(2, 10), at(2, 11))
    assert found(OPENED, *pause, now=at(2, 14), target=4 * HOUR).deadline == at(2, 15)
    assert found(OPENED, *pause, now=at(2, 14), target=8 * HOUR).deadline == at(3, 10)


def test_a_pause_over_night_and_lunch_holds_no_closed_time() -> None:  # erpnext 47029, helpdesk 2449
    held = found(OPENED, *paused(at(2, 16), at(3, 9)), now=at(3, 9))
    assert held.held_seconds == 2 * HOUR
    assert held.deadline == at(3, 11)
    assert found(OPENED, *paused(at(2, 11, 30), at(2, 13, 30)), now=at(2, 14)).held_seconds == HOUR


def test_a_second_pause_does_not_erase_the_first() -> None:  # erpnext before 2022
    both = found(OPENED, *paused(at(2, 10), at(2, 11), at(2, 14), at(2, 16)), now=at(2, 16))
    assert (both.held_seconds, both.deadline) == (3 * HOUR, at(3, 12))


def test_a_holiday_that_is_entered_later_moves_what_is_open() -> None:  # why accumulators are out
    strike = ClosedDays("Strike", 3, 3, 3, 3, 2026)
    edited = hours_of(replace(OFFICE, closures=(strike,)), "UTC")
    assert found(OPENED, now=at(2, 10)).deadline == at(3, 9)
    assert found(OPENED, now=at(2, 10), hours=edited).deadline == at(4, 9)


def test_broken_wins_over_paused_and_tells_by_how_much() -> None:  # helpdesk resolution_failed_by
    late = found(OPENED, *paused(at(3, 10)), now=at(6, 9))
    assert (late.state, late.overrun_seconds, late.deadline) == (State.BREACHED, HOUR, at(3, 9))
    assert late.running is False


def test_a_pause_after_the_deadline_saves_nothing() -> None:
    late = found(OPENED, *paused(at(3, 11), at(5, 11)), now=at(5, 12))
    assert (late.state, late.overrun_seconds, late.deadline) == (State.BREACHED, 3 * HOUR, at(3, 9))


def test_while_paused_there_is_no_deadline_but_what_is_left() -> None:  # erpnext, helpdesk, zammad
    waiting = found(OPENED, *paused(at(2, 11)), now=at(5, 9))
    assert (waiting.state, waiting.deadline, waiting.paused_since) == (State.PAUSED, None, at(2, 11))
    assert waiting.left_seconds == 6 * HOUR
    assert reaches(waiting, 100, EIGHT, at(5, 9)) is None


def test_closed_in_time_and_reopened_late_is_not_broken_and_the_gap_counts_apart() -> None:  # erpnext 28550, glpi 23359
    marks = (OPENED, (MarkKind.COMPLETED, at(2, 11)), (MarkKind.REOPENED, at(12, 11)))
    again = found(*marks, now=at(12, 12))
    assert (again.state, again.deadline) == (State.DUE, at(13, 9))
    assert (again.used_seconds, again.held_seconds, again.reopened_seconds) == (3 * HOUR, 0, 64 * HOUR)
    assert found(*marks, (MarkKind.COMPLETED, at(12, 16)), now=at(20, 9)).state is State.MET


def test_closing_what_is_done_does_not_stamp_it_again() -> None:  # helpdesk
    done = found(OPENED, (MarkKind.COMPLETED, at(2, 11)), (MarkKind.COMPLETED, at(9, 11)), now=at(10, 9))
    assert (done.state, done.met_at, done.used_seconds) == (State.MET, at(2, 11), 2 * HOUR)


def test_a_reset_begins_anew_and_keeps_the_pause_of_the_stage_it_stands_in() -> None:  # erpnext 18244
    marks = [
        Mark(at(2, 9), MarkKind.OPENED),
        Mark(at(2, 10), MarkKind.PAUSED),
        Mark(at(2, 11), MarkKind.STAGE, frozenset({COMPLETION})),
        Mark(at(4, 8), MarkKind.RESET),
    ]
    stands = reckon(COMPLETION, 8 * HOUR, EIGHT, marks, at(4, 10))
    assert (stands.state, stands.used_seconds, stands.paused_since) == (State.PAUSED, 0, at(4, 8))
    runs = reckon(RESPONSE, 8 * HOUR, EIGHT, marks, at(4, 10))
    assert (runs.state, runs.started, runs.deadline) == (State.DUE, at(4, 8), at(4, 17))


def test_an_order_that_is_split_off_has_a_clock_of_its_own() -> None:  # erpnext 18621
    first = found(OPENED, now=at(4, 10))
    other = found((MarkKind.OPENED, at(4, 9)), now=at(4, 10))
    assert first.state is State.BREACHED
    assert (other.state, other.used_seconds) == (State.DUE, HOUR)


def test_the_tighter_promise_does_not_overrule_the_others() -> None:  # zammad 5177
    marks = [Mark(at(2, 9), MarkKind.OPENED), Mark(at(2, 10), MarkKind.RESPONDED)]
    response = reckon(RESPONSE, HOUR // 2, EIGHT, marks, at(2, 14))
    completion = reckon(COMPLETION, 8 * HOUR, EIGHT, marks, at(2, 14))
    assert (response.state, response.met_at, response.overrun_seconds) == (State.BREACHED, at(2, 10), HOUR // 2)
    assert (completion.state, completion.deadline) == (State.DUE, at(3, 9))


def test_what_holds_completion_does_not_hold_the_response() -> None:  # helpdesk
    waits = Mark(at(2, 10), MarkKind.STAGE, frozenset({COMPLETION}))
    marks = [Mark(at(2, 9), MarkKind.OPENED), waits, Mark(at(2, 12), MarkKind.STAGE)]
    assert reckon(RESPONSE, 4 * HOUR, EIGHT, marks, at(2, 11)).deadline == at(2, 14)
    assert reckon(COMPLETION, 4 * HOUR, EIGHT, marks, at(2, 13)).deadline == at(2, 16)


def test_who_arrives_has_responded_and_who_is_done_has_been_there() -> None:
    marks = [Mark(at(2, 9), MarkKind.OPENED), Mark(at(2, 10), MarkKind.ARRIVED), Mark(at(2, 11), MarkKind.COMPLETED)]
    met = [reckon(kind, 8 * HOUR, EIGHT, marks, at(2, 12)).met_at for kind in TargetKind]
    assert met == [at(2, 10), at(2, 10), at(2, 11)]
    assert reckon(ARRIVAL, 8 * HOUR, EIGHT, [marks[0], marks[2]], at(2, 12)).met_at == at(2, 11)


def test_what_was_due_at_closing_time_and_is_done_in_the_evening_is_late_by_no_working_time() -> None:
    evening = found((MarkKind.OPENED, at(2, 8)), (MarkKind.COMPLETED, at(2, 20)), now=at(3, 9))
    assert (evening.deadline, evening.state, evening.overrun_seconds) == (at(2, 17), State.BREACHED, 0)
    on_time = found((MarkKind.OPENED, at(2, 8)), (MarkKind.COMPLETED, at(2, 17)), now=at(3, 9))
    assert (on_time.deadline, on_time.state) == (at(2, 17), State.MET)


def test_statistics_keep_the_difference_to_the_target_either_way() -> None:  # zammad
    early = found(OPENED, (MarkKind.COMPLETED, at(2, 11)), now=at(9, 9))
    late = found(OPENED, (MarkKind.COMPLETED, at(3, 14)), now=at(9, 9))
    assert (early.left_seconds, early.overrun_seconds, early.percent) == (6 * HOUR, 0, 25)
    assert (late.left_seconds, late.overrun_seconds, late.percent) == (0, 4 * HOUR, 150)
    assert early.deadline == late.deadline == at(3, 9)


def test_what_is_cancelled_is_no_promise_any_more_unless_it_was_broken_before() -> None:
    assert found(OPENED, (MarkKind.CANCELLED, at(2, 11)), now=at(9, 9)).state is State.CANCELLED
    assert found(OPENED, (MarkKind.STOPPED, at(2, 11)), now=at(9, 9)).deadline is None
    assert found(OPENED, (MarkKind.CANCELLED, at(4, 11)), now=at(9, 9)).state is State.BREACHED
    back = found(OPENED, (MarkKind.CANCELLED, at(2, 11)), (MarkKind.REOPENED, at(9, 11)), now=at(9, 12))
    assert (back.state, back.used_seconds, back.reopened_seconds) == (State.DUE, 3 * HOUR, 40 * HOUR)
    stopped = (MarkKind.STOPPED, at(2, 11))
    assert found(OPENED, stopped, (MarkKind.REOPENED, at(3, 9)), now=at(3, 10)).state is State.CANCELLED
    assert found(OPENED, stopped, (MarkKind.RESUMED, at(3, 9)), now=at(3, 10)).held_seconds == 6 * HOUR


# --- warnings ---


def test_a_clock_that_is_ahead_does_not_lose_what_happened() -> None:
    done = found(OPENED, (MarkKind.COMPLETED, at(2, 11)), now=at(2, 10, 59))
    assert (done.state, done.met_at) == (State.MET, at(2, 11))


def test_a_level_falls_due_in_working_time_with_several_windows_a_day() -> None:  # glpi 22678
    fresh = found(OPENED, now=at(2, 9))
    levels = [reaches(fresh, percent, EIGHT, at(2, 9)) for percent in (25, 50, 75, 100, 150)]
    assert levels == [at(2, 11), at(2, 14), at(2, 16), at(3, 9), at(3, 14)]


def test_levels_come_one_after_the_other_and_none_at_once() -> None:  # glpi 15357, 15429
    fresh = found((MarkKind.OPENED, at(7, 20)), now=at(7, 20))
    levels = [reaches(fresh, percent, EIGHT, at(7, 20)) for percent in (1, 50, 90, 100)]
    assert all(one < two for one, two in pairwise(each for each in levels if each))
    assert levels[0] == at(9, 8) + timedelta(seconds=288)


def test_levels_move_with_a_pause() -> None:
    assert reaches(found(OPENED, *paused(at(2, 10), at(2, 12)), now=at(2, 12)), 50, EIGHT, at(2, 12)) == at(2, 16)


@pytest.mark.parametrize("day", [6, 7, 8])
def test_nobody_is_reminded_when_it_is_closed(day: int) -> None:  # zammad 4432, glpi 14492, 15569, 6527
    fresh = found((MarkKind.OPENED, at(day, 16, 30)), now=at(day, 16, 30))
    for percent in (10, 50, 90, 100):
        due = reaches(fresh, percent, EIGHT, at(day, 16, 30))
        assert due
        assert EIGHT.is_open(due - timedelta(seconds=1))


def test_a_target_of_nothing_is_refused_and_does_not_walk_for_ever() -> None:  # erpnext
    covered = {(COMPLETION, priority): 60 for priority in Priority}
    with pytest.raises(Refusal, match="at least a minute"):
        checked(SlaDraft("Now", 1, {**covered, (COMPLETION, Priority.LOW): 0}))
    at_once = found(OPENED, now=at(2, 9), target=0)
    assert (at_once.state, at_once.deadline) == (State.BREACHED, at(2, 9))


def test_an_empty_condition_matches_nothing_rather_than_everything() -> None:  # helpdesk
    assert choose({Source.ASSET: None, Source.CUSTOMER: None, Source.DEFAULT: 1}) == (Source.DEFAULT, 1)


def test_what_an_agreement_does_not_say_its_group_says() -> None:  # erpnext 28550
    named: dict[Source, int | None] = {Source.AGREEMENT: None, Source.AGREEMENT_GROUP: 3, Source.DEFAULT: 1}
    assert choose(named) == (Source.AGREEMENT_GROUP, 3)


def test_a_promise_of_completion_may_be_missing_but_no_priority() -> None:  # erpnext 24447
    response = {(RESPONSE, priority): 60 for priority in Priority}
    assert checked(SlaDraft("Answer", 1, response)).targets == response
    with pytest.raises(Refusal, match="priority"):
        checked(SlaDraft("Answer", 1, {key: minutes for key, minutes in response.items() if key[1] != "low"}))


def test_what_is_opened_for_a_later_day_is_promised_from_then() -> None:
    waiting = found((MarkKind.OPENED, at(3, 9)), now=at(2, 9))
    assert (waiting.state, waiting.used_seconds, waiting.deadline) == (State.DUE, 0, at(4, 9))
    assert reaches(waiting, 50, hours_of(OFFICE, "UTC"), at(2, 9)) == at(3, 14)


def test_what_happened_before_that_day_counts_as_of_its_beginning() -> None:
    marks = (Mark(at(2, 10), MarkKind.RESPONDED), Mark(at(3, 9), MarkKind.OPENED))
    hours = hours_of(OFFICE, "UTC")
    response = reckon(RESPONSE, HOUR, hours, marks, at(2, 11))
    assert (response.state, response.met_at, response.overrun_seconds) == (State.MET, at(3, 9), 0)
    assert reckon(ARRIVAL, 2 * HOUR, hours, marks, at(2, 11)).deadline == at(3, 11)
