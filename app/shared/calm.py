"""Inputs that turn with the wheel only once they have the keyboard, so that scrolling past changes nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
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


class CalmCombo(QComboBox):
    """A choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

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
