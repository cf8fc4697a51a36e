"""A proposed plan lies over the board: ghosts, the way from the old place, what is unchanged greyed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.dispatch.board.change import Change, Place
from app.dispatch.board.paint_changes import ChangePainter
from domain.planning.model import ChangeKind
from tests.app.dispatch import plans
from tests.app.dispatch.optimising import proposals
from tests.app.dispatch.plans import at

SHOWN = tuple(line.change for line in proposals.proposed().lines if line.before or line.after)


def middle(board: BoardView, place: Place | None) -> QPoint:
    assert place is not None
    row = board.scene.rows.of(place.technician_id)
    assert row is not None
    return board.scene.span(place.start, place.finish, row).center().toPoint()


def colour(board: BoardView, point: QPoint) -> str:
    return board.viewport().grab().toImage().pixelColor(point).name()


def of_kind(kind: ChangeKind) -> Change:
    return next(each for each in SHOWN if each.kind is kind)


def test_a_ghost_is_found_where_it_would_go_and_what_is_taken_off_where_it_is(board: BoardView) -> None:
    board.set_changes(SHOWN)
    assign, off = of_kind(ChangeKind.ASSIGN), of_kind(ChangeKind.TAKE_OFF)
    for change, place in ((assign, assign.after), (off, off.before)):
        at_ = middle(board, place)
        assert board.change_at(at_.x(), at_.y()) == change
    assert board.change_at(2, 2) is None


def test_the_chosen_ghost_lies_on_top(board: BoardView) -> None:
    assign = of_kind(ChangeKind.ASSIGN)
    other = Change(99, ChangeKind.ASSIGN, "SO-1", None, assign.after)
    point = middle(board, assign.after)
    for chosen, expected in ((99, other), (assign.id, assign)):
        board.set_changes((other, assign), chosen)
        assert board.change_at(point.x(), point.y()) == expected


def test_the_plan_in_force_is_greyed_only_while_there_is_a_proposal(qtbot: QtBot, board: BoardView) -> None:
    qtbot.waitUntil(lambda: board.finished)
    before = board.viewport().grab().toImage()
    board.set_changes(SHOWN)
    assert board.viewport().grab().toImage() != before
    board.set_changes(())
    assert board.viewport().grab().toImage() == before


def test_a_tick_and_a_choice_paint_their_ghost_anew(qtbot: QtBot, board: BoardView) -> None:
    assign = of_kind(ChangeKind.ASSIGN)
    board.set_changes((assign,))
    ticked = colour(board, middle(board, assign.after) - QPoint(0, 14))
    unticked = Change(assign.id, assign.kind, assign.number, assign.before, assign.after, ticked=True)
    board.set_changes((unticked,), assign.id)
    assert colour(board, middle(board, assign.after) - QPoint(0, 14)) != ticked


def test_a_moved_booking_reaches_from_its_old_place_to_its_new_one(board: BoardView) -> None:
    change = of_kind(ChangeKind.MOVE)
    painter = ChangePainter(board.scene, board.faces)
    reached = painter.reach(change)
    assert len(reached) == 3
    assert reached[2].contains(middle(board, change.before))
    assert reached[2].contains(middle(board, change.after))


def test_what_lies_elsewhere_is_brought_into_view(board: BoardView) -> None:
    place = Place(1, at(10, 3).timestamp(), at(11, 3).timestamp())
    far = Change(50, ChangeKind.ASSIGN, "SO-7", None, place)
    board.set_changes((far,))
    board.reveal_change(far)
    found = middle(board, far.after)
    assert board.viewport().rect().contains(found)
    assert board.change_at(found.x(), found.y()) == far


def test_a_change_of_somebody_who_is_not_on_the_board_is_shown_nowhere(board: BoardView) -> None:
    place = Place(77, at(10).timestamp(), at(11).timestamp())
    board.set_changes((Change(1, ChangeKind.MOVE, "SO-1", place, place),))
    board.reveal_change(board.scene.changes[0])
    assert board.viewport().grab().toImage().pixelColor(5, 5).isValid()


def test_seen_from_far_away_no_ghosts_stand_in_the_way(board: BoardView) -> None:
    board.set_changes(SHOWN)
    board.fit_days(365)
    assign = of_kind(ChangeKind.ASSIGN)
    point = middle(board, assign.after)
    assert board.change_at(point.x(), point.y()) is None


def test_a_drag_goes_on_over_a_proposal(qtbot: QtBot, board: BoardView) -> None:
    """The board stays usable: what is no ghost can be taken."""
    board.set_changes((of_kind(ChangeKind.ASSIGN),))
    booking = plans.bookings()[0]
    row = board.scene.rows.of(booking.technician_id)
    assert row is not None
    point = board.scene.span(booking.start.timestamp(), booking.finish.timestamp(), row).center().toPoint()
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert board.selected is not None
    assert board.selected.id == booking.id
