"""Several windows over the same parts."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.shared.kit import Kit
from app.shared.links import Link
from app.shared.memory import Memory
from app.shared.theme import Look, Theme
from app.shared.tokens import Density
from app.shell.appearance import density_actions, look_actions, restore_appearance
from app.shell.window import Window
from app.shell.windows import Windows
from domain.language import tr
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.sample_pages import STAGES

SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_a_second_window_shows_the_same_place(qtbot: QtBot, make_window: Callable[[str], Window]) -> None:
    windows = Windows(make_window)
    first = windows.open()
    with qtbot.waitActive(first):
        first.activateWindow()
    first.go(Link("orders", 7))
    QTest.keyClick(first.places.current.focusWidget() or first, Qt.Key.Key_N, SHIFT_CONTROL)
    assert len(windows.windows()) == 2
    assert windows.windows()[1].places.here == Link("orders", 7)
    windows.windows()[1].go(Link("alerts"))
    assert first.places.current.key == "orders"
    with qtbot.waitSignal(windows.all_closed):
        windows.close_all()
    assert windows.windows() == ()


def test_the_look_is_remembered(theme: Theme, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "screen.ini")
    choose = {action.id: action for action in (*look_actions(theme, memory), *density_actions(theme, memory))}
    choose["look_dark"].callback()
    choose["density_compact"].callback()
    checked = choose["look_dark"].checked
    assert checked is not None
    assert checked()
    memory.save()
    theme.set_look(Look.LIGHT)
    theme.set_density(Density.NORMAL)
    restore_appearance(theme, Memory(tmp_path / "screen.ini"))
    assert (theme.look, theme.density, theme.current().row_height) == (Look.DARK, Density.COMPACT, 24)


def test_every_text_of_the_window_is_translated(qtbot: QtBot, kit: Kit, make_window: Callable[[str], Window]) -> None:
    with pseudo_language():
        window = make_window("main")
        window.show()
        window.show_palette()
        window.step_back()
        window.show_sheet()
        data = frozenset({"Database", "SQLite"}) | {name for name, _ in STAGES} | _keys(window)
        assert untranslated(window, data) == set()
        window.close()


def _keys(window: Window) -> frozenset[str]:
    """The names of keys, which Qt translates."""
    return frozenset(bound.action.shortcut for group in window.menus.groups().values() for bound in group)


def test_the_pseudo_language_finds_what_was_forgotten(qtbot: QtBot) -> None:
    with pseudo_language():
        label = QLabel("Forgotten")
        label.setToolTip(tr("Thought of"))
    qtbot.addWidget(label)
    assert untranslated(label) == {"Forgotten"}
