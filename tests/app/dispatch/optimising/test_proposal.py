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
from app.dispatch.optimising.values import CostLine, Line, Proposed
from app.shared.kit import Kit
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
