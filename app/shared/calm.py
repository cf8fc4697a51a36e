"""Inputs that turn with the wheel only once they have the keyboard, so that scrolling past changes nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

INSET = 6
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class CalmCombo(QComboBox):
    """A choice; letters that are typed into it go to the entry that begins with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Letters are no shortcuts of the page."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_letter(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn(self, event, super().wheelEvent)


class CalmSpin(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn(self, event, super().wheelEvent)


class CalmDoubleSpin(QDoubleSpinBox):
    """A number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn(self, event, super().wheelEvent)


class CalmMoment(QDateTimeEdit):
    """A date and time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn(self, event, super().wheelEvent)


def turn(box: QWidget, event: QWheelEvent, go: Callable[[QWheelEvent], None]) -> None:
    """Turn what has the keyboard, and let the page scroll where nothing has."""
    if box.hasFocus():
        go(event)
    else:
        event.ignore()


def inset(box: QAbstractSpinBox) -> None:
    """Style sheets do not reach the space inside; without it the text touches the border."""
    if (edit := box.findChild(QLineEdit)) is not None:
        edit.setTextMargins(INSET, 0, 0, 0)


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isalnum() and not event.modifiers() & COMMANDS
