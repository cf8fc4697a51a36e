"""The table of a proposed plan: ticks by mouse and keys, kinds to look at, what is accepted, the head of costs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.change_table import ChangeModel
from app.dispatch.optimising.proposal import Proposal
from app.dispatch.optimising.table import columns
from app.dispatch.optimising.values import CostLine, Line, Proposed, Stay
from app.shared.kit import Kit
from domain.planning.explaining import PARTED
from domain.planning.model import ChangeKind
from tests.app.dispatch.optimising import proposals

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def proposal(qtbot: QtBot, kit: Kit) -> Proposal:
    made = Proposal(kit)
    qtbot.addWidget(made)
    made.resize(1300, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.show_proposed(proposals.proposed())
    return made


def cell(proposal: Proposal, line_id: int, column: int = 0) -> QPoint:
    index = proposal.table.row_model().index_of(line_id)
    return proposal.table.visualRect(index.siblingAtColumn(column)).center()


def ticked(proposal: Proposal) -> set[int]:
    return {line.id for line in proposal.lines if line.ticked}


def test_the_model_keeps_to_the_rules_of_models(kit: Kit, qtmodeltester: ModelTester) -> None:
    model = ChangeModel(columns(kit.times))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    lines = proposals.proposed().lines
    model.set_rows(lines)
    model.set_rows([replace(line, ticked=True) for line in lines[1:]])
    model.sort(5)
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) is not None
    assert model.data(QModelIndex(), Qt.ItemDataRole.CheckStateRole) is None


def test_all_that_can_be_accepted_is_ticked_at_first(proposal: Proposal) -> None:
    assert ticked(proposal) == {1, 2, 3, 4, 6}
    assert proposal.all_button.isEnabled()
    assert not proposal.ticked_button.isEnabled()


def test_a_click_on_a_box_unticks_it_and_only_the_others_are_accepted(qtbot: QtBot, proposal: Proposal) -> None:
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 2))
    assert ticked(proposal) == {1, 3, 4, 6}
    with qtbot.waitSignal(proposal.accept_asked) as asked:
        QTest.mouseClick(proposal.ticked_button, LEFT)
    assert {line.id for line in asked.args[0]} == {1, 3, 4, 6}
    with qtbot.waitSignal(proposal.accept_asked) as asked:
        QTest.mouseClick(proposal.all_button, LEFT)
    assert {line.id for line in asked.args[0]} == {1, 2, 3, 4, 6}


def test_space_ticks_what_is_selected(proposal: Proposal) -> None:
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 1, 2))
    QTest.keyClick(proposal.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(proposal.table, Qt.Key.Key_Space)
    assert ticked(proposal) == {3, 4, 6}
    QTest.keyClick(proposal.table, Qt.Key.Key_Space)
    assert ticked(proposal) == {1, 2, 3, 4, 6}


def test_what_is_left_out_has_no_box_and_says_why(proposal: Proposal) -> None:
    model = proposal.table.row_model()
    index = model.index_of(5)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is None
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 5))
    assert 5 not in ticked(proposal)
    assert index.siblingAtColumn(6).data() == "Nobody with High voltage is free before it is due."


def test_only_the_kinds_asked_for_are_listed(proposal: Proposal) -> None:
    proposal.filters.choose({"kind": [ChangeKind.MOVE.value]})
    assert [line.id for line in proposal.table.rows()] == [3, 4]
    assert ticked(proposal) == {1, 2, 3, 4, 6}
    assert proposal.filters.reset()
    assert len(proposal.table.rows()) == 6


def test_what_was_overtaken_says_so_and_cannot_be_accepted(proposal: Proposal) -> None:
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 1))
    lines = tuple(
        replace(line, overtaken="Lea has moved it meanwhile.") if line.id == 3 else line
        for line in proposals.proposed().lines
    )
    proposal.renew(Proposed(7, lines, proposals.COSTS))
    assert ticked(proposal) == {2, 4, 6}
    assert proposal.table.row_model().index_of(3).siblingAtColumn(6).data() == "Lea has moved it meanwhile."


def test_the_head_tells_costs_before_and_after_by_cause(proposal: Proposal) -> None:
    words = proposal.head.words()
    assert words[0] == "Cost 2,642 → 931 −65 %"
    assert words[1] == "Travel 412 → 296 412 → 296 min"
    assert len(words) == 5


def test_a_plan_that_cost_nothing_has_no_share(proposal: Proposal) -> None:
    proposal.show_proposed(Proposed(1, (), (CostLine("Travel", 0, 12),), "No order waits."))
    assert proposal.head.words() == ["Cost 0 → 12", "Travel 0 → 12"]
    said = " ".join(each.text() for each in proposal.table.findChildren(QLabel) if each.isVisible())
    assert "No order waits." in said
    assert not proposal.all_button.isEnabled()


def test_why_nothing_was_found_is_told_beside_what_could_not_be_planned(proposal: Proposal) -> None:
    proposal.show_proposed(Proposed(7, (proposals.left_out(5, "Too long."),), (), "The optimiser ended."))
    assert (proposal.note.isVisible(), proposal.note.text()) == (True, "The optimiser ended.")
    proposal.show_proposed(Proposed(8, (), (), "The optimiser ended."))
    assert not proposal.note.isVisible()
    proposal.show_proposed(proposals.proposed())
    assert not proposal.note.isVisible()


def test_a_choice_in_the_table_is_told_and_one_from_the_board_is_not(qtbot: QtBot, proposal: Proposal) -> None:
    told: list[Line | None] = []
    proposal.chosen.connect(told.append)
    proposal.choose(4)
    assert told == []
    assert proposal.table.chosen() == proposal.line(4)
    QTest.keyClick(proposal.table, Qt.Key.Key_Up)
    assert [line.id for line in told if line is not None] == [3]


def test_lines_are_found_by_booking_and_by_order(proposal: Proposal) -> None:
    moved = proposal.line(3)
    assert moved is not None
    assert moved.booking_id is not None
    assert proposal.of_booking(moved.booking_id) == moved
    assert proposal.of_order(2005) == proposal.line(5)
    assert proposal.of_order(moved.order_id) is None


def test_what_stands_in_the_way_comes_and_goes_without_touching_the_ticks(proposal: Proposal) -> None:
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 2))
    proposal.mark({3: "Lea has moved it."})
    assert [line.id for line in proposal.lines if line.acceptable and line.ticked] == [1, 4, 6]
    assert proposal.ticked_button.text() == "Accept 3 ticked"
    assert proposal.table.row_model().index_of(3).siblingAtColumn(6).data() == "Lea has moved it."
    proposal.mark({})
    assert ticked(proposal) == {1, 3, 4, 6}


def test_reasons_are_told_in_full_under_what_they_are(proposal: Proposal) -> None:
    reason = PARTED.join(("Kim has no gap.\nLea may not do it.", "Working day 1 h longer: Kim at 16:00."))
    proposal.show_proposed(Proposed(7, (proposals.left_out(5, reason),), proposals.COSTS))
    assert proposal.detail.isHidden()
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 5, 2))
    assert proposal.detail.isVisible()
    assert proposal.detail.parts == (
        ("What stands against it", "Kim has no gap.\nLea may not do it."),
        ("What would let it in, one change at a time", "Working day 1 h longer: Kim at 16:00."),
    )
    shown = [each.text() for each in proposal.detail.findChildren(QLabel)]
    assert "Lea may not do it." in shown
    assert "\n" not in proposal.table.row_model().index_of(5).siblingAtColumn(6).data()


def test_what_else_to_know_is_told_on_request(proposal: Proposal) -> None:
    stays = (Stay("SO-7", "It begins too soon to change."),)
    proposal.show_proposed(Proposed(7, proposals.proposed().lines, proposals.COSTS, notes=("Know.",), stays=stays))
    button = proposal.head.notes_button
    assert button.text() == "1 note · 1 booking stays as it is"
    QTest.mouseClick(button, LEFT)
    assert proposal.detail.parts == (("", "Know."), ("Stays as it is", "SO-7: It begins too soon to change."))
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=cell(proposal, 3, 2))
    assert not button.isChecked()
    assert proposal.detail.parts[0][0].startswith("SO-")
    QTest.mouseClick(button, LEFT)
    proposal.show_proposed(proposals.proposed())
    assert button.isHidden()
    assert not any("Know." in words for _, words in proposal.detail.parts)


def test_a_plan_in_force_that_breaks_rules_has_no_cost_to_compare_with(proposal: Proposal) -> None:
    costs = (CostLine("Travel", 0, 296, (0, 296)),)
    proposal.show_proposed(Proposed(7, (), costs, unpriced=True))
    assert proposal.head.words() == ["Cost 296 not known so far, for rules are broken", "Travel 296 296 min"]


def test_nothing_can_be_asked_for_while_changes_are_made(proposal: Proposal) -> None:
    buttons = (proposal.all_button, proposal.discard_button, proposal.leave_button)
    proposal.set_working(600)
    assert proposal.working.text() == "Making 600 changes…"
    assert not any(button.isEnabled() for button in buttons)
    proposal.set_lines(proposal.lines)
    assert not proposal.all_button.isEnabled()
    proposal.set_working(0)
    assert all(button.isEnabled() for button in buttons)


def test_what_is_settled_can_only_be_closed(proposal: Proposal) -> None:
    lines = tuple(replace(line, decided="Accepted by Lea.") for line in proposals.proposed().lines)
    proposal.show_proposed(Proposed(7, lines, proposals.COSTS, open=False, settled=True))
    assert proposal.leave_button.text() == "Close"
    assert not proposal.discard_button.isEnabled()
    assert not proposal.all_button.isEnabled()
