"""What if without a mouse: the keyboard is where one looks, and Esc goes one step back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from app.dispatch.whatif.pane import WhatIfPane
from app.dispatch.whatif.suppositions import Kind
from tests.app.dispatch.whatif.by_mouse import LONG, suppose


def test_the_keyboard_follows_a_comparison_and_esc_leads_back_to_the_scenarios(
    pane: WhatIfPane, page: DispatchPage, qtbot: QtBot
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    pane.asking.run_button.setFocus()
    QTest.keyClick(pane.asking.run_button, Qt.Key.Key_Space)
    qtbot.waitUntil(pane.running.stop_button.hasFocus)
    qtbot.waitUntil(pane.comparison.isVisible, timeout=LONG)
    assert pane.comparison.table.hasFocus()
    assert page.step_back()
    assert pane.asking.isVisible()
    assert pane.asking.common.people.hasFocus()


def test_whoever_stops_a_comparison_keeps_the_keyboard_beside_it(pane: WhatIfPane, qtbot: QtBot) -> None:
    pane.asking.common.effort.setCurrentIndex(pane.asking.common.effort.count() - 1)
    suppose(qtbot, pane, Kind.VAN)
    pane.asking.run_button.setFocus()
    QTest.keyClick(pane.asking.run_button, Qt.Key.Key_Space)
    qtbot.waitUntil(pane.running.stop_button.hasFocus)
    QTest.keyClick(pane.running.stop_button, Qt.Key.Key_Space)
    assert pane.toggles["comparison"].hasFocus()
    qtbot.waitUntil(lambda: not pane.presenter.busy, timeout=LONG)
    assert pane.toggles["comparison"].hasFocus()
