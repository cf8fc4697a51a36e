"""The conflicts pane: what is wrong in the plan, filtered by kind, one key away from its booking."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.dispatch.panes.conflicts.pane import ConflictsPane
from app.dispatch.plan import Plan
from app.shared.kit import Kit
from domain.scheduling.needs import Need
from tests.app.dispatch.plans import at, booking, order, technicians

WELD = Need(skills=frozenset({"Welding"}))
NIGHT = booking(1, 1, at(40), 1, need=WELD)
FINE = booking(2, 2, at(34), 1, need=Need())
WAITING = order(3000, need=Need(due=at(12)))
PLAN = Plan(at(-200), at(200), tuple(technicians()), (NIGHT, FINE), (WAITING,))


@pytest.fixture
def pane(kit: Kit, qtbot: QtBot) -> ConflictsPane:
    made = ConflictsPane(kit)
    qtbot.addWidget(made)
    made.resize(1100, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.show_plan(PLAN)
    return made


def test_what_is_wrong_is_listed_and_counted(kit: Kit, qtbot: QtBot) -> None:
    made = ConflictsPane(kit)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.badge_changed) as counted:
        made.show_plan(PLAN)
    assert counted.args == [2]
    assert {row.id for row in made.table.rows()} == {1, -3000}


def test_choosing_a_conflict_goes_to_its_booking_or_order(pane: ConflictsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.booking_chosen) as chosen:
        pane.table.choose(1)
    assert chosen.args == [1]
    with qtbot.waitSignal(pane.order_chosen) as ordered:
        pane.table.choose(-3000)
    assert ordered.args == [3000]
    with qtbot.waitSignal(pane.order_chosen):
        QTest.keyClick(pane.table, Qt.Key.Key_Return)


def test_a_kind_filters_the_list(pane: ConflictsPane) -> None:
    pane.filters.choose({"kind": ["skill"]})
    assert [row.id for row in pane.table.rows()] == [1]
    assert pane.step_back()
    assert len(pane.table.rows()) == 2


def test_what_is_put_right_leaves_the_list(pane: ConflictsPane, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(pane.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(pane.badge_changed, timeout=5000) as counted:
        pane.show_plan(replace(PLAN, bookings=(FINE,), orders=()))
    assert counted.args == [0]
    assert pane.table.rows() == ()
    del tester
