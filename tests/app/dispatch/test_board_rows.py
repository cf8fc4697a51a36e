"""Rows of the board: groups and their headings, heights, lanes, and boards that are low."""

from dataclasses import replace

import pytest

from app.dispatch.board.board import BoardView
from app.dispatch.board.fitting import LOW
from app.dispatch.board.look import BoardLook, Grouping
from app.dispatch.board.rows import Rows
from app.shared.tokens import Density
from domain.scheduling.model import BookingStatus
from tests.app.dispatch import plans

KIM, LEA = 1, 2


def test_who_has_several_skills_stands_in_several_groups_and_is_selected_in_all(board: BoardView) -> None:
    board.set_look(BoardLook(grouping=Grouping.SKILL))
    rows = board.scene.rows
    kim = plans.technicians()[0]
    assert [row.group for row in rows.all_of(KIM)] == sorted(kim.skills)
    assert len({row.key for row in rows.rows}) == len(rows.rows)
    booking = next(one for one in rows.bookings.values() if one.technician_id == KIM)
    assert [row.group for row, _ in rows.bars(booking.id)] == sorted(kim.skills)
    board.select(booking.id)
    assert {row.key for row, _ in rows.bars(booking.id)} == {(skill, KIM) for skill in kim.skills}
    assert board.selected == booking


@pytest.mark.parametrize(
    ("grouping", "headings"),
    [
        (Grouping.TEAM, ["City", "North", "South"]),
        (Grouping.TERRITORY, ["Harbour", ""]),
        (Grouping.NONE, []),
    ],
)
def test_groups_have_headings_and_who_belongs_nowhere_comes_last(grouping: Grouping, headings: list[str]) -> None:
    people = plans.technicians()
    people[0] = replace(people[0], territories=frozenset({"Harbour"}))
    rows = Rows(people, [], BoardLook(grouping=grouping))
    assert [row.group for row in rows.rows if row.technician is None] == headings
    assert {one.id for one in rows.technicians} == {one.id for one in people}


def test_the_heading_of_the_group_in_view_stays_until_the_next_one_pushes_it(board: BoardView) -> None:
    rows = board.scene.rows
    first, second = [row for row in rows.rows if row.technician is None][:2]
    assert rows.heading(0) == (first, 0)
    assert rows.heading(100) == (first, 100)
    assert rows.heading(second.top - 10) == (first, second.top - first.height)
    assert rows.heading(second.top + 5) == (second, second.top + 5)


@pytest.mark.parametrize("density", list(Density))
def test_rows_are_as_tall_as_the_user_wants_and_still_hold_their_lanes(density: Density) -> None:
    plan = [plans.booking(1, KIM, plans.at(9), 2), plans.booking(2, KIM, plans.at(10), 2)]
    row = Rows(plans.technicians(2), plan, BoardLook(density=density)).of(KIM)
    assert row is not None
    assert row.height >= 2 * row.lane_height
    heights = {each: Rows(plans.technicians(1), [], BoardLook(density=each)).height for each in Density}
    assert heights[Density.COMPACT] < heights[Density.NORMAL] < heights[Density.COMFORTABLE]


def test_a_booking_too_many_is_marked_and_a_row_for_two_takes_two() -> None:
    plan = [plans.booking(1, KIM, plans.at(9), 2), plans.booking(2, KIM, plans.at(10), 2)]
    plan.append(plans.booking(3, KIM, plans.at(11.5), 1, status=BookingStatus.CANCELLED))
    kim = plans.technicians(1)[0]

    def clashing(capacity: int) -> list[int]:
        rows = Rows([replace(kim, capacity=capacity)], plan, BoardLook(cancelled=True))
        return [bar.id for row in rows.all_of(KIM) for bar in row.bars if bar.clash]

    assert clashing(1) == [1, 2]
    assert clashing(2) == []


LOOKS = (
    BoardLook(grouping=Grouping.SKILL, density=Density.COMPACT),
    BoardLook(cancelled=True, heat=False),
    BoardLook(grouping=Grouping.NONE, cancelled=True),
    BoardLook(density=Density.COMFORTABLE),
)


def test_rows_that_are_looked_at_otherwise_are_those_that_would_be_made_anew() -> None:
    gone = replace(plans.booking(900, KIM, plans.at(9), 2), status=BookingStatus.CANCELLED)
    people, plan = plans.technicians(), [*plans.bookings(), gone]
    rows = Rows(people, plan)
    for look in LOOKS:
        rows.look_anew(look)
        anew = Rows(people, plan, look)
        assert placed(rows) == placed(anew)
        assert rows.height == anew.height
        assert rows.bookings == anew.bookings
        assert [row.key for row in rows.all_of(KIM)] == [row.key for row in anew.all_of(KIM)]


def placed(rows: Rows) -> list[tuple[object, ...]]:
    """Where each row is, and what is in it."""
    return [(row.key, row.top, row.height, row.lane_height, row.people, list(row.bars)) for row in rows.rows]


def test_only_other_bookings_are_laid_out_anew_for_another_look() -> None:
    rows = Rows(plans.technicians(), plans.bookings())
    before = {track.technician.id: track for track in rows.tracks}
    rows.look_anew(BoardLook(grouping=Grouping.SKILL, density=Density.COMPACT))
    assert all(before[track.technician.id] is track for track in rows.tracks)
    rows.look_anew(BoardLook(cancelled=True))
    assert all(before[track.technician.id] is not track for track in rows.tracks)


def test_a_low_board_is_compact_until_there_is_room_again(board: BoardView) -> None:
    normal = board.scene.rows.rows[1].height
    board.resize(1100, LOW - 1)
    assert board.scene.rows.rows[1].height < normal
    board.resize(1100, LOW + 100)
    assert board.scene.rows.rows[1].height == normal


def test_rows_that_are_wanted_tall_stay_so_on_a_low_board(board: BoardView) -> None:
    board.resize(1100, LOW - 1)
    board.set_look(BoardLook(density=Density.COMFORTABLE))
    assert board.scene.look.density is Density.COMFORTABLE
