"""The heads in the list of alerts unfold what stands under them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.alerts.view import AlertsPage
from domain.monitoring import service
from tests.support.plant import raised
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], AlertsPage]
RIGHT, LEFT = Qt.Key.Key_Right, Qt.Key.Key_Left


@pytest.fixture
def page(storm: list[int], desk: ServiceDesk, show: Show) -> AlertsPage:
    """The storm beside an alert of its own, the head current."""
    company = desk.company
    raised(desk.store, company.rule.id, company.ward_chiller.id, company.device.id, NOW)
    made = show()
    made.table.sortByColumn(column(made, "since"), Qt.SortOrder.AscendingOrder)
    made.table.choose(storm[0])
    return made


def column(page: AlertsPage, name: str) -> int:
    return [each.name for each in page.table.row_model().columns].index(name)


def ids(page: AlertsPage) -> list[int]:
    return [row.id for row in page.table.rows()]


def press(page: AlertsPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table, key)


def click_mark(page: AlertsPage, row_id: int) -> None:
    cell = page.table.visualRect(page.table.row_model().index_of(row_id))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(8, 8))


def with_it(page: AlertsPage, row_id: int) -> str:
    model = page.table.row_model()
    return str(model.index(model.index_of(row_id).row(), column(page, "gathered")).data())


def test_the_arrow_keys_unfold_a_head_walk_in_and_fold_it_again(storm: list[int], page: AlertsPage) -> None:
    QAbstractItemModelTester(page.table.row_model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    alone = ids(page)
    press(page, RIGHT)
    at = alone.index(storm[0]) + 1
    assert sorted(ids(page)[at : at + 4]) == storm[1:]
    assert ids(page)[:at] + ids(page)[at + 4 :] == alone
    press(page, RIGHT)
    (inside,) = page.table.selected()
    assert (inside.under_id, page.record_shown()) == (storm[0], inside.id)
    press(page, LEFT)
    assert page.record_shown() == storm[0]
    press(page, LEFT)
    assert (ids(page), page.record_shown()) == (alone, storm[0])


def test_a_click_on_the_mark_unfolds_and_leaves_the_choice(storm: list[int], page: AlertsPage) -> None:
    (other,) = set(ids(page)) - set(storm)
    page.table.choose(other)
    click_mark(page, storm[0])
    assert (len(ids(page)), page.record_shown()) == (6, other)
    click_mark(page, other)
    assert (len(ids(page)), page.record_shown()) == (6, other), "nothing stands under it"
    click_mark(page, storm[0])
    assert len(ids(page)) == 2


def test_who_is_folded_away_gives_way_to_the_head(storm: list[int], page: AlertsPage) -> None:
    press(page, RIGHT, RIGHT)
    click_mark(page, storm[0])
    assert (len(ids(page)), page.record_shown()) == (2, storm[0])


@pytest.mark.parametrize("name", ["asset", "since", "severity"])
@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_however_sorted_what_stands_under_a_head_follows_it(
    storm: list[int], page: AlertsPage, name: str, order: Qt.SortOrder
) -> None:
    press(page, RIGHT)
    page.table.sortByColumn(column(page, name), order)
    at = ids(page).index(storm[0]) + 1
    assert sorted(ids(page)[at : at + 4]) == storm[1:]


def test_the_filter_holds_for_what_is_unfolded_and_the_count_says_so(
    storm: list[int], page: AlertsPage, desk: ServiceDesk, qtbot: QtBot
) -> None:
    assert with_it(page, storm[0]) == "+4"
    press(page, RIGHT)
    assert with_it(page, storm[0]) == "+4"
    desk.store.run("kim", service.clear_by_hand, storm[2])
    desk.tail()
    qtbot.waitUntil(lambda: storm[2] not in ids(page))
    assert with_it(page, storm[0]) == "3 of 4"
    press(page, LEFT)
    assert with_it(page, storm[0]) == "+4"


def test_an_acknowledged_head_unfolds_what_nobody_acknowledged_one_by_one(storm: list[int], page: AlertsPage) -> None:
    page.acknowledge()
    page.frame.filters.choose({"standing": ["open"], "handling": ["acknowledged"]})
    assert ids(page) == storm[:1]
    page.table.choose(storm[0])
    press(page, RIGHT)
    assert sorted(ids(page)) == storm


def test_nothing_unfolds_where_each_alert_has_its_line(storm: list[int], page: AlertsPage) -> None:
    press(page, RIGHT)
    page.frame.filters.choose({"standing": ["open"], "lines": ["each"]})
    assert len(ids(page)) == len(set(ids(page))) == 6
    click_mark(page, storm[0])
    page.table.choose(storm[0])
    press(page, RIGHT)
    assert len(ids(page)) == 6
