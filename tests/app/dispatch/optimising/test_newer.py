"""A proposal that is discarded by others while somebody looks at it: said where it stands, with a way to the newer."""

from datetime import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.newer import with_newer
from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.optimising.put_away import PutAway
from app.dispatch.optimising.reading import read_proposal
from app.dispatch.optimising.values import Proposed
from app.dispatch.view import DispatchPage
from domain.planning.accepting import accept
from domain.planning.automatic.model import PlanningRun, Trigger
from domain.planning.automatic.waking import OPTIMISER
from domain.planning.changes import Change, Found
from domain.planning.goals import Goals
from domain.planning.model import ProposalStatus
from domain.planning.profiles import encode
from domain.planning.proposals import discard, store_proposal
from domain.planning.queries import proposal
from domain.scheduling.placing.service import place
from domain.store.unit_of_work import UnitOfWork
from tests.app.dispatch.house import House
from tests.app.dispatch.optimising.test_on_the_page import assign, pane_of, proposed
from tests.app.dispatch.plans import at

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


def a_run(work: UnitOfWork) -> int:
    values = {"weekdays": [0], "at": time(6), "technicians": [], "territories": []}
    return work.add(PlanningRun(name="Repair", profile_id=1, begins=Trigger.SCHEDULE, **values), "run.created").id


def propose(work: UnitOfWork, run_id: int, *changes: Change) -> int:
    return store_proposal(work, Found(1, encode(Goals()), "{}", changes=changes, planning_run_id=run_id))


def propose_anew(work: UnitOfWork, before: int, run_id: int, *changes: Change) -> int:
    """What a run does: the one before is put away, and the new one kept, all in one."""
    discard(work, before)
    return propose(work, run_id, *changes)


def test_a_newer_proposal_of_the_same_run_is_told_and_opened_by_its_button(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    proposed(house)
    people, store = house.people, house.store
    run_id = store.run("kim", a_run)
    first = store.run(OPTIMISER, propose, run_id, assign(people.plain, people.kim, 10))
    pane.open_proposal(first)
    qtbot.waitUntil(pane.proposal.isVisible)
    proposal, put_away = pane.proposal, pane.proposal.put_away
    assert not put_away.isVisible()
    proposal.table.setFocus()

    changes = assign(people.plain, people.kim, 11), assign(people.skilled, people.kim, 13)
    second = store.run(OPTIMISER, propose_anew, first, run_id, *changes)
    qtbot.waitUntil(put_away.isVisible)
    assert put_away.words.text() == "Run “Repair” has proposed anew since, so this proposal is discarded."
    assert proposal.isVisible()
    assert proposal.table.hasFocus()
    assert not proposal.all_button.isEnabled()
    assert page.board.scene.changes == ()

    QTest.mouseClick(put_away.open_button, LEFT)
    qtbot.waitUntil(lambda: len(proposal.lines) == len(changes))
    assert not put_away.isVisible()
    assert proposal.all_button.isEnabled()
    assert second > first


def test_what_somebody_else_has_discarded_says_who_and_stays_in_sight(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    key = proposed(house, assign(house.people.plain, house.people.kim, 10))
    pane.open_proposal(key)
    qtbot.waitUntil(pane.proposal.isVisible)
    house.store.run("lea", discard, key)
    qtbot.waitUntil(pane.proposal.put_away.isVisible)
    assert pane.proposal.put_away.words.text() == "lea has discarded this proposal."
    assert not pane.proposal.put_away.open_button.isVisible()
    assert [line.decided for line in pane.proposal.lines] == ["Rejected by lea."]
    QTest.mouseClick(pane.proposal.leave_button, LEFT)
    assert pane.asking.isVisible()


def test_what_somebody_else_has_discarded_of_the_rest_says_who(
    house: House, page: DispatchPage, pane: OptimisingPane, qtbot: QtBot
) -> None:
    people, store = house.people, house.store
    key = proposed(house, assign(people.plain, people.kim, 10), assign(people.skilled, people.kim, 13))
    pane.open_proposal(key)
    qtbot.waitUntil(pane.proposal.isVisible)
    first, _ = pane.proposal.lines
    store.run("kim", accept, key, [first.id])
    qtbot.waitUntil(lambda: len(pane.proposal.lines) == 1)
    assert not pane.proposal.put_away.isVisible()
    assert pane.proposal.discard_button.isEnabled()

    store.run("lea", discard, key)
    qtbot.waitUntil(pane.proposal.put_away.isVisible)
    assert pane.proposal.put_away.words.text() == "lea has discarded what was left of this proposal."
    assert not pane.proposal.discard_button.isEnabled()
    assert pane.proposal.leave_button.text() == "Close"
    assert page.board.scene.changes == ()


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"newer": 8}, "kim has proposed anew since, so this proposal is discarded."),
        ({"newer": 8, "in_part": True}, "kim has proposed anew since, so what was left of this proposal is discarded."),
    ],
)
def test_a_newer_proposal_is_told_whatever_was_accepted(qtbot: QtBot, known: dict[str, Any], sentence: str) -> None:
    put_away = PutAway()
    qtbot.addWidget(put_away)
    put_away.show_proposed(Proposed(7, (), open=False, discarded_by="kim", **known))
    assert put_away.words.text() == sentence


def test_nobody_is_said_to_have_discarded_what_does_not_fit_any_more(house: House) -> None:
    proposed(house)
    people, store = house.people, house.store
    key = store.run(OPTIMISER, propose, store.run("kim", a_run), assign(people.plain, people.kim, 10))
    store.run("lea", place, people.plain, people.lea, at(9), at(10), override=True)
    store.run("kim", accept, key)
    with store.read() as session:
        head, shown = proposal(session, key), read_proposal(session, key)
        assert head is not None
        assert shown is not None
        assert head.status is ProposalStatus.DISCARDED
        assert with_newer(session, shown) == shown
