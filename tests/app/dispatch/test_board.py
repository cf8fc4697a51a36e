"""The board under mouse and keyboard: what is asked for, what is refused, what is painted."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.shared.empty import EmptyState
from app.shared.theme import Look, Theme
from domain.scheduling.needs.needs import NOTHING
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.rules.checks import Level
from domain.words import Priority
from tests.app.dispatch import plans

LEFT = Qt.MouseButton.LeftButton
QUARTER = timedelta(minutes=15)


def place(board: BoardView, booking_id: int, share: float = 0.5) -> QPoint:
    """A point on a bar, from its left edge (0) to its right (1)."""
    found = board.scene.rows.bar(booking_id)
    assert found is not None
    rect = board.scene.rect(*found)
    return QPoint(round(rect.left() + 2 + share * (rect.width() - 4)), round(rect.center().y()))


def drag(board: BoardView, start: QPoint, finish: QPoint, *, drop: bool = True) -> None:
    seen = board.viewport()
    QTest.mousePress(seen, LEFT, pos=start)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(seen, start + (finish - start) * step)
    if drop:
        QTest.mouseRelease(seen, LEFT, pos=finish)


def hour(board: BoardView) -> float:
    return board.scene.scale.per_hour


def moved(booking_id: int, technician_id: int | None, start: datetime, finish: datetime) -> Edit:
    return Edit(booking_id, 1000 + booking_id, technician_id, start, finish, version=1)


def only(board: BoardView, *bookings: tuple[int, int, float, float]) -> None:
    """Show just these: (id, technician, from hour, length)."""
    made = [plans.booking(key, who, plans.at(begin), length, need=NOTHING) for key, who, begin, length in bookings]
    board.set_plan(plans.technicians(), made, fade=False)


def test_dragging_a_bar_along_its_row_asks_for_a_new_time(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    with qtbot.waitSignal(board.edits_asked) as asked:
        drag(board, place(board, 1), place(board, 1) + QPoint(round(2.1 * hour(board)), 0))
    assert asked.args == [(moved(1, 1, plans.at(11), plans.at(12)),)]


def test_alt_leaves_the_quarter_hours(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    start = place(board, 1)
    end = start + QPoint(round(2.1 * hour(board)), 0)
    with qtbot.waitSignal(board.edits_asked) as asked:
        QTest.mousePress(board.viewport(), LEFT, pos=start)
        QTest.mouseMove(board.viewport(), start + QPoint(20, 0))
        board._hand.move(end, free=True)
        QTest.mouseRelease(board.viewport(), LEFT, Qt.KeyboardModifier.AltModifier, end)
    ((move,),) = asked.args
    assert move.start - plans.at(11) == pytest.approx(timedelta(minutes=6), abs=timedelta(minutes=1))


def test_dragging_to_another_row_asks_for_another_technician(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    target = board.scene.rows.of(2)
    assert target is not None
    start = place(board, 1)
    with qtbot.waitSignal(board.edits_asked) as asked:
        drag(board, start, QPoint(start.x(), board.scene.y(target) + 20))
    assert asked.args == [(moved(1, 2, plans.at(9), plans.at(10)),)]


@pytest.mark.parametrize(
    ("edge", "by", "expected"), [(0.0, -1.0, (8, 10)), (1.0, 2.0, (9, 12)), (1.0, -5.0, (9, 9.25))]
)
def test_an_edge_resizes(board: BoardView, qtbot: QtBot, edge: float, by: float, expected: tuple[float, float]) -> None:
    only(board, (1, 1, 9, 1))
    start = place(board, 1, edge)
    with qtbot.waitSignal(board.edits_asked) as asked:
        drag(board, start, start + QPoint(round(by * hour(board)), 0))
    assert asked.args == [(moved(1, 1, plans.at(expected[0]), plans.at(expected[1])),)]


def test_dropping_on_a_taken_time_is_refused_in_words(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1), (2, 1, 12, 2))
    with qtbot.waitSignal(board.refused) as refused, qtbot.assertNotEmitted(board.edits_asked):
        drag(board, place(board, 1), place(board, 2))
    assert "SO-1002" in refused.args[0]
    assert board.scene.proposal is None


def test_the_ghost_says_what_speaks_against_the_place(board: BoardView) -> None:
    only(board, (1, 1, 9, 1), (2, 1, 12, 2))
    drag(board, place(board, 1), place(board, 2), drop=False)
    proposal = board.scene.proposal
    assert proposal is not None
    assert proposal.level is Level.REFUSAL
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert board.scene.proposal is None
    QTest.mouseRelease(board.viewport(), LEFT, pos=place(board, 2))


def test_what_was_dropped_stays_as_a_ghost_until_it_is_settled(board: BoardView) -> None:
    only(board, (1, 1, 9, 1))
    drag(board, place(board, 1), place(board, 1) + QPoint(200, 0))
    assert board.scene.proposal is not None
    assert not board.scene.proposal.held
    board.settle()
    assert board.scene.proposal is None


def test_a_click_selects_and_a_twitch_moves_nothing(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    with qtbot.assertNotEmitted(board.edits_asked):
        drag(board, place(board, 1), place(board, 1) + QPoint(2, 1))
    assert board.selected is not None
    QTest.mouseClick(board.viewport(), LEFT, pos=QPoint(5, 5))
    assert board.selected is None


def test_a_double_click_and_enter_open_the_order(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    with qtbot.waitSignal(board.open_asked) as opened:
        QTest.mouseDClick(board.viewport(), LEFT, pos=place(board, 1))
    assert opened.args == [1001]
    board.select(1)
    with qtbot.waitSignal(board.open_asked):
        QTest.keyClick(board, Qt.Key.Key_Return)


def test_delete_asks_to_unassign(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    board.select(1)
    with qtbot.waitSignal(board.edits_asked) as asked:
        QTest.keyClick(board, Qt.Key.Key_Delete)
    assert asked.args == [(moved(1, None, plans.at(9), plans.at(10)),)]


def test_arrows_walk_from_booking_to_booking(board: BoardView) -> None:
    only(board, (1, 1, 9, 1), (2, 1, 11, 1), (3, 2, 11, 1))
    board.select(1)
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(board, key)
        walked.append(board.selected.id if board.selected else None)
    assert walked == [2, 2, 3, 2, 1]


def test_shift_and_arrows_carry_the_booking_until_shift_is_let_go(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    board.select(1)
    shift = Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(board.edits_asked) as asked:
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
            QApplication.sendEvent(board, QKeyEvent(QEvent.Type.KeyPress, key, shift))
        QTest.keyRelease(board, Qt.Key.Key_Shift)
    beside = next(one for one in plans.technicians() if one.name == "Lea Brandt")
    assert asked.args == [(moved(1, beside.id, plans.at(9.5), plans.at(10.5)),)]


def test_carrying_by_keyboard_is_put_back_by_escape(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, 1, 9, 1))
    board.select(1)
    shift = Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(board, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, shift))
    assert board.scene.proposal is not None
    with qtbot.assertNotEmitted(board.edits_asked):
        QTest.keyClick(board, Qt.Key.Key_Escape)
        QTest.keyRelease(board, Qt.Key.Key_Shift)
    assert board.scene.proposal is None


def test_the_wheel_with_ctrl_zooms_about_the_pointer(board: BoardView) -> None:
    at = QPoint(500, 100)
    before, zoom = board.scene.seconds(at.x()), hour(board)
    event = QWheelEvent(
        QPointF(at),
        QPointF(board.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(board.viewport(), event)
    assert hour(board) > zoom
    assert board.scene.seconds(at.x()) == pytest.approx(before, abs=3600 / hour(board))


@pytest.mark.parametrize("count", [1, 7, 31])
def test_zooming_to_days_shows_them_and_paints(board: BoardView, count: int) -> None:
    board.fit_days(count)
    since, until = board.visible()
    wanted = timedelta(hours=12) if count == 1 else timedelta(days=count)
    assert until - since == pytest.approx(wanted, abs=timedelta(minutes=40))
    assert not board.grab().isNull()


class Painted:
    """Collects what the board had to paint."""

    def __init__(self, board: BoardView, monkeypatch: pytest.MonkeyPatch) -> None:
        self.region = QRegion()
        paint = board._canvas.paint

        def collect(painter: QPainter, exposed: QRectF) -> None:
            self.region = self.region.united(exposed.toAlignedRect())
            paint(painter, exposed)

        monkeypatch.setattr(board._canvas, "paint", collect)


def test_one_changed_booking_repaints_its_row_alone(
    board: BoardView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.grab()
    QTest.qWait(0)
    painted = Painted(board, monkeypatch)
    plan = list(board.scene.rows.bookings.values())
    changed = replace(plan[0], version=2, priority=Priority.LOW)
    board.set_plan(plans.technicians(), [changed, *plan[1:]], fade=False)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    row = board.scene.rows.of(changed.technician_id)
    assert row is not None
    band = QRect(0, board.scene.y(row), board.viewport().width(), row.height)
    assert QRegion(band).united(painted.region) == QRegion(band)


def test_scrolling_paints_only_the_strip_that_comes_in(
    board: BoardView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.qWait(0)
    painted = Painted(board, monkeypatch)
    bar = board.horizontalScrollBar()
    bar.setValue(bar.value() + 40)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert painted.region.boundingRect().width() <= 60


def test_what_changes_elsewhere_fades_in_and_comes_to_rest(board: BoardView, qtbot: QtBot) -> None:
    plan = list(board.scene.rows.bookings.values())
    board.set_plan(plans.technicians(), [replace(plan[0], version=2), *plan[1:]])
    assert board.scene.fresh.keys() == {plan[0].id}
    qtbot.waitUntil(lambda: not board.scene.fresh, timeout=3000)


def test_a_booking_that_goes_is_no_longer_selected(board: BoardView) -> None:
    only(board, (1, 1, 9, 1))
    board.select(1)
    only(board)
    assert board.selected is None


def test_the_selected_booking_is_told_to_screen_readers(board: BoardView) -> None:
    only(board, (1, 1, 9, 1))
    board.select(1)
    assert "SO-1001" in board.accessibleDescription()


@pytest.mark.parametrize("look", list(Look))
def test_the_board_paints_in_every_look(board: BoardView, theme: Theme, look: Look) -> None:
    before = board.grab().toImage()
    theme.set_look(Look.LIGHT if look is Look.SYSTEM else look)
    after = board.grab().toImage()
    changed = look not in (Look.LIGHT, Look.SYSTEM)
    assert (before.pixelColor(1300, 300) != after.pixelColor(1300, 300)) is changed


def test_an_empty_board_paints_and_takes_keys(qtbot: QtBot, board: BoardView) -> None:
    board.set_plan([], [])
    assert not board.grab().isNull()
    QTest.keyClick(board, Qt.Key.Key_Down)
    QTest.mouseClick(board.viewport(), LEFT, pos=QPoint(300, 200))
    assert board.selected is None


def test_from_far_away_there_is_nothing_to_take(board: BoardView) -> None:
    board.fit_days(31)
    assert all(
        board._hand.grip_at(QPointF(place(board, booking_id))) is None for booking_id in board.scene.rows.bookings
    )


def test_without_technicians_the_board_says_how_to_get_them(board: BoardView) -> None:
    board.set_plan([], [], fade=False)
    (empty,) = board.findChildren(EmptyState)
    assert empty.isVisible()
    assert empty.size() == board.size()
    assert board.grab().toImage() is not None
    board.set_plan(plans.technicians(), [], fade=False)
    assert not empty.isVisible()
