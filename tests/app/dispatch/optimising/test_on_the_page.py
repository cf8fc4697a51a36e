"""A proposal on the dispatch page: looked at, accepted in part, undone as one step, overtaken, discarded."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.view import DispatchPage
from domain.planning import queries as planning
from domain.planning.changes import Change, Found, Place
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.profiles import ProfileDraft, create_profile, encode
from domain.planning.proposals import store_proposal
from domain.scheduling.placing import service
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import told, where

LEFT = Qt.MouseButton.LeftButton
HOUR = timedelta(hours=1)


def proposed(house: House, *changes: Change) -> int:
    profile = house.store.run("kim", create_profile, ProfileDraft("Balanced"))
    costs = {"travel": 60.0, "left_out": 800.0}, {"travel": 45.0, "left_out": 0.0}
    found = Found(profile, encode(Goals()), "{}", cost_before=costs[0], cost_after=costs[1], changes=changes)
    return house.store.run("kim", store_proposal, found)


def assign(order_id: int, technician_id: int, hour: float) -> Change:
    place = Place(technician_id, at(hour), at(hour) + HOUR)
    return Change(ChangeKind.ASSIGN, order_id, after=place, cost=-400)


def pane_of(page: DispatchPage) -> OptimisingPane:
    (found,) = page.findChildren(OptimisingPane)
    return found


@pytest.fixture
def page(house: House) -> DispatchPage:
    return house.window()


@pytest.fixture
def pane(house: House, page: DispatchPage, qtbot: QtBot) -> OptimisingPane:
    """Both orders that wait go to Kim, at ten and at twelve."""
    people = house.people
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_O)
    found = pane_of(page)
    qtbot.waitUntil(found.isVisible)
    found.presenter.show(proposed(house, assign(people.plain, people.kim, 10), assign(people.skilled, people.kim, 12)))
    qtbot.waitUntil(lambda: len(found.proposal.lines) == 2)
    return found


def status(house: House) -> ProposalStatus:
    with house.store.read() as session:
        return planning.proposals(session)[0].status


def test_the_key_opens_the_pane_and_asks(house: House, page: DispatchPage, qtbot: QtBot) -> None:
    house.store.run("kim", create_profile, ProfileDraft("Balanced"))
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_O)
    pane = pane_of(page)
    qtbot.waitUntil(lambda: pane.asking.common.goals.count() == 1)
    assert pane.asking.isVisible()
    assert "2" in pane.asking.common.people.itemText(0)
    assert pane.asking.common.days.text()


def test_what_the_pane_is_for_is_the_one_primary_button(page: DispatchPage, pane: OptimisingPane) -> None:
    primary = [each for each in page.findChildren(QPushButton) if each.property("role") == "primary"]
    assert [each for each in primary if each.isVisible()] == [pane.proposal.all_button]


def test_half_is_accepted_and_undone_as_one_step(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people, proposal = house.people, pane.proposal
    assert len(page.board.scene.changes) == 2
    index = proposal.table.row_model().index(1, 0)
    QTest.mouseClick(proposal.table.viewport(), LEFT, pos=proposal.table.visualRect(index).center())
    QTest.mouseClick(proposal.ticked_button, LEFT)
    qtbot.waitUntil(lambda: where(house) == [(people.kim, 10, 11)])
    qtbot.waitUntil(lambda: len(proposal.lines) == 1)
    assert status(house) is ProposalStatus.IN_PART
    qtbot.waitUntil(page.presenter.history.can_undo)
    page.presenter.undo()
    qtbot.waitUntil(lambda: where(house) == [])
    qtbot.waitUntil(lambda: len(proposal.lines) == 2)
    assert [line.ticked for line in proposal.lines] == [True, False]
    assert status(house) is ProposalStatus.READY


def test_all_is_accepted_and_the_pane_asks_again(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people = house.people
    QTest.mouseClick(pane.proposal.all_button, LEFT)
    qtbot.waitUntil(lambda: where(house) == [(people.kim, 10, 11), (people.kim, 12, 13)])
    qtbot.waitUntil(pane.asking.isVisible)
    assert page.board.scene.changes == ()
    page.presenter.undo()
    qtbot.waitUntil(lambda: where(house) == [])
    qtbot.waitUntil(pane.proposal.isVisible)
    assert len(page.board.scene.changes) == 2


def test_what_was_overtaken_is_told_at_its_line_and_the_rest_is_done(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people, heard = house.people, told(page)
    house.store.run("lea", service.place, people.plain, people.lea, at(9), at(10), override=True)
    QTest.mouseClick(pane.proposal.all_button, LEFT)
    qtbot.waitUntil(lambda: (people.kim, 12, 13) in where(house))
    qtbot.waitUntil(lambda: len(pane.proposal.lines) == 1)
    (line,) = pane.proposal.lines
    assert line.order_id == people.plain
    assert line.overtaken
    assert not line.acceptable
    assert any("did not fit" in words for words in heard)


def test_what_fits_only_beside_what_was_not_ticked_is_named_and_stays_open(
    house: House, page: DispatchPage, qtbot: QtBot
) -> None:
    people, heard = house.people, told(page)
    booking = house.store.run("kim", service.place, people.plain, people.kim, at(10), at(11), override=True)
    here, later = (Place(people.kim, at(hour), at(hour) + HOUR) for hour in (10, 14))
    move = Change(ChangeKind.MOVE, people.plain, before=here, after=later, booking_id=booking, booking_version=1)
    pane = pane_of(page)
    pane.open_proposal(proposed(house, move, assign(people.skilled, people.kim, 10)))
    qtbot.waitUntil(lambda: len(pane.proposal.lines) == 2)
    box = pane.proposal.table.row_model().index(0, 0)
    QTest.mouseClick(pane.proposal.table.viewport(), LEFT, pos=pane.proposal.table.visualRect(box).center())
    QTest.mouseClick(pane.proposal.ticked_button, LEFT)
    qtbot.waitUntil(lambda: any("fits only together with changes that were not ticked" in words for words in heard))
    number = pane.proposal.lines[1].number
    assert heard == [f"{number} fits only together with changes that were not ticked, and stays open."]
    assert all(line.acceptable for line in pane.proposal.lines)
    assert where(house) == [(people.kim, 10, 11)]


def test_nothing_of_it_fits_any_more(house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot) -> None:
    people, heard = house.people, told(page)
    for order, hour in ((people.plain, 9), (people.skilled, 10)):
        house.store.run("lea", service.place, order, people.lea, at(hour), at(hour + 1), override=True)
    QTest.mouseClick(pane.proposal.all_button, LEFT)
    qtbot.waitUntil(lambda: all(line.overtaken for line in pane.proposal.lines))
    qtbot.waitUntil(lambda: any("did not fit" in words for words in heard))
    assert not page.presenter.history.can_undo()
    assert not pane.proposal.all_button.isEnabled()


def test_what_is_discarded_leaves_the_plan_as_it_is(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    QTest.mouseClick(pane.proposal.discard_button, LEFT)
    qtbot.waitUntil(lambda: status(house) is ProposalStatus.DISCARDED)
    assert where(house) == []
    assert pane.asking.isVisible()
    assert page.board.scene.changes == ()


def test_a_click_on_a_ghost_chooses_its_line_and_the_line_shows_its_ghost(
    page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    board = page.board
    change = board.scene.changes[1]
    assert change.after is not None
    row = board.scene.rows.of(change.after.technician_id)
    assert row is not None
    board.reveal_change(change)
    point = board.scene.span(change.after.start, change.after.finish, row).center().toPoint()
    QTest.mouseClick(board.viewport(), LEFT, pos=point)
    chosen = pane.proposal.table.chosen()
    assert chosen is not None
    assert chosen.id == change.id
    assert board.scene.change_chosen == change.id
    pane.proposal.table.setFocus()
    QTest.keyClick(pane.proposal.table, Qt.Key.Key_Up)
    assert board.scene.change_chosen == board.scene.changes[0].id


def test_an_order_chosen_where_it_waits_chooses_its_line(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    page.show_record(house.people.skilled)
    chosen = pane.proposal.table.chosen()
    assert chosen is not None
    assert chosen.order_id == house.people.skilled


def test_the_proposal_stays_while_another_pane_is_looked_at(page: DispatchPage, pane: OptimisingPane) -> None:
    page.panes.open("map")
    assert not pane.isVisible()
    assert len(page.board.scene.changes) == 2
    QTest.keyClick(page.board, Qt.Key.Key_O)
    assert pane.proposal.isVisible()


def test_a_proposal_that_is_gone_before_it_is_seen_lets_one_ask_again(pane: OptimisingPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.presenter.ended):
        pane.presenter.show(99)
    assert pane.asking.isVisible()


def test_what_was_found_can_be_cancelled_while_it_is_read(pane: OptimisingPane, qtbot: QtBot) -> None:
    pane.presenter.show(1)
    with qtbot.waitSignal(pane.presenter.ended):
        pane.presenter.cancel()
    assert pane.asking.isVisible()
