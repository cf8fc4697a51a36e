"""A search from the page with a real child: found and accepted, cancelled, and a child that dies."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dispatch.optimising import search
from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.optimising.values import Progress
from app.dispatch.view import DispatchPage
from domain.optimising.running.workers import Workers
from domain.planning import queries as planning
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.profiles import ProfileDraft, create_profile
from tests.app.dispatch.house import House
from tests.app.dispatch.test_page import where
from tests.support.silence import LogWatch

LEFT = Qt.MouseButton.LeftButton
CHILD = "tests.domain.optimising.running.searching_child"


def asked(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, program: str) -> OptimisingPane:
    """The pane, searching in children of a program."""
    monkeypatch.setattr(search, "Workers", partial(Workers, program))
    house.store.run("kim", create_profile, ProfileDraft("Balanced"))
    page = house.window()
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_O)
    (pane,) = page.findChildren(OptimisingPane)
    qtbot.waitUntil(lambda: pane.asking.common.goals.count() == 1)
    pane.asking.common.effort.setCurrentIndex(0)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    assert pane.running.isVisible()
    return pane


def page_of(pane: OptimisingPane) -> DispatchPage:
    found = pane.window()
    assert isinstance(found, DispatchPage)
    return found


def is_gone() -> bool:
    return False


def kept(house: House) -> list[ProposalStatus]:
    with house.store.read() as session:
        return [each.status for each in planning.proposals(session)]


def test_what_is_found_is_accepted_and_undone(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = asked(house, qtbot, monkeypatch, CHILD)
    qtbot.waitUntil(pane.proposal.isVisible, timeout=20_000)
    assert {line.kind for line in pane.proposal.lines} == {ChangeKind.ASSIGN}
    assert {line.order_id for line in pane.proposal.lines} == {house.people.plain, house.people.skilled}
    assert pane.proposal.head.words()[0].startswith("Cost ")
    QTest.mouseClick(pane.proposal.all_button, LEFT)
    qtbot.waitUntil(lambda: len(where(house)) == 2)
    page = page_of(pane)
    qtbot.waitUntil(page.presenter.history.can_undo)
    page.presenter.undo()
    qtbot.waitUntil(lambda: where(house) == [])


def test_what_is_cancelled_leaves_nothing(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = asked(house, qtbot, monkeypatch, CHILD)
    QTest.mouseClick(pane.running.cancel_button, LEFT)
    assert pane.asking.isVisible()
    qtbot.waitUntil(lambda: not house.kit.tasks.busy, timeout=20_000)
    assert kept(house) == []
    assert any("cancelled" in notice.text for notice in house.told)


def test_a_search_whose_window_is_closed_keeps_and_tells_nothing(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = asked(house, qtbot, monkeypatch, CHILD)
    QTest.mouseClick(pane.running.cancel_button, LEFT)
    heard: list[Progress] = []
    made = search.Search(
        house.desk, is_gone, pane.asking.asked(), house.kit.times, lambda _search, progress: heard.append(progress)
    )
    assert made.find() is None
    assert (heard, kept(house)) == ([], [])


def test_a_child_that_dies_leaves_the_plan_and_says_so(
    house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "came to nothing: died")
    pane = asked(house, qtbot, monkeypatch, "tests.no_such_program")
    qtbot.waitUntil(pane.proposal.isVisible, timeout=20_000)
    said = " ".join(each.text() for each in pane.proposal.table.findChildren(QLabel))
    assert "ended unexpectedly, so the plan is as it was" in said
    assert kept(house) == [ProposalStatus.FAILED]
    assert not pane.proposal.discard_button.isEnabled()
    QTest.mouseClick(pane.proposal.leave_button, LEFT)
    assert pane.asking.isVisible()
