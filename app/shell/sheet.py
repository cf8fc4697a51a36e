"""`?`: every shortcut that works here, on one sheet."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from app.shared.actions import Action, BoundAction
from app.shared.layout import column, label
from app.shared.theme import Theme
from app.shell.overlay import Overlay
from domain.language import tr

WIDTH, TOP = 720, 72
COLUMNS = 2


class ShortcutSheet(Overlay):
    """Shows groups of actions with their keys, in two columns."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, WIDTH, TOP)
        self._content: QWidget | None = None
        self.card.setAccessibleName(tr("Keyboard shortcuts"))
        self._layout = column(self.card, margins=(24, 20, 24, 22), spacing=12)
        self._layout.addWidget(label(tr("Keyboard shortcuts"), "heading"))

    def toggle(self, groups: Mapping[str, Iterable[BoundAction]]) -> None:
        """Close, or open with the actions that have keys, under the titles of their groups."""
        if self.is_open:
            self.close_card()
        else:
            self._show_groups(groups)

    def _show_groups(self, groups: Mapping[str, Iterable[BoundAction]]) -> None:
        if self._content is not None:
            self._content.hide()
            self._layout.removeWidget(self._content)
            self._content.deleteLater()
        self._content = QWidget()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(18)
        shown = [(title, _with_keys(actions)) for title, actions in groups.items()]
        for at, (title, actions) in enumerate((title, actions) for title, actions in shown if actions):
            grid.addWidget(_group(title, actions), at // COLUMNS, at % COLUMNS, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._content)
        self.open()
        self.setFocus()


def _with_keys(actions: Iterable[BoundAction]) -> list[Action]:
    return [bound.action for bound in actions if bound.action.shortcut]


def _group(title: str, actions: list[Action]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(title, "section"), 0, 0, 1, 2)
    for at, action in enumerate(actions, 1):
        keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(label(action.title), at, 0)
        grid.addWidget(label(keys, "keys"), at, 1, Qt.AlignmentFlag.AlignRight)
    return group
