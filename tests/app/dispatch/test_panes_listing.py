"""The bookings in view as rows: in step with the board both ways."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.dispatch.panes.listing.pane import ListingPane
from app.dispatch.plan import Plan
from app.shared.kit import Kit
from tests.app.dispatch.plans import at, bookings, technicians

PLAN = Plan(at(-200), at(200), tuple(technicians()), tuple(bookings()), ())


@pytest.fixture
def pane(kit: Kit, qtbot: QtBot) -> ListingPane:
    made = ListingPane(kit)
    qtbot.addWidget(made)
    made.resize(1100, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.set_shown(True)
    made.show_span(at(0), at(24))
    made.show_plan(PLAN)
    qtbot.waitUntil(lambda: len(made.table.rows()) > 0)
    return made


def test_only_what_is_in_view_is_listed(pane: ListingPane, qtbot: QtBot) -> None:
    today = {each.id for each in bookings() if each.start < at(24)}
    qtbot.waitUntil(lambda: {row.id for row in pane.table.rows()} == today)
    pane.show_span(at(-100), at(-90))
    qtbot.waitUntil(lambda: pane.table.rows() == ())


def test_the_row_that_one_walks_to_is_selected_on_the_board(pane: ListingPane, qtbot: QtBot) -> None:
    pane.show_selected(bookings()[0])
    pane.focus_first()
    with qtbot.waitSignal(pane.booking_chosen) as chosen:
        QTest.keyClick(pane.table, Qt.Key.Key_Down)
    assert chosen.args == [pane.table.chosen().id]  # type: ignore[union-attr]


def test_what_is_selected_on_the_board_is_current_here_without_an_echo(pane: ListingPane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.booking_chosen):
        pane.show_selected(bookings()[3])
    assert pane.table.chosen() is not None
    assert pane.table.chosen().id == bookings()[3].id  # type: ignore[union-attr]


def test_what_was_selected_before_the_rows_came_is_current(pane: ListingPane, qtbot: QtBot) -> None:
    pane.show_span(at(-100), at(-90))
    qtbot.waitUntil(lambda: pane.table.rows() == ())
    pane.show_selected(bookings()[3])
    pane.show_span(at(0), at(24))
    qtbot.waitUntil(lambda: pane.table.chosen() is not None)
    assert pane.table.chosen().id == bookings()[3].id  # type: ignore[union-attr]


def test_enter_opens_the_order(pane: ListingPane, qtbot: QtBot) -> None:
    pane.show_selected(bookings()[3])
    with qtbot.waitSignal(pane.open_asked) as opened:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened.args == [bookings()[3].order_id]


def test_the_model_keeps_its_promises_and_the_rows_can_be_heard(pane: ListingPane) -> None:
    tester = QAbstractItemModelTester(pane.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    pane.show_plan(Plan(PLAN.since, PLAN.until, PLAN.technicians, PLAN.bookings[:5], ()))
    assert pane.table.accessibleName() == "Bookings"
    del tester


def test_the_booking_of_somebody_who_is_not_there_does_no_harm(pane: ListingPane, qtbot: QtBot) -> None:
    pane.show_plan(Plan(PLAN.since, PLAN.until, PLAN.technicians[:1], PLAN.bookings, ()))
    qtbot.waitUntil(lambda: {row.technician for row in pane.table.rows()} == {"Kim Adeyemi"})
