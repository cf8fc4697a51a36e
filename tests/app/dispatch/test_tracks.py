"""A track that takes changes in one by one lies as one that is laid out anew."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.board.calendar import day_of, hours, ticks
from app.dispatch.board.rows import Rows
from app.dispatch.board.taking_in import TakingIn
from app.dispatch.board.tracks import Track
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus
from tests.app.dispatch import plans

WHO = plans.technicians()[0]
QUARTERS = st.integers(0, 40)
SLOTS = st.tuples(QUARTERS, st.integers(1, 10), st.booleans())
#: By id, so that the same booking is put in, moved and taken out.
STEPS = st.dictionaries(st.integers(1, 14), st.none() | SLOTS, min_size=1, max_size=6)


def _booking(key: int, version: int, slot: tuple[int, int, bool]) -> BoardBooking:
    start, length, cancelled = slot
    status = BookingStatus.CANCELLED if cancelled else BookingStatus.PLANNED
    return plans.booking(key, WHO.id, plans.at(start / 4), length / 4, version=version, status=status)


@given(st.lists(STEPS, min_size=1, max_size=8), st.integers(1, 2))
def test_changes_one_by_one_end_like_all_at_once(
    steps: list[dict[int, tuple[int, int, bool] | None]], capacity: int
) -> None:
    who = replace(WHO, capacity=capacity)
    track, there = Track(who), dict[int, BoardBooking]()
    for version, step in enumerate(steps):
        gone = [there[key] for key in there.keys() & step.keys()]
        added = {key: _booking(key, version, slot) for key, slot in step.items() if slot is not None}
        there = {key: one for key, one in there.items() if key not in step} | added
        track.change(gone, added.values())
        anew = Track(who)
        anew.change((), there.values())
        assert (track.bars, track.lanes) == (anew.bars, anew.lanes)


def test_a_booking_that_looks_otherwise_in_the_same_version_is_taken_in() -> None:
    booking = _booking(1, 1, (0, 4, False))
    board = TakingIn(Rows([WHO], [booking]), [booking])
    assert board.take([replace(booking, stage="Done")]) == ({WHO.id}, {1})
    assert board.take([replace(booking, stage="Done")]) == (set(), set())


@given(st.floats(0, 30), st.floats(0, 30))
def test_ticks_of_a_part_of_a_day_are_those_of_the_day_that_lie_in_it(one: float, other: float) -> None:
    day = day_of(plans.NOW.date(), plans.NOW.tzinfo)
    since, until = (day.start + each * 3600 for each in sorted((one, other)))
    whole = [seconds for seconds, _ in hours(day, 30, plans.NOW.tzinfo)]
    assert list(ticks(day, 30, since, until)) == [each for each in whole if since <= each < until]
