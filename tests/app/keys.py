"""Forms over a page, driven with real keys in the window that has the keyboard."""

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.shared.dialog import FormDialog

LONGEST_MS = 5000
TURN_MS = 5
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def in_front(window: QWidget) -> None:
    """Let a window have the keyboard."""
    patience = QDeadlineTimer(LONGEST_MS)
    window.activateWindow()
    while QApplication.activeWindow() is not window:
        assert not patience.hasExpired(), "the window never came in front"
        _turn()


def _turn() -> None:
    """Let the event loop go round, not for long."""
    loop = QEventLoop()
    QTimer.singleShot(TURN_MS, loop.quit)
    loop.exec()


def form(page: QWidget) -> FormDialog:
    """The form that is open over a page."""
    return next(each for each in page.findChildren(FormDialog) if each.isVisible())


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is in that part of a window."""
    in_front(widget.window())
    QTest.keyClick(widget.focusWidget() or widget, key, modifier)


def put(dialog: FormDialog, **values: str) -> None:
    """Type into fields, in place of what stands there."""
    in_front(dialog)
    for name, text in values.items():
        widget = dialog.form.fields[name].widget
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(widget, text)


def wrong(dialog: FormDialog, field: str) -> str:
    """What is said beside a field."""
    return dialog.form.fields[field].widget.accessibleDescription()
