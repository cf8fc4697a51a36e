"""The table under real keys and a real mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.shared.kit import Kit
from app.shared.table import RowTable
from app.shared.theme import Look
from tests.app.sample_pages import OrderRow, order_columns, order_rows


@pytest.fixture
def table(qtbot: QtBot, kit: Kit) -> RowTable[OrderRow]:
    made = RowTable(order_columns(kit.times), kit, "orders", "Orders")
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.set_empty("No orders", "Press N.")
    with qtbot.waitExposed(made):
        made.show()
    return made


def press(qtbot: QtBot, table: RowTable[OrderRow], *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(table, key)


def test_an_empty_table_says_what_would_be_here(table: RowTable[OrderRow]) -> None:
    assert table._empty.isVisible()
    table.set_rows(order_rows(3))
    assert not table._empty.isVisible()


def test_arrows_choose_and_enter_opens(qtbot: QtBot, table: RowTable[OrderRow]) -> None:
    table.set_rows(order_rows(5))
    table.choose(0)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        press(qtbot, table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.row_opened) as opened:
        press(qtbot, table, Qt.Key.Key_Return)
    assert chosen.args[0].id == opened.args[0].id == 1


def test_a_click_on_the_header_sorts(qtbot: QtBot, table: RowTable[OrderRow]) -> None:
    table.set_rows(order_rows(40))
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(5) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    hours = [row.hours for row in table.rows()]
    assert hours == sorted(hours)


def test_selection_and_current_row_outlive_a_reload(table: RowTable[OrderRow]) -> None:
    table.set_rows(order_rows(50))
    table.choose(20)
    table.set_rows([replace(row, title="x") for row in order_rows(60) if row.id % 3 != 1 or row.id == 40])
    chosen = table.chosen()
    assert chosen is not None
    assert (chosen.id, chosen.title) == (20, "x")
    assert [row.id for row in table.selected()] == [20]


def test_selection_outlives_a_change_of_nearly_everything(table: RowTable[OrderRow]) -> None:
    table.set_rows(order_rows(2000))
    table.choose(20)
    table.set_rows([row for row in order_rows(2000) if row.id % 2 == 0])
    assert [row.id for row in table.selected()] == [20]


def test_a_chosen_row_that_is_gone_is_told(qtbot: QtBot, table: RowTable[OrderRow]) -> None:
    table.set_rows(order_rows(1))
    table.choose(0)
    with qtbot.waitSignal(table.row_chosen) as told:
        table.set_rows([])
    assert told.args == [None]


def test_what_leaves_is_not_followed_by_its_neighbour_where_that_is_wanted(table: RowTable[OrderRow]) -> None:
    table.let_go()
    table.set_rows(order_rows(6))
    table.choose(0)
    table.choose(3)
    told: list[object] = []
    table.row_chosen.connect(told.append)
    table.set_rows([row for row in order_rows(6) if row.id != 3])
    assert told == [None]
    assert table.chosen() is None
    assert table.selected() == []


def test_what_stays_selected_stays_when_another_row_leaves(table: RowTable[OrderRow]) -> None:
    table.let_go()
    table.set_rows(order_rows(6))
    table.choose(4)
    table.set_rows([row for row in order_rows(6) if row.id != 3])
    chosen = table.chosen()
    assert chosen is not None
    assert chosen.id == 4
    assert [row.id for row in table.selected()] == [4]


def test_widths_and_sorting_come_back(qtbot: QtBot, kit: Kit, table: RowTable[OrderRow]) -> None:
    table.horizontalHeader().resizeSection(0, 133)
    table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: kit.memory.blob("tables/orders/header") is not None)
    again = RowTable(order_columns(kit.times), kit, "orders", "Orders")
    qtbot.addWidget(again)
    again.set_rows(order_rows(9))
    assert again.horizontalHeader().sectionSize(0) == 133
    assert [row.stage for row in again.rows()] == sorted((row.stage for row in order_rows(9)), reverse=True)


def test_text_that_is_cut_has_a_tooltip(table: RowTable[OrderRow]) -> None:
    table.set_rows(order_rows(3))
    table.horizontalHeader().resizeSection(0, 50)
    place = table.visualRect(table.model().index(0, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    assert QToolTip.text() == "SO-10400"
    QToolTip.hideText()


def test_density_and_theme_reach_the_rows(table: RowTable[OrderRow], kit: Kit) -> None:
    table.set_rows(order_rows(3))
    assert table.rowHeight(0) == 28
    light = table.grab().toImage()
    kit.theme.set_look(Look.DARK)
    assert table.grab().toImage() != light


def test_columns_are_as_wide_as_their_titles(table: RowTable[OrderRow]) -> None:
    header = table.horizontalHeader()
    for at, column in enumerate(order_columns(table._kit.times)):
        assert header.sectionSize(at) >= header.fontMetrics().horizontalAdvance(column.title)
