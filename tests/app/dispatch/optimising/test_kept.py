"""Proposals that are kept: listed with what is open, opened again, and told of when a run has made them."""

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.kept_list import columns
from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.optimising.values import Kept, Origin
from app.dispatch.view import DispatchPage
from app.shared.kit import Kit
from app.shared.row_model import RowModel
from domain.planning.automatic.model import PlanningRun, Trigger
from domain.planning.changes import Change, Found
from domain.planning.goals import Goals
from domain.planning.model import ProposalStatus
from domain.planning.profiles import encode
from domain.planning.proposals import store_proposal
from domain.store.unit_of_work import UnitOfWork
from tests.app.dispatch.house import House
from tests.app.dispatch.optimising.test_on_the_page import assign, pane_of, proposed, status

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(house: House) -> DispatchPage:
    return house.window()


@pytest.fixture
def pane(page: DispatchPage, qtbot: QtBot) -> OptimisingPane:
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_O)
    found = pane_of(page)
    qtbot.waitUntil(found.isVisible)
    return found


def both(house: House) -> tuple[Change, ...]:
    people = house.people
    return assign(people.plain, people.kim, 10), assign(people.skilled, people.kim, 12)


def by_a_run(house: House, *changes: Change) -> int:
    """A proposal that nobody asked for."""
    kept = proposed(house)

    def run(work: UnitOfWork) -> int:
        profile = 1
        values = {"weekdays": [0], "at": time(6), "technicians": [], "territories": []}
        made = PlanningRun(name="Repair", profile_id=profile, begins=Trigger.SCHEDULE, **values)
        found = Found(profile, encode(Goals()), "{}", changes=changes)
        run_id = work.add(made, "planning_run.created").id
        return store_proposal(work, replace(found, planning_run_id=run_id))

    made = house.store.run("automatic", run)
    assert made > kept
    return made


def test_the_model_keeps_to_the_rules_of_models(kit: Kit, qtmodeltester: ModelTester) -> None:
    model = RowModel(columns(kit.times))
    origin = Origin("Balanced", kit.times.now(), "kim")
    rows = [
        Kept(2, origin, ProposalStatus.READY, 0, 0, None, 12.0, by_itself=False),
        Kept(1, origin, ProposalStatus.IN_PART, 3, 1, 20.0, 12.0, by_itself=True),
    ]
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_rows(rows)
    model.sort(4)
    texts = [[model.index(row, column).data() for column in (3, 4, 5)] for row in range(2)]
    assert sorted(texts) == [["", "12", "Nothing to change"], ["3", "20 → 12", "Accepted in part"]]


def test_what_is_kept_is_counted_listed_and_opened_again(house: House, qtbot: QtBot) -> None:
    first = proposed(house, *both(house))
    page = house.window()
    pane = pane_of(page)
    with qtbot.waitSignal(pane.badge_changed) as counted:
        pass
    assert counted.args == [1]
    assert not pane.isVisible()
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_O)
    table = pane.asking.kept.table
    qtbot.waitUntil(lambda: [row.id for row in table.rows()] == [first])
    assert not pane.asking.kept.open_button.isEnabled()
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.row_model().index(0, 0)).center())
    QTest.mouseClick(pane.asking.kept.open_button, LEFT)
    qtbot.waitUntil(pane.proposal.isVisible)
    assert len(page.board.scene.changes) == 2
    assert any("kim" in words and "Balanced" in words for words in pane.proposal.head.words())


def test_a_proposal_can_be_left_and_is_as_it_was(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    key = proposed(house, *both(house))
    pane.open_proposal(key)
    qtbot.waitUntil(pane.proposal.isVisible)
    QTest.mouseClick(pane.proposal.leave_button, LEFT)
    assert pane.asking.isVisible()
    assert page.board.scene.changes == ()
    assert status(house) is ProposalStatus.READY
    pane.open_proposal(key)
    qtbot.waitUntil(pane.proposal.isVisible)
    pane.proposal.table.setFocus()
    assert page.step_back()
    assert pane.asking.isVisible()


def test_a_run_tells_what_it_proposes_and_leaves_everybody_where_they_are(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not house.kit.tasks.busy)
    page.board.setFocus()
    key = by_a_run(house, *both(house))
    qtbot.waitUntil(lambda: any("proposes 2 changes" in notice.text for notice in house.told))
    (notice,) = [notice for notice in house.told if "proposes" in notice.text]
    assert "Repair" in notice.text
    assert pane.asking.isVisible()
    assert page.board.hasFocus()
    assert notice.undo is not None
    notice.undo()
    qtbot.waitUntil(pane.proposal.isVisible)
    assert pane.proposal.lines[0].order_id == house.people.plain
    assert key == max(row.id for row in pane.asking.kept.table.rows())


def test_what_somebody_asked_for_is_listed_without_a_word(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not house.kit.tasks.busy)
    proposed(house, *both(house))
    qtbot.waitUntil(lambda: len(pane.asking.kept.table.rows()) == 1)
    assert house.told == []


def test_what_is_settled_shows_who_decided(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    key = proposed(house, *both(house))
    pane.open_proposal(key)
    qtbot.waitUntil(pane.proposal.isVisible)
    QTest.mouseClick(pane.proposal.discard_button, LEFT)
    qtbot.waitUntil(lambda: status(house) is ProposalStatus.DISCARDED)
    pane.open_proposal(key)
    qtbot.waitUntil(pane.proposal.isVisible)
    assert [line.decided for line in pane.proposal.lines] == ["Rejected by kim."] * 2
    assert page.board.scene.changes == ()
    assert not pane.proposal.all_button.isEnabled()
    assert not pane.proposal.discard_button.isEnabled()
