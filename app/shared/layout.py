"""Layouts without the default margins, in one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def column(owner: QWidget | None = None, *, margins: Margins = NONE, spacing: int = 0) -> QVBoxLayout:
    """From top to bottom."""
    layout = QVBoxLayout(owner) if owner else QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def row(owner: QWidget | None = None, *, margins: Margins = NONE, spacing: int = 0) -> QHBoxLayout:
    """From left to right."""
    layout = QHBoxLayout(owner) if owner else QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def label(text: str = "", role: str = "", *, wrap: bool = False, rich: bool = False) -> QLabel:
    """A label with a role of the style sheet: title, heading, section, count, hint, muted, strong, wrong.

    What users and devices wrote is shown as it is; only what we laid out ourselves is `rich` text.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def grow(window: QWidget) -> None:
    """Make room for all that is shown, such as a title of two lines, or a sentence that was not there before."""
    layout = window.layout()
    if layout is not None:
        layout.activate()
        wanted = max(layout.totalHeightForWidth(window.width()), layout.totalMinimumSize().height())
        window.resize(window.width(), max(window.height(), wanted))


def line() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made
