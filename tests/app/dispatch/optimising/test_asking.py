"""What is asked of the optimiser, and how a run tells how far it is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.asking import Asking
from app.dispatch.optimising.running import Running
from app.dispatch.optimising.values import Progress
from app.shared.kit import Kit
from domain.planning.proposing import Wanted
from domain.planning.scope import Touch
from tests.app.dispatch.optimising import proposals

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asking(qtbot: QtBot, kit: Kit) -> Asking:
    made = Asking(kit)
    qtbot.addWidget(made)
    made.resize(1200, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.offer_profiles([(1, "Balanced"), (2, "Least travel")])
    made.common.offer_people([(1, "Kim"), (2, "Lea"), (3, "Jonas")])
    made.common.show_span(kit.times.now(), kit.times.now() + timedelta(hours=5))
    return made


def run(qtbot: QtBot, asking: Asking) -> Wanted:
    with qtbot.waitSignal(asking.run_asked) as asked:
        QTest.mouseClick(asking.run_button, LEFT)
    found = asked.args[0]
    assert isinstance(found, Wanted)
    return found


def test_what_is_shown_is_asked_for_whole_days(qtbot: QtBot, kit: Kit, asking: Asking) -> None:
    asked = run(qtbot, asking)
    scope = asked.scope
    assert (scope.technicians, scope.touch, asked.profile_id) == (frozenset({1, 2, 3}), Touch.WAITING, 1)
    assert (scope.frozen_until, asked.seconds) == (None, 10)
    assert scope.since <= kit.times.now() < scope.until
    assert {each.astimezone(kit.times.zone).hour for each in (scope.since, scope.until)} == {0}


def test_choices_made_with_keys_are_asked(qtbot: QtBot, asking: Asking) -> None:
    for box in (asking.common.touch, asking.common.goals, asking.common.effort):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
    asked = run(qtbot, asking)
    assert (asked.scope.touch, asked.profile_id, asked.seconds) == (Touch.PLANNED, 2, 30)


def test_chosen_technicians_are_ticked_and_none_is_refused(qtbot: QtBot, asking: Asking) -> None:
    asking.common.people.setFocus()
    QTest.keyClick(asking.common.people, Qt.Key.Key_Down)
    assert asking.common.technicians.isVisible()
    QTest.mouseClick(asking.run_button, LEFT)
    assert asking.wrong.text() == "Choose at least one technician to plan for."
    items = asking.common.technicians.list
    items.setFocus()
    items.setCurrentRow(1)
    QTest.keyClick(items, Qt.Key.Key_Space)
    assert run(qtbot, asking).scope.technicians == frozenset({2})
    assert asking.wrong.isHidden()


def test_nothing_before_a_time_that_is_after_all_days_is_refused(qtbot: QtBot, kit: Kit, asking: Asking) -> None:
    asking.begin.box.setFocus()
    QTest.keyClick(asking.begin.box, Qt.Key.Key_Space)
    later = kit.times.now() + timedelta(hours=1)
    asking.begin.set_value(later)
    assert run(qtbot, asking).scope.frozen_until == later
    asking.begin.set_value(later + timedelta(days=3))
    QTest.mouseClick(asking.run_button, LEFT)
    assert "after the days" in asking.wrong.text()


def test_goals_that_are_offered_again_stay_chosen(asking: Asking) -> None:
    asking.common.goals.setCurrentIndex(1)
    asking.offer_profiles([(3, "New"), (1, "Balanced"), (2, "Least travel")])
    assert asking.common.goals.currentData() == 2


def test_a_run_tells_time_and_cost_and_can_be_stopped_once_something_is_found(qtbot: QtBot, kit: Kit) -> None:
    running = Running(kit)
    qtbot.addWidget(running)
    running.resize(900, 240)
    running.begin(10)
    assert not running.stop_button.isEnabled()
    running.show_progress(proposals.PROGRESS)
    assert (running.elapsed.text(), running.best.text()) == ("4 of 10 s", "Best so far: 931")
    for button, signal in (
        (running.stop_button, running.stop_asked),
        (running.cancel_button, running.cancel_asked),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)


def test_once_it_looks_for_reasons_it_says_so_and_cannot_be_stopped(qtbot: QtBot, kit: Kit) -> None:
    running = Running(kit)
    qtbot.addWidget(running)
    running.begin(10)
    running.show_progress(proposals.PROGRESS)
    running.show_progress(replace(proposals.PROGRESS, reasons=True))
    assert (running.elapsed.text(), running.best.text()) == ("Looking for the reasons…", "Best so far: 931")
    assert not running.stop_button.isEnabled()
    assert running.cancel_button.isEnabled()


def test_a_run_that_was_told_to_stop_cannot_be_told_again(qtbot: QtBot, kit: Kit) -> None:
    running = Running(kit)
    qtbot.addWidget(running)
    running.begin(10)
    running.show_progress(proposals.PROGRESS)
    assert running.stop_button.isEnabled()
    running.end_soon()
    running.show_progress(proposals.PROGRESS)
    assert not running.stop_button.isEnabled()


def test_the_curve_falls_from_the_left_and_stays_inside(qtbot: QtBot, kit: Kit) -> None:
    running = Running(kit)
    qtbot.addWidget(running)
    running.resize(900, 240)
    with qtbot.waitExposed(running):
        running.show()
    assert running.curve.points() == []
    running.show_progress(proposals.PROGRESS)
    points = running.curve.points()
    assert [point.x() for point in points] == sorted(point.x() for point in points)
    assert [point.y() for point in points] == sorted(point.y() for point in points)
    assert all(running.curve.rect().contains(point.toPoint()) for point in points)
    flat = Progress(3, 10, ((0.0, 0.0),))
    running.show_progress(flat)
    assert all(running.curve.rect().contains(point.toPoint()) for point in running.curve.points())
