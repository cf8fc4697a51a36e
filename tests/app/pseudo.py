"""A language in which every translated text stands in brackets, so that forgotten ones show."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QTabWidget,
    QTreeView,
    QWidget,
)

from domain.language import speak_with

OPEN, CLOSE = "⟦", "⟧"


class Brackets(gettext.NullTranslations):
    """Puts every text in brackets."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{CLOSE}"


@contextmanager
def pseudo_language() -> Iterator[None]:
    """While inside, everything translated is bracketed."""
    before = speak_with(Brackets())
    try:
        yield
    finally:
        speak_with(before)


def untranslated(root: QWidget, data: frozenset[str] = frozenset()) -> set[str]:
    """The texts below `root` that a user reads, have letters and no brackets; `data` are the store's own words."""
    own = [widget for widget in root.findChildren(QWidget) if not isinstance(widget.parent(), QTabBar)]
    found = {text for widget in (root, *own) for text in _texts(widget)}
    return {text for text in found if any(map(str.isalpha, text)) and OPEN not in text and text not in data}


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QTableView | QTreeView) and widget.model() is not None:
        yield from _headers(widget)
    for action in widget.actions():
        yield action.text()


def _headers(view: QTableView | QTreeView) -> Iterator[str]:
    model = view.model()
    for at in range(model.columnCount()):
        yield str(model.headerData(at, Qt.Orientation.Horizontal) or "")
