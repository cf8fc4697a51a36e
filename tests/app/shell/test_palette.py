"""The palette finds pages, actions and records."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.shared.links import Link
from app.shell.entries import EntryModel, hit_entry
from app.shell.fuzzy import fit
from app.shell.window import Window
from tests.app.shell.conftest import HIT


def open_palette(window: Window, typed: str = "") -> None:
    QTest.keyClick(window.places.current.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_card.is_open
    QTest.keyClicks(window.palette_card._line, typed)


def titles(window: Window) -> list[str]:
    model = window.palette_card._model
    return [model.index(at).data() for at in range(model.rowCount())]


def enter(window: Window) -> None:
    QTest.keyClick(window.palette_card._line, Qt.Key.Key_Return)


def test_it_opens_with_what_can_be_done_here(window: Window) -> None:
    open_palette(window)
    assert titles(window)[:2] == ["New order", "Go to Alerts"]


def test_a_few_letters_go_to_a_page(window: Window) -> None:
    open_palette(window, "gal")
    assert titles(window)[0] == "Go to Alerts"
    enter(window)
    assert window.places.current.key == "alerts"
    assert not window.palette_card.is_open


def test_a_record_is_found_and_opened(qtbot: QtBot, window: Window) -> None:
    open_palette(window, "door")
    qtbot.waitUntil(lambda: HIT.title in titles(window))
    enter(window)
    assert window.places.here == Link("orders", 12)


def test_arrows_move_and_wrap(window: Window) -> None:
    open_palette(window)
    QTest.keyClick(window.palette_card._line, Qt.Key.Key_Up)
    assert window.palette_card._list.currentIndex().row() == len(titles(window)) - 1
    QTest.keyClick(window.palette_card._line, Qt.Key.Key_Down)
    assert window.palette_card._list.currentIndex().row() == 0


def test_it_says_when_nothing_is_called_so(window: Window) -> None:
    open_palette(window, "zzzz")
    assert titles(window) == []
    assert window.palette_card._nothing.text() == "Nothing is called “zzzz”."


def test_esc_gives_the_keyboard_back(window: Window) -> None:
    before = QApplication.focusWidget()
    open_palette(window)
    QTest.keyClick(window.palette_card._line, Qt.Key.Key_Escape)
    assert not window.palette_card.is_open
    assert QApplication.focusWidget() is before


def test_a_click_beside_the_card_closes_it(window: Window) -> None:
    open_palette(window)
    QTest.mouseClick(window.palette_card, Qt.MouseButton.LeftButton, pos=window.palette_card.rect().bottomLeft())
    assert not window.palette_card.is_open


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [("ord", "Orders", "Word list"), ("na", "New alert", "Channel"), ("go", "Go to Orders", "Cargo")],
)
def test_beginnings_of_words_fit_better(typed: str, better: str, worse: str) -> None:
    assert (fit(typed, better) or 0) > (fit(typed, worse) or 0)


def test_letters_in_another_order_do_not_fit() -> None:
    assert fit("sredro", "Orders") is None
    assert fit("", "Orders") is not None


def test_qt_finds_nothing_wrong_with_its_lines(qtmodeltester: ModelTester) -> None:
    model = EntryModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_entries([hit_entry(HIT, print)])
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"{HIT.title}, Hotel Bellevue, Order"


def test_what_is_named_so_stays_above_the_records_that_come_later(qtbot: QtBot, window: Window) -> None:
    open_palette(window, "or")
    before = titles(window)[0]
    assert "order" in before.casefold()
    qtbot.waitUntil(lambda: HIT.title in titles(window))
    assert titles(window)[0] == before
