"""Delays that push the rest of a day."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.cascade import Broken, Cascade, cascade, is_fixed, push_day
from domain.scheduling.rules.terms import DEFAULT
from domain.scheduling.travel.places import Place
from domain.workforce.rosters import Break
from tests.domain.scheduling.board import at, bar, worker

MINUTE = timedelta(minutes=1)
HERE, THERE = Need(place=Place(53.5, 10.0)), Need(place=Place(53.6, 10.0))
WAY = timedelta(minutes=DEFAULT.travel.minutes(HERE.place, THERE.place) or 0)


def starts(found: Cascade) -> dict[int, datetime]:
    return {moved.booking.id: moved.start for moved in found.moved}


def test_a_delay_moves_what_follows_and_no_more() -> None:
    day = [bar(1, 8, 9), bar(2, 9, 10), bar(3, 12, 13)]
    found = cascade(worker(), day, 1, at(9.5), DEFAULT)
    assert starts(found) == {1: at(8), 2: at(9.5)}
    assert [moved.by for moved in found.moved] == [30 * MINUTE, 30 * MINUTE]
    assert [(edit.booking_id, edit.version, edit.finish) for edit in found.edits] == [(1, 1, at(9.5)), (2, 1, at(10.5))]


def test_an_early_end_closes_gaps_only_when_asked() -> None:
    day = [bar(1, 8, 10), bar(2, 10, 11), bar(3, 12, 13)]
    assert starts(cascade(worker(), day, 1, at(9), DEFAULT)) == {1: at(8)}
    assert starts(cascade(worker(), day, 1, at(9), DEFAULT, close_gaps=True)) == {1: at(8), 2: at(9), 3: at(10)}


def test_closing_gaps_keeps_the_promised_window() -> None:
    day = [bar(1, 8, 10), bar(2, 10, 11, need=Need(window_from=at(9.5)))]
    assert starts(cascade(worker(), day, 1, at(9), DEFAULT, close_gaps=True))[2] == at(9.5)


def test_ways_between_jobs_are_kept() -> None:
    day = [bar(1, 8, 9, need=HERE), bar(2, 10, 11, need=THERE)]
    assert starts(cascade(worker(), day, 1, at(10), DEFAULT))[2] == at(10) + WAY


def test_what_is_locked_stays_and_what_has_no_room_before_it_is_left_over() -> None:
    day = [bar(1, 8, 9), bar(2, 9, 10), bar(3, 10, 11, lock=Lock.TIME), bar(4, 11, 12)]
    found = cascade(worker(), day, 1, at(9.5), DEFAULT)
    assert starts(found) == {1: at(8)}
    assert [row.id for row in found.left_over] == [2]
    assert found.missed == ()


def test_what_is_locked_and_cannot_be_reached_is_told() -> None:
    day = [bar(1, 8, 9), bar(2, 9, 10, lock=Lock.BOTH), bar(3, 10, 11)]
    found = cascade(worker(), day, 1, at(9.5), DEFAULT)
    assert [row.id for row in found.missed] == [2]


@pytest.mark.parametrize("status", [BookingStatus.ON_SITE, BookingStatus.DONE])
def test_what_is_begun_or_done_stays(status: BookingStatus) -> None:
    assert is_fixed(bar(1, 8, 9, status=status))


def test_what_would_end_after_the_shift_is_left_over() -> None:
    day = [bar(1, 8, 9), bar(2, 14, 15), bar(3, 16, 17)]
    found = cascade(worker(), day, 1, at(15.5), DEFAULT)
    assert starts(found) == {1: at(8), 2: at(15.5)}
    assert [row.id for row in found.left_over] == [3]


def test_work_goes_on_after_a_gap_in_the_hours() -> None:
    day = [bar(1, 8, 9), bar(2, 11, 12)]
    found = cascade(worker((8, 12), (13, 17)), day, 1, at(11.5), DEFAULT)
    assert starts(found)[2] == at(13)


def test_room_for_the_break_is_kept() -> None:
    kim = worker(breaks=(Break(at(12), at(13), 30),))
    day = [bar(1, 8, 9), bar(2, 10, 12)]
    assert starts(cascade(kim, day, 1, at(10.75), DEFAULT))[2] == at(12.5)
    assert starts(cascade(kim, day, 1, at(10.25), DEFAULT))[2] == at(10.25)


@pytest.mark.parametrize(
    ("need", "breaks"),
    [
        (Need(window_until=at(9.25)), (Broken.WINDOW,)),
        (Need(due=at(10.25)), (Broken.DUE,)),
        (Need(window_from=at(9), window_until=at(10)), ()),
        (Need(window_until=at(8)), ()),  # broken before
        (Need(), ()),
    ],
)
def test_only_promises_that_held_before_break(need: Need, breaks: tuple[Broken, ...]) -> None:
    day = [bar(1, 8, 9), bar(2, 9, 10, need=need)]
    assert cascade(worker(), day, 1, at(9.5), DEFAULT).moved[1].breaks == breaks


def test_a_window_lock_moves_inside_its_window_alone() -> None:
    held: dict[str, Any] = {"lock": Lock.WINDOW, "need": Need(window_until=at(9.5))}
    day = [bar(1, 8, 9), bar(2, 9, 10, **held)]
    assert starts(cascade(worker(), day, 1, at(9.5), DEFAULT))[2] == at(9.5)
    assert cascade(worker(), day, 1, at(9.75), DEFAULT).left_over == (day[1],)


def test_the_next_day_is_another_day() -> None:
    day = [bar(1, 15, 16), bar(2, 32, 33)]
    assert starts(cascade(worker((8, 17), (32, 41)), day, 1, at(17), DEFAULT)) == {1: at(15)}


def test_the_rest_of_a_day_is_pushed_by_minutes() -> None:
    day = [bar(1, 8, 9), bar(2, 9, 10), bar(3, 11, 12)]
    assert starts(push_day(worker(), day, at(9), 45, DEFAULT)) == {2: at(9.75), 3: at(11.75)}
    assert starts(push_day(worker(), day, at(10.5), -120, DEFAULT)) == {3: at(10)}
    assert push_day(worker(), day, at(13), 45, DEFAULT) == Cascade()


def test_what_comes_before_its_window_breaks_the_promise_too() -> None:
    day = [bar(1, 8, 9), bar(2, 12, 13, need=Need(window_from=at(12), window_until=at(14)))]
    assert push_day(worker(), day, at(10), -60, DEFAULT).moved[0].breaks == (Broken.WINDOW,)


def test_a_window_lock_waits_for_its_window() -> None:
    held: dict[str, Any] = {"lock": Lock.WINDOW, "need": Need(window_from=at(12), window_until=at(14))}
    day = [bar(1, 8, 9), bar(2, 13, 14, **held)]
    assert starts(push_day(worker(), day, at(10), -120, DEFAULT)) == {2: at(12)}
    assert is_fixed(bar(2, 13, 14, lock=Lock.WINDOW))


def test_only_what_lies_over_another_one_really_stays_out_of_it() -> None:
    day = [bar(1, 8, 9), bar(2, 9, 10, shared=True)]
    assert starts(cascade(worker(), day, 1, at(9.5), DEFAULT))[2] == at(9.5)
    day.append(bar(3, 9.5, 10.5))
    assert starts(cascade(worker(), day, 1, at(9.5), DEFAULT)) == {1: at(8)}


@st.composite
def days(draw: st.DrawFn) -> list[BoardBooking]:
    """Bookings one after the other, with gaps, some of them locked or begun."""
    found, hour = [], 8.0
    for key in range(1, draw(st.integers(2, 8)) + 1):
        start = hour + draw(st.sampled_from([0, 0, 0.25, 0.5, 1]))
        hour = start + draw(st.sampled_from([0.25, 0.5, 1, 2]))
        lock = draw(st.sampled_from([Lock.NONE, Lock.NONE, Lock.NONE, Lock.TIME, Lock.TECHNICIAN]))
        need = draw(st.sampled_from([HERE, THERE]))
        found.append(bar(key, start, hour, lock=lock, need=need))
    return found


@given(days(), st.integers(-4, 16), st.booleans())
def test_nobody_overtakes_meets_or_moves_what_is_locked(day: list[BoardBooking], quarters: int, gaps: bool) -> None:
    finish = max(day[0].finish + quarters * 15 * MINUTE, day[0].start + 15 * MINUTE)
    found = cascade(worker((8, 20)), day, 1, finish, DEFAULT, close_gaps=gaps)
    new = {moved.booking.id: (moved.start, moved.finish) for moved in found.moved}
    gone = {row.id for row in (*found.left_over, *found.missed)}
    laid = [(row.id, *new.get(row.id, (row.start, row.finish))) for row in day if row.id not in gone]
    assert all(before[2] <= after[1] for before, after in pairwise(laid))
    assert not any(row.id in new for row in day[1:] if is_fixed(row))
    if not gaps:
        assert all(new[row.id][0] >= row.start for row in day if row.id in new)
    assert all(moved.finish - moved.start == moved.booking.finish - moved.booking.start for moved in found.moved[1:])
