"""A day that is late, pushed or shared out: shown before it is done, taken in whole or in part, undone in one step."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dispatch.moving.cascade import CascadeDialog
from app.dispatch.moving.preview import PreviewTable
from app.dispatch.moving.split import SplitDialog
from tests.app.dispatch.doing import booked, opened, spin, submit, undone
from tests.app.dispatch.house import House
from tests.app.dispatch.test_page import where


def lines(shown: object) -> list[list[str]]:
    assert isinstance(shown, CascadeDialog | SplitDialog)
    (table,) = shown.findChildren(PreviewTable)
    cells = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [[cell.text() if cell is not None else "" for cell in row] for row in cells]


def test_a_booking_that_takes_longer_moves_what_follows(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    shown = opened(page, "delay", CascadeDialog, house.people.plain)
    assert [line[1:3] for line in lines(shown)] == [["11:00–12:00", "11:00–12:30"]]
    spin(shown, "minutes").setValue(90)
    assert [line[1:3] for line in lines(shown)] == [["11:00–12:00", "11:00–13:30"], ["13:00–14:00", "13:30–14:30"]]
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 12.5), (kim, 12.5, 13.5)])
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_what_is_not_ticked_stays_and_what_speaks_against_that_is_said(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    shown = opened(page, "delay", CascadeDialog, house.people.plain)
    spin(shown, "minutes").setValue(90)
    (table,) = shown.findChildren(PreviewTable)
    second = table.item(1, 0)
    assert second is not None
    second.setCheckState(Qt.CheckState.Unchecked)
    assert any("already has" in found.sentence for found in shown.findings())
    assert not shown.verb.isEnabled()


def test_the_rest_of_a_day_is_pushed_with_one_undo(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    shown = opened(page, "push", CascadeDialog, house.people.plain)
    spin(shown, "minutes").setValue(45)
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10.75, 11.75), (kim, 12.75, 13.75)])
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_a_long_job_is_shared_out_over_the_working_hours(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    shown = opened(page, "split", SplitDialog, house.people.plain)
    spin(shown, "minutes").setValue(600)
    assert [line[1:] for line in lines(shown)] == [
        ["11:00", "13:00", "2 h"],
        ["14:00", "17:00", "3 h"],
        ["08:00", "13:00", "5 h"],
    ]
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 12), (kim, 12, 13), (kim, 13, 16), (kim, 31, 36)])
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_more_work_than_free_time_says_what_is_lacking(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    shown = opened(page, "split", SplitDialog, house.people.plain)
    spin(shown, "minutes").setValue(40_000)
    assert "no free time" in shown._short.text()
