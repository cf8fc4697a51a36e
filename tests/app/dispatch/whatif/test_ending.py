"""How a comparison ends: stopped, out of view, refused, with children that died, with nothing to plan."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.dispatch.view import DispatchPage
from app.dispatch.whatif import comparing
from app.dispatch.whatif.pane import WhatIfPane
from app.dispatch.whatif.suppositions import Kind
from domain.optimising.running.workers import Workers
from domain.orders.model import Order, Stage, StageMeaning
from domain.planning.whatif.values import Absence
from domain.store.unit_of_work import UnitOfWork
from tests.app.dispatch.house import House
from tests.app.dispatch.whatif.by_mouse import LONG, compared, said, suppose, without_goals
from tests.support.silence import LogWatch

LEFT = Qt.MouseButton.LeftButton
LASTING = "tests.app.dispatch.whatif.lasting_child"


def test_what_was_found_before_a_stop_is_compared(
    pane: WhatIfPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "Workers", partial(Workers, LASTING))
    pane.asking.common.effort.setCurrentIndex(pane.asking.common.effort.count() - 1)
    suppose(qtbot, pane, Kind.VAN)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    qtbot.waitUntil(lambda: "Best so far" in pane.running.words.text(), timeout=LONG)
    assert pane.running.place.text() == "1 of 2"
    QTest.mouseClick(pane.toggles["scenarios"], LEFT)
    assert not pane.asking.run_button.isEnabled()
    QTest.mouseClick(pane.toggles["comparison"], LEFT)
    QTest.mouseClick(pane.running.stop_button, LEFT)
    qtbot.waitUntil(pane.comparison.isVisible, timeout=LONG)
    assert [each.name for each in pane.comparison.table.columns] == ["As planned now", "As is, optimised"]
    assert pane.asking.run_button.isEnabled()


def test_whoever_looks_at_something_else_is_told_and_stays_there(house: House, pane: WhatIfPane, qtbot: QtBot) -> None:
    suppose(qtbot, pane, Kind.VAN)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    QTest.mouseClick(pane.toggles["scenarios"], LEFT)
    qtbot.waitUntil(lambda: "The scenarios are compared." in [each.text for each in house.told], timeout=LONG)
    assert pane.asking.isVisible()
    QTest.mouseClick(pane.toggles["comparison"], LEFT)
    assert len(pane.comparison.table.columns) == 3


def test_a_run_goes_on_and_its_outcome_stays_while_another_pane_is_looked_at(
    pane: WhatIfPane, page: DispatchPage, qtbot: QtBot
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    page.panes.open("map")
    assert not pane.isVisible()
    with qtbot.waitSignal(pane.badge_changed, timeout=LONG) as told:
        pass
    assert told.args == [3]
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_W)
    qtbot.waitUntil(pane.comparison.isVisible)
    assert len(pane.comparison.table.columns) == 3


def test_children_that_die_leave_an_explanation(
    pane: WhatIfPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "came to nothing: died")
    monkeypatch.setattr(comparing, "Workers", partial(Workers, "tests.no_such_program"))
    suppose(qtbot, pane, Kind.VAN)
    assert compared(qtbot, pane) == []
    assert "Nothing could be compared" in said(pane)
    assert "ended unexpectedly" in said(pane)


def test_goals_that_are_gone_are_refused_where_scenarios_are_asked_for(
    house: House, pane: WhatIfPane, qtbot: QtBot, profile: int
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    without_goals(house, profile)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    qtbot.waitUntil(pane.asking.wrong.isVisible, timeout=LONG)
    assert pane.asking.isVisible()
    assert pane.asking.run_button.isEnabled()


def test_a_refusal_takes_nobody_away_from_what_they_look_at(
    house: House, pane: WhatIfPane, page: DispatchPage, qtbot: QtBot, profile: int
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    without_goals(house, profile)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    QTest.mouseClick(pane.toggles["kept"], LEFT)
    page.board.setFocus()
    qtbot.waitUntil(lambda: bool(house.told), timeout=LONG)
    assert pane.kept.isVisible()
    assert page.board.hasFocus()
    assert house.told[0].text == pane.asking.wrong.text()
    assert pane.asking.run_button.isEnabled()


def test_without_any_order_the_days_are_compared_as_empty(house: House, pane: WhatIfPane, qtbot: QtBot) -> None:
    house.store.run("lea", _cancel_all)
    suppose(qtbot, pane, Kind.ABSENCE)
    names = compared(qtbot, pane)
    assert names[0] == "As planned now"
    assert all(each.figures is not None and each.figures.orders == 0 for each in pane.comparison.table.columns)
    (draft,) = pane.asking.scenarios.drafts
    assert isinstance(draft.variations[0], Absence)


def _cancel_all(work: UnitOfWork) -> None:
    cancelled = work.session.scalars(select(Stage).where(Stage.meaning == StageMeaning.CANCELLED)).first()
    assert cancelled is not None
    for order in work.session.scalars(select(Order)):
        order.stage_id = cancelled.id
        work.note("order.changed", order)
