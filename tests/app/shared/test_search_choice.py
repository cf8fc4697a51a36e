"""A choice that one types: what is chosen by Enter, by leaving, and what goes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.shared.search_choice import SearchCombo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

SITES = ("Harbour Brewery · Cellar", "Nordlicht Centre", "Nordlicht Centre · Plant room", "Old Town Mall")


@pytest.fixture
def combo(qtbot: QtBot) -> SearchCombo:
    window = QWidget()
    inside, made = QVBoxLayout(window), SearchCombo()
    inside.addWidget(made)
    inside.addWidget(QLineEdit())
    made.addItems(SITES)
    made.setCurrentIndex(-1)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def pressed(combo: SearchCombo, words: str, key: Qt.Key) -> str:
    """What is chosen after these words and this key, which goes where the keyboard is."""
    QTest.keyClicks(combo, words)
    QTest.keyClick(QApplication.activePopupWidget() or combo, key)
    return combo.itemText(combo.currentIndex())


@pytest.mark.parametrize(
    ("words", "chosen"),
    [("nord", SITES[1]), ("plant", SITES[2]), ("CELLAR", SITES[0]), ("nordlicht centre", SITES[1]), ("none such", "")],
)
def test_enter_takes_the_first_that_has_the_words(combo: SearchCombo, words: str, chosen: str) -> None:
    assert pressed(combo, words, Qt.Key.Key_Return) == chosen


@pytest.mark.parametrize(
    ("words", "chosen"), [("plant", SITES[2]), (SITES[1], SITES[1]), ("nord", ""), ("none such", ""), ("  ", "")]
)
def test_leaving_takes_the_only_one_that_has_the_words(combo: SearchCombo, words: str, chosen: str) -> None:
    assert pressed(combo, words, Qt.Key.Key_Tab) == chosen
    assert combo.currentText() == chosen
