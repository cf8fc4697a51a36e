"""While a proposal is looked at, what others make impossible is marked at its line and on the board, and unmarked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.view import DispatchPage
from domain.planning import queries as planning
from domain.planning.model import Decision
from domain.scheduling.placing import service
from tests.app.dispatch.house import House
from tests.app.dispatch.optimising.test_on_the_page import assign, pane_of, proposed
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import told, where

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(house: House) -> DispatchPage:
    return house.window()


@pytest.fixture
def pane(house: House, page: DispatchPage, qtbot: QtBot) -> OptimisingPane:
    """Both orders that wait go to Kim, at ten and at twelve."""
    people, found = house.people, pane_of(page)
    found.open_proposal(proposed(house, assign(people.plain, people.kim, 10), assign(people.skilled, people.kim, 12)))
    qtbot.waitUntil(lambda: len(found.proposal.lines) == 2)
    return found


def test_a_line_is_marked_while_something_stands_in_its_way(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people, proposal = house.people, pane.proposal
    made = house.store.run("lea", service.place, people.plain, people.lea, at(9), at(10), override=True)
    qtbot.waitUntil(lambda: bool(proposal.lines[0].hindered), timeout=10_000)
    assert "Lea" in proposal.lines[0].hindered
    assert not proposal.lines[0].acceptable
    assert proposal.lines[1].acceptable
    assert [change.hindered for change in page.board.scene.changes] == [True, False]
    assert [change.ticked for change in page.board.scene.changes] == [False, True]
    with house.store.read() as session:
        assert {row.decision for row in planning.changes(session, 1)} == {Decision.OPEN}
    house.store.run("lea", service.remove, made)
    qtbot.waitUntil(lambda: not proposal.lines[0].hindered, timeout=10_000)
    assert [change.ticked for change in page.board.scene.changes] == [True, True]


def test_what_is_marked_is_not_asked_for(house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot) -> None:
    people, heard = house.people, told(page)
    house.store.run("lea", service.place, people.plain, people.lea, at(9), at(10), override=True)
    qtbot.waitUntil(lambda: bool(pane.proposal.lines[0].hindered), timeout=10_000)
    QTest.mouseClick(pane.proposal.all_button, LEFT)
    qtbot.waitUntil(lambda: (people.kim, 12, 13) in where(house))
    qtbot.waitUntil(lambda: len(pane.proposal.lines) == 1)
    assert not any("did not fit" in words for words in heard)


def test_a_proposal_made_long_ago_is_judged_when_it_is_opened(house: House, page: DispatchPage, qtbot: QtBot) -> None:
    people, pane = house.people, pane_of(page)
    key = proposed(house, assign(people.plain, people.kim, 10))
    house.store.run("lea", service.place, people.plain, people.lea, at(9), at(10), override=True)
    pane.open_proposal(key)
    qtbot.waitUntil(lambda: bool(pane.proposal.lines and pane.proposal.lines[0].hindered))


def test_a_second_click_while_changes_are_made_does_nothing(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people, proposal, heard = house.people, pane.proposal, told(page)
    QTest.mouseClick(proposal.all_button, LEFT)
    assert not proposal.all_button.isEnabled()
    assert proposal.working.text() == "Making 2 changes…"
    pane.presenter.accept(proposal.lines)
    QTest.mouseClick(proposal.all_button, LEFT)
    qtbot.waitUntil(pane.asking.isVisible)
    assert where(house) == [(people.kim, 10, 11), (people.kim, 12, 13)]
    assert not any("did not fit" in words for words in heard)
    qtbot.waitUntil(lambda: proposal.working.text() == "")


def test_a_part_that_was_accepted_lets_one_go_on(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    proposal = pane.proposal
    index = proposal.table.row_model().index(1, 0)
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=proposal.table.visualRect(index).center())
    QTest.mouseClick(proposal.ticked_button, LEFT)
    assert not proposal.leave_button.isEnabled()
    qtbot.waitUntil(lambda: len(proposal.lines) == 1)
    qtbot.waitUntil(proposal.all_button.isEnabled)
    assert proposal.leave_button.isEnabled()


def test_what_happens_while_it_looks_is_looked_at_next(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people = house.people
    for order, hour in ((people.plain, 9), (people.skilled, 10)):
        house.store.run("lea", service.place, order, people.lea, at(hour), at(hour + 1), override=True)
    qtbot.waitUntil(lambda: all(line.hindered for line in pane.proposal.lines), timeout=10_000)


def test_the_detail_of_a_line_tells_what_happened_to_it(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people, proposal = house.people, pane.proposal
    proposal.choose(proposal.lines[0].id)
    house.store.run("lea", service.place, people.plain, people.lea, at(9), at(10), override=True)
    qtbot.waitUntil(lambda: "What happened since" in dict(proposal.detail.parts), timeout=10_000)
