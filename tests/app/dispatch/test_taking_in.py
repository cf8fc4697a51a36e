"""Changes taken into the rows of the board where they are."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.board.rows import Rows
from app.dispatch.board.tracks import Bar
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus
from tests.app.dispatch import plans

edits = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 4), st.integers(0, 40), st.integers(1, 12), st.booleans()), max_size=30
)


@given(edits, edits)
def test_taking_in_changes_gives_what_a_new_board_would_show(
    one: list[tuple[int, int, int, int, bool]], other: list[tuple[int, int, int, int, bool]]
) -> None:
    people = plans.technicians(4)
    before, after = (list({made.id: made for made in map(booked, plan)}.values()) for plan in (one, other))
    rows = Rows(people, before)
    rows.replace(after)
    assert shown(rows) == shown(Rows(people, after))
    assert rows.height == Rows(people, after).height


def booked(edit: tuple[int, int, int, int, bool]) -> BoardBooking:
    number, who, start, length, cancelled = edit
    status = BookingStatus.CANCELLED if cancelled else BookingStatus.PLANNED
    return plans.booking(number, who, plans.at(8) + timedelta(minutes=15 * start), length / 4, status=status)


def shown(rows: Rows) -> dict[tuple[str, int], list[Bar]]:
    return {row.key: list(row.bars) for row in rows.rows}
