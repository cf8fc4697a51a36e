"""What would begin before now, or was to be begun by now: told in the hand, and not lost in the plan."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.dispatch.panes.conflicts.pane import ConflictsPane
from app.dispatch.plan import Plan
from domain.parameters.placement_rules import Kind
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.service import place as place_order
from domain.scheduling.rules.findings import Level
from domain.scheduling.travel.places import Place
from tests.app.dispatch import plans
from tests.app.dispatch.house import House
from tests.app.dispatch.test_board import LEFT, drag, hour, only, place

KIM = 1


def test_what_is_dragged_before_now_is_warned_about_in_the_hand(board: BoardView, qtbot: QtBot) -> None:
    only(board, (1, KIM, 11, 1))
    there = place(board, 1) - QPoint(round(2.5 * hour(board)), 0)
    drag(board, place(board, 1), there, drop=False)
    proposal = board.scene.proposal
    assert proposal is not None
    assert proposal.level is Level.WARNING
    assert [(each.kind, each.sentence) for each in proposal.findings] == [
        (Kind.PAST, "It would begin in the past, 08:30.")
    ]
    qtbot.waitUntil(lambda: board.scene.tints.get(KIM) is Level.WARNING)
    with qtbot.waitSignal(board.edits_asked):
        QTest.mouseRelease(board.viewport(), LEFT, pos=there)


def test_what_one_would_have_to_have_set_out_for_is_warned_about_in_the_hand(board: BoardView) -> None:
    kim, *others = plans.technicians()
    far = replace(plans.booking(1, KIM, plans.at(11), 1), need=Need(place=Place(54.085, 10)))
    board.set_plan([replace(kim, start=Place(54, 10)), *others], [far], fade=False)
    drag(board, place(board, 1), place(board, 1) - QPoint(round(1.5 * hour(board)), 0), drop=False)
    assert board.scene.proposal is not None
    assert [(each.kind, each.sentence) for each in board.scene.proposal.findings] == [
        (Kind.DEPARTURE, "Kim Adeyemi cannot be there before 09:45: 25 minutes on the way, from now on.")
    ]


def test_what_has_begun_is_red_in_the_hand_already(board: BoardView, qtbot: QtBot) -> None:
    going = replace(plans.booking(1, KIM, plans.at(9), 1), status=BookingStatus.TRAVELLING)
    board.set_plan(plans.technicians(), [going])
    drag(board, place(board, 1), place(board, 1) + QPoint(round(2 * hour(board)), 0), drop=False)
    proposal = board.scene.proposal
    assert proposal is not None
    assert (Kind.BEGUN, Level.REFUSAL) in [(each.kind, each.level) for each in proposal.findings]
    qtbot.waitUntil(lambda: set(board.scene.tints.values()) == {Level.REFUSAL})


def test_what_is_dragged_to_later_is_not(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1))
    drag(board, place(board, 1), place(board, 1) + QPoint(round(0.6 * hour(board)), 0), drop=False)
    assert board.scene.proposal is not None
    assert not board.scene.proposal.findings


def test_what_was_never_begun_is_a_conflict_wherever_the_board_looks(house: House, qtbot: QtBot) -> None:
    start = plans.NOW - timedelta(days=20)
    key = house.desk.do(
        place_order, house.people.plain, house.people.kim, start, start + timedelta(hours=1), override=True
    )
    made = ConflictsPane(house.kit, house.desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.badge_changed) as counted:
        made.show_plan(Plan(plans.at(-24), plans.at(200), (), (), ()))
    assert counted.args == [1]
    made.show()
    assert [row.id for row in made.table.rows()] == [key]
    with qtbot.waitSignal(made.booking_sought) as sought:
        made.table.choose(key)
    assert sought.args == [key, start]
