"""Somebody who works in the running console with the keyboard alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from app.commands.console import Console
from app.shared.links import Notice
from app.shared.page import Page
from app.shell.window import Window

PATIENCE = 20_000
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Keys go to whatever window and input has the focus; what pages tell is kept, to say why something failed."""

    def __init__(self, console: Console, window: Window, qtbot: QtBot) -> None:
        self.console = console
        self.window = window
        self._qtbot = qtbot
        self.told: list[str] = []
        for page in window.places.pages.values():
            page.notice_asked.connect(self._on_told)

    def _on_told(self, notice: Notice) -> None:
        self.told.append(notice.text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(focused(), key, modifier)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(focused(), ord(letter))

    def wait(self, condition: Callable[[], bool]) -> None:
        try:
            self._qtbot.waitUntil(condition, timeout=PATIENCE)
        except QtTimeoutError as error:
            raise AssertionError(f"the desk was told: {self.told}") from error

    def wait_for_notice(self, part: str) -> None:
        """Until a page has told something."""
        self.wait(lambda: any(part in text for text in self.told))

    def wait_for_dialog(self, name: str = "") -> None:
        """Until a dialog has the keyboard, so that nothing typed is lost."""
        self.wait(lambda: _is_dialog(active(), name))

    def wait_for_page(self) -> None:
        """Until the dialog is gone and the window has the keyboard, also where no window manager gives it back."""
        self.wait(lambda: not any(each.isVisible() for each in self.window.findChildren(QDialog)))
        if active() is None:
            self.window.activateWindow()
        self.wait(lambda: active() is self.window)

    def go(self, key: str) -> Page:
        """Go to a page by its number in the navigation."""
        pages = self.window.places.pages
        self.press(Qt.Key(Qt.Key.Key_0 + (list(pages).index(key) + 1) % 10), ALT)
        self.wait(lambda: self.window.places.current is pages[key])
        return pages[key]


def active() -> QWidget | None:
    """The window that has the keyboard."""
    return QApplication.activeWindow()


def focused() -> QWindow:
    """Where keys go."""
    found = QGuiApplication.focusWindow()
    assert found is not None
    return found


def _is_dialog(window: QWidget | None, name: str) -> bool:
    return isinstance(window, QDialog) and name in {"", window.objectName()}
