"""The page of settings over a small company."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.settings.view import SettingsPage
from domain.calendars.holidays import countries
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk

Show = Callable[[str], SettingsPage]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown(section: str) -> SettingsPage:
        page = in_front(SettingsPage(desk.kit, desk.desk), desk, qtbot)
        page.show_section(section)
        return page

    return shown


def put(page: SettingsPage, field: str, text: str) -> None:
    """Type `text` in place of what stands in a field."""
    widget = page.pane.editor.form.fields[field].widget
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, text)


def wrong(page: SettingsPage, field: str) -> str:
    """What is said beside a field."""
    return page.pane.editor.form.fields[field].widget.accessibleDescription()


def is_of_the_system(word: str) -> bool:
    """Whether a word comes from the libraries of calendars and zones, in the language of the system."""
    days = {QLocale().standaloneDayName(day) for day in range(1, 8)}
    long = {QLocale().standaloneMonthName(month) for month in range(1, 13)}
    short = {QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13)}
    few = {QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)}
    return word in days | few | long | short | set(countries().values()) or "/" in word or word == "UTC"
