"""The colours of priorities, statuses and stages: typed, picked, seen, remarked on, and given back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog
from pytestqt.qtbot import QtBot

from app.settings.parameters.colour_line import ColourLine
from app.settings.parameters.colours_field import ColoursField
from app.settings.view import SettingsPage
from domain.parameters.service import change, read
from tests.app.settings.conftest import Show
from tests.support.service_desk import ServiceDesk

GROUP = 10
HIGH = "priority.high"


@pytest.fixture
def page(show: Show) -> SettingsPage:
    page = show("parameters")
    page.pane.show_record(GROUP)
    return page


def field_of(page: SettingsPage) -> ColoursField:
    field = page.pane.editor.form.fields["colours"]
    assert isinstance(field, ColoursField)
    return field


def typed(page: SettingsPage, key: str, colour: str) -> ColourLine:
    line = field_of(page).lines[key]
    line.digits.clear()
    QTest.keyClicks(line.digits, colour)
    return line


def kept(desk: ServiceDesk) -> dict[str, str]:
    with desk.store.read() as session:
        return dict(read(session).colours)


def test_a_colour_is_typed_seen_saved_and_given_back(desk: ServiceDesk, page: SettingsPage) -> None:
    line = field_of(page).lines[HIGH]
    before = line.sample.grab().toImage()
    assert not line.back_button.isEnabled()
    typed(page, HIGH, "#7A0BC4")
    assert line.sample.grab().toImage() != before
    page.pane.save()
    assert kept(desk) == {HIGH: "#7a0bc4"}
    QTest.mouseClick(line.back_button, Qt.MouseButton.LeftButton)
    assert line.sample.grab().toImage() == before
    page.pane.save()
    assert kept(desk) == {}


def test_a_colour_is_picked(page: SettingsPage, qtbot: QtBot) -> None:
    line = field_of(page).lines[HIGH]
    QTest.mouseClick(line.pick_button, Qt.MouseButton.LeftButton)
    dialog = line.pick_button.window().findChild(QColorDialog)
    assert dialog is not None
    assert dialog.currentColor().name() == "#e69f00"
    dialog.setCurrentColor("#7a0bc4")
    dialog.accept()
    qtbot.waitUntil(lambda: line.digits.text() == "#7a0bc4")


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#fffff0", "Too light to be seen on a light ground; it is shown darker there: #d6d6ca."),
        ("#101114", "Too dark to be seen on a dark ground; it is shown lighter there: #38383b."),
        ("#0072b3", "Looks like “Normal”: only the letter tells them apart."),
        ("#7a0bc4", ""),
        ("violet", "A colour is written as # and six digits or letters from a to f, such as #c65300."),
    ],
)
def test_what_there_is_to_say_of_a_colour_stands_under_it(page: SettingsPage, colour: str, words: str) -> None:
    line = typed(page, HIGH, colour)
    assert line.remark.text() == words
    assert line.remark.isVisible() is bool(words)


def test_what_is_no_colour_is_not_saved_and_stays(desk: ServiceDesk, page: SettingsPage) -> None:
    line = typed(page, HIGH, "#12345")
    page.pane.save()
    assert kept(desk) == {}
    assert line.digits.text() == "#12345"


def test_what_somebody_else_chose_is_shown(desk: ServiceDesk, page: SettingsPage) -> None:
    desk.store.run("ada", change, "colours", {"status.done": "#7a0bc4"})
    desk.tail()
    page.pane.show_record(GROUP)
    assert field_of(page).value() == {"status.done": "#7a0bc4"}
