"""The conflicts pane: what is wrong in the plan, filtered by kind, one key away from its booking."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.dispatch.panes.conflicts.finding import Found, found
from app.dispatch.panes.conflicts.pane import ConflictsPane
from app.dispatch.plan import Plan
from domain.scheduling.needs.needs import Need
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import NOW, at, booking, order, technicians

WELD = Need(skills=frozenset({"Welding"}))
NIGHT = booking(1, 1, at(40), 1, need=WELD)
FINE = booking(2, 2, at(34), 1, need=Need())
WAITING = order(3000, need=Need(due=at(12)))
PLAN = Plan(at(-200), at(200), tuple(technicians()), (NIGHT, FINE), (WAITING,))


@pytest.fixture
def pane(house: House, qtbot: QtBot) -> ConflictsPane:
    made = ConflictsPane(house.kit, house.desk)
    qtbot.addWidget(made)
    made.resize(1100, 300)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(made.badge_changed):
        made.show_plan(PLAN)
    return made


def test_what_is_wrong_is_listed_and_counted(house: House, qtbot: QtBot) -> None:
    made = ConflictsPane(house.kit, house.desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.badge_changed) as counted:
        made.show_plan(PLAN)
    assert counted.args == [2]
    made.show()
    assert {row.id for row in made.table.rows()} == {1, -3000}


def test_out_of_view_it_is_counted_and_listed_as_soon_as_somebody_looks(pane: ConflictsPane, qtbot: QtBot) -> None:
    pane.hide()
    with qtbot.waitSignal(pane.badge_changed, timeout=5000) as counted:
        pane.show_plan(replace(PLAN, bookings=(FINE,)))
    assert counted.args == [1]
    assert len(pane.table.rows()) == 2
    pane.show()
    assert [row.id for row in pane.table.rows()] == [-3000]
    assert pane.table.row_model().fading() == []


def test_what_is_selected_on_the_board_is_chosen_among_what_was_found_meanwhile(
    pane: ConflictsPane, qtbot: QtBot
) -> None:
    pane.hide()
    late = replace(NIGHT, id=7)
    with qtbot.waitSignal(pane.badge_changed, timeout=5000):
        pane.show_plan(replace(PLAN, bookings=(late, FINE)))
    pane.show_selected(late)
    chosen = pane.table.chosen()
    assert chosen is not None
    assert chosen.id == 7


def test_what_is_as_wrong_as_before_stays_the_very_same_row(house: House) -> None:
    first = found(house.desk.store, PLAN, NOW, None, Found())
    again = found(house.desk.store, replace(PLAN, orders=()), NOW, None, first)
    kept = {row.id: row for row in first.rows}
    assert [row.id for row in again.rows] == [1]
    assert again.rows[0] is kept[1]
    moved = replace(NIGHT, start=at(41), finish=at(42))
    other = found(house.desk.store, replace(PLAN, bookings=(moved, FINE)), NOW, None, first)
    assert {row.id: row is kept[row.id] for row in other.rows} == {1: False, -3000: True}


def test_an_order_that_waits_for_several_is_listed_once_wherever_the_board_looks(house: House) -> None:
    both = tuple(replace(WAITING, requirement_id=each) for each in (1, 2))
    for since, until in ((PLAN.since, PLAN.until), (at(0), at(24))):
        plan = replace(PLAN, since=since, until=until, bookings=(), orders=both)
        assert [row.id for row in found(house.desk.store, plan, NOW, None, Found()).rows].count(-3000) == 1


def test_choosing_a_conflict_goes_to_its_booking_or_order(pane: ConflictsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.booking_sought) as chosen:
        pane.table.choose(1)
    assert chosen.args == [1, NIGHT.start]
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


FAR = booking(5, 5, at(40, day=8), 1, need=WELD)


def test_the_list_and_its_tab_speak_of_the_next_days_whatever_the_board_shows(
    pane: ConflictsPane, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.badge_changed, timeout=5000) as counted:
        pane.show_plan(replace(PLAN, until=at(800), bookings=(NIGHT, FINE, FAR)))
    assert counted.args == [2]
    assert {row.id for row in pane.table.rows()} == {1, -3000}
    pane.filters.choose({"when": ["loaded"]})
    assert {row.id for row in pane.table.rows()} == {1, 5, -3000}


def test_what_comes_soon_is_wrong_though_the_board_looks_far_ahead(house: House, qtbot: QtBot) -> None:
    made = ConflictsPane(house.kit, house.desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.badge_changed) as counted:
        made.show_plan(replace(PLAN, since=at(700), until=at(800), bookings=(), orders=()))
    assert counted.args == [2]
    made.show()
    assert {-row.id for row in made.table.rows()} == {house.people.plain, house.people.skilled}
