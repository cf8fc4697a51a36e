"""Long jobs laid over the working time that is free."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.fulfilment import LEAST
from domain.scheduling.placing.splitting import free_time, split, split_booking, taken_from
from tests.domain.scheduling.board import at, bar, worker

MINUTE = timedelta(minutes=1)
KIM = worker((8, 12), (13, 17), (32, 41))


def test_a_long_job_goes_over_breaks_days_and_other_bookings() -> None:
    parts = split(7, 9 * 60, KIM, [bar(1, 9, 10)], at(8.5))
    assert [(part.start, part.finish) for part in parts] == [
        (at(8.5), at(9)),
        (at(10), at(12)),
        (at(13), at(17)),
        (at(32), at(34.5)),
    ]
    assert [part.extra for part in parts] == [False, True, True, True]


def test_a_booking_is_split_from_its_start_and_keeps_its_first_part() -> None:
    whole = bar(1, 15, 20)
    first, second = split_booking(whole, KIM, [whole])
    assert (first.booking_id, first.version, first.start, first.finish) == (1, 1, at(15), at(17))
    assert (second.booking_id, second.start, second.finish) == (None, at(32), at(35))


def test_what_is_begun_is_not_split() -> None:
    assert split_booking(bar(1, 15, 20, status=BookingStatus.ON_SITE), KIM, []) == ()


def test_cancelled_bookings_take_no_time() -> None:
    cancelled = bar(1, 13, 15, status=BookingStatus.CANCELLED)
    assert free_time(KIM, [cancelled], at(13)) == [(at(13), at(17)), (at(32), at(41))]


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
