"""Several bookings under mouse and keyboard: chosen, carried together, copied, pasted, taken off, lost to others."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.dispatch.board.creep import TURN_MS
from app.dispatch.moving.by import MoveByDialog
from app.dispatch.moving.setting import Setting
from app.dispatch.moving.wish import Wish
from app.dispatch.plan import Plan
from app.shared.memory import Memory
from app.shared.times import Times
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.rules.findings import Level
from tests.app.dispatch import plans
from tests.app.dispatch.test_board import drag, hour, only, place

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KIM, LEA = 1, 2


def edit(booking_id: int, technician_id: int | None, start: datetime, hours: float = 1) -> Edit:
    return Edit(booking_id, 1000 + booking_id, technician_id, start, start + timedelta(hours=hours), version=1)


def copied(booking_id: int, technician_id: int, start: datetime) -> Edit:
    return Edit(None, 1000 + booking_id, technician_id, start, start + timedelta(hours=1), extra=True)


def spot(board: BoardView, technician_id: int, at: float) -> QPoint:
    row = board.scene.rows.of(technician_id)
    assert row is not None
    return QPoint(round(board.scene.x(plans.at(at).timestamp())), board.scene.y(row) + row.height // 2)


def press(board: BoardView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """As the keyboard sends it: the modifier is let go by another key."""
    QApplication.sendEvent(board, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def test_a_rubber_band_selects_all_that_it_touches(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1), (3, LEA, 9, 1), (4, LEA, 15, 1))
    top, bottom = sorted((spot(board, KIM, 8.5).y(), spot(board, LEA, 8.5).y()))
    drag(board, QPoint(spot(board, KIM, 8.5).x(), top), QPoint(spot(board, KIM, 12.5).x(), bottom))
    assert [one.id for one in board.chosen] == [1, 3, 2]
    assert board.scene.band is None


def test_ctrl_and_a_band_add_and_escape_lets_the_band_go(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1))
    board.select(1)
    start, finish = spot(board, KIM, 10.4), spot(board, KIM, 11.5)
    QTest.mousePress(board.viewport(), LEFT, CONTROL, start)
    QTest.mouseMove(board.viewport(), finish)
    assert board.scene.band is not None
    QTest.mouseRelease(board.viewport(), LEFT, CONTROL, finish)
    assert board.scene.chosen == {1, 2}
    QTest.mousePress(board.viewport(), LEFT, pos=start)
    QTest.mouseMove(board.viewport(), finish)
    assert board.cancel()
    assert board.scene.band is None
    QTest.mouseRelease(board.viewport(), LEFT, pos=finish)
    assert not board.chosen


def test_ctrl_and_click_adds_and_takes_out(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1))
    QTest.mouseClick(board.viewport(), LEFT, pos=place(board, 1))
    QTest.mouseClick(board.viewport(), LEFT, CONTROL, place(board, 2))
    assert board.scene.chosen == {1, 2}
    assert "2 bookings selected" in board.accessibleDescription()
    QTest.mouseClick(board.viewport(), LEFT, CONTROL, place(board, 1))
    assert board.scene.chosen == {2}
    QTest.mouseClick(board.viewport(), LEFT, pos=place(board, 1))
    assert board.scene.chosen == {1}


def test_all_that_are_selected_are_dragged_together(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1), (3, LEA, 9, 1))
    board.choose(frozenset({1, 2}), 1)
    with qtbot.waitSignal(board.edits_asked) as asked:
        drag(board, place(board, 1), place(board, 1) + QPoint(round(hour(board)), 0))
    assert asked.args == [(edit(1, KIM, plans.at(10)), edit(2, KIM, plans.at(12)))]
    assert board.scene.proposal is not None
    assert len(board.scene.proposal.all) == 2


def test_those_dragged_together_keep_their_rows_apart_and_none_falls_off(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1))
    people = [row.technician.id for row in board.scene.rows.rows if row.technician is not None]
    first, last = people[0], people[-1]
    only(board, (1, first, 9, 1), (2, people[1], 9, 1))
    board.choose(frozenset({1, 2}), 1)
    board.verticalScrollBar().setValue(board.verticalScrollBar().maximum())
    start = place(board, 1)
    with qtbot.waitSignal(board.edits_asked) as asked:
        drag(board, start, QPoint(start.x(), spot(board, last, 9).y()))
    assert {each.technician_id for each in asked.args[0]} == {people[-2], last}


def test_ctrl_while_dropping_copies(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1))
    start, finish = place(board, 1), QPoint(place(board, 1).x(), spot(board, LEA, 9).y())
    with qtbot.waitSignal(board.edits_asked) as asked:
        QTest.mousePress(board.viewport(), LEFT, CONTROL, start)
        QTest.mouseMove(board.viewport(), finish)
        QTest.mouseRelease(board.viewport(), LEFT, CONTROL, finish)
    assert asked.args == [(copied(1, LEA, plans.at(9)),)]


def test_what_is_dropped_outside_on_the_list_is_taken_off(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1))
    outside = QWidget(board)
    outside.setGeometry(board.width() - 120, 0, 120, board.height())
    outside.show()
    board.set_outside(outside)
    with qtbot.waitSignal(board.edits_asked) as asked:
        drag(board, place(board, 1), QPoint(board.viewport().width() - 40, 300))
    assert asked.args == [(edit(1, None, plans.at(9)),)]
    assert board.scene.proposal is None


def test_rows_in_view_say_how_they_would_take_it(board: BoardView, qtbot: QtBot) -> None:
    taken = plans.booking(2, LEA, plans.at(9), 1, need=Need())
    carried = plans.booking(1, KIM, plans.at(9), 1, need=Need(frozenset({"Refrigeration"})))
    board.set_plan(plans.technicians(), [carried, taken], fade=False)
    drag(board, place(board, 1), place(board, 1) + QPoint(8, 0), drop=False)
    rows = [row.technician for row in board.scene.rows.rows if row.technician is not None]
    qtbot.waitUntil(lambda: len(board.scene.tints) == len(rows))
    assert board.scene.tints[LEA] is Level.REFUSAL
    lacking = next(one for one in rows if "Refrigeration" not in one.skills and one.id != LEA)
    assert board.scene.tints[lacking.id] is Level.WARNING
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert not board.scene.tints
    QTest.mouseRelease(board.viewport(), LEFT, pos=place(board, 1))


def test_what_changes_or_goes_while_it_is_dragged_goes_back_in_words(board: BoardView, qtbot: QtBot) -> None:
    for gone in (True, False):
        only(board, (1, KIM, 9, 1), (2, LEA, 9, 1))
        drag(board, place(board, 1), place(board, 1) + QPoint(60, 0), drop=False)
        assert board.scene.proposal is not None
        rest = [one for one in board.scene.rows.bookings.values() if one.id != 1]
        changed = replace(
            board.scene.rows.bookings[1], version=2, technician_id=LEA, start=plans.at(13), finish=plans.at(14)
        )
        with qtbot.waitSignal(board.refused) as refused, qtbot.assertNotEmitted(board.edits_asked):
            board.set_plan(plans.technicians(), rest if gone else [*rest, changed], fade=False)
            QTest.mouseRelease(board.viewport(), LEFT, pos=spot(board, KIM, 12))
        assert "SO-1001" in refused.args[0]
        assert board.scene.proposal is None


def test_a_technician_switched_off_while_something_hangs_over_the_row_breaks_nothing(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1))
    drag(board, place(board, 1), QPoint(place(board, 1).x(), spot(board, LEA, 9).y()), drop=False)
    rest = [one for one in plans.technicians() if one.id != LEA]
    board.set_plan(rest, list(board.scene.rows.bookings.values()), fade=False)
    assert board.scene.proposal is None or board.scene.proposal.technician.id != LEA
    assert not board.grab().isNull()
    QTest.mouseRelease(board.viewport(), LEFT, pos=QPoint(5, 5))


def test_ctrl_shift_and_arrows_resize(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1))
    board.select(1)
    with qtbot.waitSignal(board.edits_asked) as asked:
        press(board, Qt.Key.Key_Right, CONTROL | SHIFT)
        press(board, Qt.Key.Key_Right, CONTROL | SHIFT)
        press(board, Qt.Key.Key_Up, CONTROL | SHIFT)
        QTest.keyRelease(board, Qt.Key.Key_Shift)
    assert asked.args == [(edit(1, KIM, plans.at(8.75), 1.75),)]


def test_space_keeps_what_is_selected_while_arrows_walk_on(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1), (3, KIM, 13, 1))
    board.select(1)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(board, key)
    assert board.scene.chosen == {1, 3}


def test_the_day_of_a_row_is_selected(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1), (3, KIM, 33, 1), (4, LEA, 9, 1))
    board.select(2)
    board.choose_day()
    assert board.scene.chosen == {1, 2}


def test_what_is_cut_is_pasted_at_the_cursor(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1))
    board.choose(frozenset({1, 2}), 1)
    board.cut()
    QTest.mouseClick(board.viewport(), LEFT, pos=spot(board, LEA, 13))
    with qtbot.waitSignal(board.edits_asked) as asked:
        board.paste()
    assert asked.args == [(edit(1, LEA, plans.at(13)), edit(2, LEA, plans.at(15)))]
    assert not board.clips.full


def test_what_is_copied_can_be_pasted_with_the_keyboard_alone(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1))
    board.select(1)
    board.copy()
    for _ in range(8):
        press(board, Qt.Key.Key_Right, CONTROL)
    with qtbot.waitSignal(board.edits_asked) as asked:
        board.paste()
    assert asked.args == [(copied(1, KIM, plans.at(11)),)]
    assert board.clips.full


def test_pasting_without_a_place_says_where_to_click(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1))
    board.select(1)
    board.copy()
    with qtbot.waitSignal(board.refused) as refused:
        board.paste()
    assert "Ctrl" in refused.args[0]


def test_drag_keyboard_paste_and_dialog_ask_for_the_very_same(board: BoardView, qtbot: QtBot, times: Times) -> None:
    asked: list[tuple[Edit, ...]] = []
    board.edits_asked.connect(asked.append)
    only(board, (1, KIM, 9, 1), (2, KIM, 11, 1))
    board.choose(frozenset({1, 2}), 1)
    drag(board, place(board, 1), place(board, 1) + QPoint(round(2 * hour(board)), 0))
    board.settle()
    for _ in range(8):
        press(board, Qt.Key.Key_Right, SHIFT)
    QTest.keyRelease(board, Qt.Key.Key_Shift)
    board.settle()
    board.cut()
    QTest.mouseClick(board.viewport(), LEFT, pos=spot(board, KIM, 10.5))
    board.cursor_mark.put_at(spot(board, KIM, 11).x(), spot(board, KIM, 11).y())
    board.paste()
    board.settle()
    bookings = tuple(board.scene.rows.bookings.values())
    plan = Plan(plans.at(0, -7), plans.at(0, 7), tuple(plans.technicians()), bookings, ())
    dialog = MoveByDialog(bookings, "Move by", Setting(plan, times, Memory()), board)

    def answer(wish: Wish) -> None:
        asked.append(wish.edits)

    dialog.decided.connect(answer)
    dialog.begin()
    dialog.findChild(QWidget, "minutes").setValue(120)  # type: ignore[union-attr]
    dialog.decide()
    assert len(asked) == 4
    assert set(asked) == {(edit(1, KIM, plans.at(11)), edit(2, KIM, plans.at(13)))}


def test_several_orders_of_the_list_are_put_down_one_after_the_other(board: BoardView, qtbot: QtBot) -> None:
    only(board)
    board.carry_in([plans.order(2001, minutes=60), plans.order(2002, minutes=90)])
    board.carry_over(board.viewport().mapToGlobal(spot(board, KIM, 9)))
    with qtbot.waitSignal(board.edits_asked) as asked:
        board.carry_drop()
    first, second = asked.args[0]
    assert (first.start, first.finish, second.start) == (plans.at(9), plans.at(10), plans.at(10))
    assert {first.technician_id, second.technician_id} == {KIM}


def test_the_board_scrolls_under_a_band_that_is_held_at_its_border(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 9, 1))
    before = board.horizontalScrollBar().value()
    start = spot(board, KIM, 12)
    border = QPoint(board.viewport().width() - 8, start.y())
    QTest.mousePress(board.viewport(), LEFT, pos=start)
    QTest.mouseMove(board.viewport(), border)
    narrow = board.scene.band
    assert narrow is not None
    qtbot.waitUntil(lambda: board.horizontalScrollBar().value() > before + 60)
    assert board.scene.band is not None
    assert board.scene.band.width() > narrow.width()
    QTest.mouseRelease(board.viewport(), LEFT, pos=border)
    assert board.scene.band is None


def test_what_is_carried_in_over_the_border_scrolls_only_once_it_was_inside(board: BoardView, qtbot: QtBot) -> None:
    only(board)
    inside = spot(board, KIM, 12)
    border = QPoint(board.viewport().width() - 8, inside.y())
    before = board.horizontalScrollBar().value()
    board.carry_in([plans.order(2001, minutes=60)])
    with qtbot.assertNotEmitted(board.horizontalScrollBar().valueChanged, wait=3 * TURN_MS):
        board.carry_over(board.viewport().mapToGlobal(border))
    board.carry_over(board.viewport().mapToGlobal(inside))
    board.carry_over(board.viewport().mapToGlobal(border))
    qtbot.waitUntil(lambda: board.horizontalScrollBar().value() > before + 60)
    board.cancel()


def test_a_row_that_slides_away_under_the_hand_takes_nothing_to_somebody_else(board: BoardView, qtbot: QtBot) -> None:
    jonas = 3
    only(board, (1, KIM, 9, 1))
    heard: list[str] = []
    board.refused.connect(heard.append)
    wanted: list[object] = []
    board.edits_asked.connect(wanted.append)
    drag(board, spot(board, KIM, 9.5), spot(board, jonas, 12), drop=False)
    there, bookings = plans.technicians(), tuple(board.scene.rows.bookings.values())
    board.set_plan([one for one in there if one.id != jonas], bookings)
    assert board.scene.proposal is None
    assert "under your hand" in heard[-1]
    QTest.mouseRelease(board.viewport(), LEFT, pos=board._hand.last)
    assert wanted == []
