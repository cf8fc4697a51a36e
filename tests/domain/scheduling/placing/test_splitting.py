"""Long jobs laid over the working time that is free."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.scheduling.board_rows import Membership
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.fulfilment import LEAST
from domain.scheduling.placing.splitting import free_time, shared_out, taken_from
from domain.scheduling.rules.checks import Placement, check
from domain.workforce.rosters import Break
from tests.domain.scheduling.board import at, bar, worker

MINUTE = timedelta(minutes=1)
KIM = worker((8, 12), (13, 17), (32, 41))
PAUSES = tuple(Break(at(day + 11), at(day + 14), 30) for day in (0, 24))


def test_a_long_job_goes_over_breaks_days_and_other_bookings() -> None:
    assert shared_out(KIM, {1: [bar(1, 9, 10)]}, at(8.5), 9 * 60) == [
        (at(8.5), at(9)),
        (at(10), at(12)),
        (at(13), at(17)),
        (at(32), at(34.5)),
    ]


def test_a_booking_is_shared_out_over_its_own_time() -> None:
    whole = bar(1, 15, 20)
    assert shared_out(KIM, {1: [whole]}, at(15), 5 * 60, except_id=1) == [(at(15), at(17)), (at(32), at(35))]


def test_cancelled_bookings_take_no_time() -> None:
    cancelled = bar(1, 13, 15, status=BookingStatus.CANCELLED)
    assert free_time(KIM, {1: [cancelled]}, at(13)) == [(at(13), at(17)), (at(32), at(41))]


def test_the_last_place_of_each_break_stays_free_where_no_idle_time_holds_it() -> None:
    kim = replace(KIM, breaks=PAUSES)
    assert free_time(kim, {}, at(8)) == [(at(8), at(12)), (at(13), at(17)), (at(32), at(37.5)), (at(38), at(41))]
    busy = [bar(1, 37, 38)]
    assert free_time(kim, {1: busy}, at(32)) == [(at(32), at(36.5)), (at(38), at(41))]


def test_nothing_speaks_against_a_job_that_is_shared_out() -> None:
    kim = replace(KIM, breaks=PAUSES)
    others = [bar(1, 10, 10.5), bar(2, 33, 35)]
    parts = [
        replace(bar(10 + at_, 0, 1), start=start, finish=finish)
        for at_, (start, finish) in enumerate(shared_out(kim, {1: others}, at(8), 12 * 60))
    ]
    assert sum((part.finish - part.start for part in parts), timedelta()) == timedelta(hours=12)
    assert [check(Placement.of(part), kim, [*others, *parts], part.need) for part in parts] == [()] * len(parts)


def test_the_work_of_a_crew_takes_the_time_of_those_who_are_in_it_that_day() -> None:
    kim = replace(KIM, crews=(Membership(5, "Crew", until=at(24)),))
    rows = {5: [replace(each, technician_id=5) for each in (bar(1, 8, 12), bar(2, 32, 36))]}
    assert free_time(kim, rows, at(8)) == [(at(13), at(17)), (at(32), at(41))]


SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 300)), max_size=8)


@given(SPANS, st.integers(1, 1500))
def test_pieces_are_free_in_turn_never_too_short_and_no_more_than_asked(
    gaps: list[tuple[int, int]], minutes: int
) -> None:
    free, reached = [], at(0)
    for gap, length in gaps:
        start = reached + gap * MINUTE
        reached = start + length * MINUTE
        free.append((start, reached))
    pieces = taken_from(free, minutes)
    assert all(any(start <= piece[0] and piece[1] <= end for start, end in free) for piece in pieces)
    assert pieces == sorted(pieces)
    total = sum((finish - start for start, finish in pieces), timedelta())
    assert total <= minutes * MINUTE
    least = min(LEAST, minutes) * MINUTE
    assert all(finish - start >= least for start, finish in pieces)
    rest = minutes * MINUTE - total
    assert rest == timedelta() or rest >= least
