"""Changes taken into the rows of the board where they are, at once or in slices."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.board import taking_in
from app.dispatch.board.look import BoardLook, Grouping
from app.dispatch.board.rows import Rows
from app.dispatch.board.taking_in import TakingIn
from app.dispatch.board.tracks import Bar
from app.dispatch.difference import Difference, difference
from app.shared.tokens import Density
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus
from tests.app.dispatch import plans

Edit = tuple[int, int, int, int, bool]
edits = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 4), st.integers(0, 40), st.integers(1, 12), st.booleans()), max_size=30
)
PEOPLE = plans.technicians(4)


@given(st.lists(edits, min_size=2, max_size=4), st.booleans())
def test_taking_in_changes_gives_what_a_new_board_would_show(steps: list[list[Edit]], told: bool) -> None:
    first, *following = (list({made.id: made for made in map(booked, plan)}.values()) for plan in steps)
    board = TakingIn(Rows(PEOPLE, first), first)
    for plan in following:
        board.take(plan, difference(board.bookings, plan) if told else None)
        assert shown(board.rows) == shown(Rows(PEOPLE, plan))
        assert board.rows.height == Rows(PEOPLE, plan).height


def test_whole_weeks_are_taken_in_slices_and_changes_meanwhile_are_not_lost() -> None:
    view = [plans.booking(key, 1 + key % 4, plans.at(8 + key), 1) for key in range(1, 5)]
    weeks = [plans.booking(key, 1 + key % 4, plans.at(key % 20, 1 + key // 80), 1) for key in range(5, 3000)]
    board = TakingIn(Rows(PEOPLE, view), view)
    assert board.take((*view, *weeks)) == (set(), set())
    assert board.rows.bookings.keys() == {1, 2, 3, 4}
    board.go_on()
    assert not board.done
    taken, waiting = ([one for one in weeks if (one.id in board.rows.bookings) is there][:2] for there in (True, False))
    new = plans.booking(9000, 2, plans.at(12), 3)
    moved = {one.id: plans.booking(one.id, 3, plans.at(6, 2), 2, version=2) for one in (taken[0], waiting[0])}
    gone = {taken[1].id, waiting[1].id}
    after = (*(moved.get(one.id, one) for one in (*view, *weeks) if one.id not in gone), new)
    touched, changed = board.take(after, Difference(board.bookings, frozenset(gone), {**moved, new.id: new}))
    assert changed == {taken[0].id, new.id}
    assert new.technician_id in touched
    while not board.done:
        board.go_on()
    assert shown(board.rows) == shown(Rows(PEOPLE, after))
    assert board.rows.bookings == {one.id: one for one in after}
    assert board.rows.height == Rows(PEOPLE, after).height


def test_a_board_that_is_looked_at_otherwise_meanwhile_goes_on_taking_in() -> None:
    view = [plans.booking(key, 1 + key % 4, plans.at(8 + key), 1) for key in range(1, 5)]
    weeks = [plans.booking(key, 1 + key % 4, plans.at(key % 20, 1 + key // 80), 1) for key in range(5, 3000)]
    board = TakingIn(Rows(PEOPLE, view), view)
    board.take((*view, *weeks))
    board.go_on()
    look = BoardLook(grouping=Grouping.SKILL, density=Density.COMPACT)
    board.rows.look_anew(look)
    assert not board.done
    while not board.done:
        board.go_on()
    anew = Rows(PEOPLE, (*view, *weeks), look)
    assert shown(board.rows) == shown(anew)
    assert board.rows.bookings == anew.bookings
    assert board.rows.height == anew.height


def test_news_about_other_bookings_than_those_shown_are_not_believed() -> None:
    first = [plans.booking(1, 1, plans.at(9), 1), plans.booking(2, 2, plans.at(9), 1)]
    board = TakingIn(Rows(PEOPLE, first), first)
    after = [plans.booking(3, 3, plans.at(9), 1)]
    board.take(after, Difference(tuple(first), frozenset(), {}))
    assert shown(board.rows) == shown(Rows(PEOPLE, after))


def test_no_more_is_compared_than_what_is_told_of() -> None:
    many = tuple(plans.booking(key, 1 + key % 4, plans.at(key % 20, key // 80), 1) for key in range(1, 3000))
    board = TakingIn(Rows(PEOPLE, many), many)
    assert len(many) > taking_in.FEW
    board.take(many[1:], Difference(many, frozenset({1}), {}))
    assert 1 not in board.rows.bookings
    assert board.done


def booked(edit: Edit) -> BoardBooking:
    number, who, start, length, cancelled = edit
    status = BookingStatus.CANCELLED if cancelled else BookingStatus.PLANNED
    return plans.booking(number, who, plans.at(8) + timedelta(minutes=15 * start), length / 4, status=status)


def shown(rows: Rows) -> dict[tuple[str, int], list[Bar]]:
    return {row.key: list(row.bars) for row in rows.rows}
