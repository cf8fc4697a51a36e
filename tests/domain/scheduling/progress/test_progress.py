"""The life of a booking, and what an order makes of the bookings it has."""

from datetime import UTC, datetime, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.orders.lifecycle import may_follow as order_may_follow
from domain.orders.model import StageMeaning
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.progress import (
    AHEAD,
    BEGUN,
    ENDED,
    Times,
    check_step,
    check_times,
    falls_back,
    goes_back,
    may_follow,
    path,
    roll_up,
    times_after,
)

PLANNED, DISPATCHED, ACCEPTED, TRAVELLING, ON_SITE, DONE, PARTLY_DONE, CANCELLED = BookingStatus
NEW, PLAN, ACTIVE, FINISHED, OFF = StageMeaning
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

#: Statuses of the bookings of one order, and what the order is by the roll-up of the field.
ROLL_UP = [
    ((), NEW),
    ((PLANNED,), PLAN),
    ((DISPATCHED,), PLAN),
    ((ACCEPTED,), PLAN),
    ((TRAVELLING,), ACTIVE),
    ((ON_SITE,), ACTIVE),
    ((DONE,), FINISHED),
    ((CANCELLED,), NEW),
    ((PARTLY_DONE,), NEW),
    ((PLANNED, PLANNED), PLAN),
    ((PLANNED, ON_SITE), ACTIVE),
    ((PLANNED, DONE), ACTIVE),
    ((PLANNED, PARTLY_DONE), PLAN),
    ((DONE, DONE), FINISHED),
    ((PARTLY_DONE, PARTLY_DONE), NEW),
    ((ON_SITE, PARTLY_DONE), ACTIVE),
    ((DONE, PARTLY_DONE), FINISHED),
    ((CANCELLED, PARTLY_DONE), NEW),
    ((TRAVELLING, DONE), ACTIVE),
    ((CANCELLED, DONE), FINISHED),
    ((CANCELLED, PLANNED), PLAN),
]


@pytest.mark.parametrize(("statuses", "meaning"), ROLL_UP, ids=str)
def test_an_order_is_what_its_bookings_make_of_it(statuses: tuple[BookingStatus, ...], meaning: StageMeaning) -> None:
    assert roll_up(statuses) is meaning
    assert roll_up(reversed(statuses)) is meaning


def test_every_mixture_of_bookings_makes_an_open_or_done_order() -> None:
    every = chain.from_iterable(combinations(BookingStatus, size) for size in range(len(BookingStatus) + 1))
    for mixture in every:
        live = set(mixture) - {CANCELLED}
        meaning = roll_up(mixture)
        assert (meaning is ACTIVE) == (bool(live & BEGUN) or bool(live & AHEAD and DONE in live))
        assert (meaning is PLAN) == (bool(live & AHEAD) and not live & {*BEGUN, DONE})
        assert (meaning is FINISHED) == (DONE in live and not live & {*AHEAD, *BEGUN})
        assert (meaning is NEW) == (live <= {PARTLY_DONE})


def test_every_status_is_ahead_begun_or_ended() -> None:
    assert set(BookingStatus) == AHEAD | BEGUN | ENDED
    assert not AHEAD & BEGUN
    assert not (AHEAD | BEGUN) & ENDED


@pytest.mark.parametrize("present", BookingStatus)
@pytest.mark.parametrize("wanted", BookingStatus)
def test_steps_skip_what_nobody_told_and_correct_what_was_wrong(present: BookingStatus, wanted: BookingStatus) -> None:
    allowed = present is not wanted and present is not CANCELLED and not (present in ENDED and wanted is CANCELLED)
    assert (wanted in may_follow(present)) is allowed
    if not allowed:
        with pytest.raises(Refusal, match="SO-1"):
            check_step(present, wanted, "SO-1")


def test_going_back_is_a_correction() -> None:
    assert goes_back(ON_SITE, PLANNED)
    assert not goes_back(PLANNED, ON_SITE)
    assert not goes_back(DONE, PARTLY_DONE)


@pytest.mark.parametrize("present", [NEW, PLAN, ACTIVE, FINISHED, OFF])
@pytest.mark.parametrize("wanted", [NEW, PLAN, ACTIVE, FINISHED])
def test_an_order_gets_everywhere_by_steps_that_are_allowed(present: StageMeaning, wanted: StageMeaning) -> None:
    steps = path(present, wanted)
    if present in {wanted, OFF}:
        assert steps == ()
        return
    assert steps[-1] is wanted
    for before, after in zip((present, *steps), steps, strict=False):
        assert after in order_may_follow(before)


def test_an_order_falls_back_only_to_what_is_less_far() -> None:
    assert falls_back(ACTIVE, PLAN)
    assert not falls_back(PLAN, ACTIVE)
    assert not falls_back(PLAN, PLAN)


@given(st.lists(st.sampled_from([s for s in BookingStatus if s is not CANCELLED]), min_size=1, max_size=8))
def test_the_times_of_any_life_are_in_their_turn(life: list[BookingStatus]) -> None:
    times = Times()
    for at, status in enumerate(life):
        times = times_after(times, status, NINE + at * HOUR)
        check_times(times, NINE + at * HOUR)
        if status in AHEAD:
            assert times == Times()
        assert (times.left is not None) == (status in ENDED)


def test_a_step_told_late_begins_no_earlier_than_the_one_before() -> None:
    assert times_after(Times(travelling=NINE), ON_SITE, NINE - HOUR) == Times(NINE - HOUR, NINE - HOUR)


@pytest.mark.parametrize(
    ("times", "field"),
    [
        (Times(travelling=NINE, arrived=NINE - HOUR), "arrived"),
        (Times(arrived=NINE, left=NINE - HOUR), "left"),
        (Times(travelling=NINE + 2 * HOUR), "travelling"),
    ],
)
def test_times_out_of_turn_or_still_to_come_are_refused(times: Times, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_times(times, NINE + HOUR)
    assert refused.value.field == field
