"""`?`: every shortcut that works here, on one sheet."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.shared.actions import Action, BoundAction
from app.shared.layout import column, label, row
from app.shared.theme import Theme
from app.shell.overlay import EDGE, Overlay
from domain.language import tr

WIDTH, TOP = 1120, 48
COLUMNS = 3
HEAD = 90
"""The heading and what is around the columns, in pixels."""


class ShortcutSheet(Overlay):
    """Shows groups of actions with their keys, in columns of about the same height."""

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
        room = self._over.height() - TOP - EDGE - HEAD
        self._content = _scrolled(_columns([(title, _with_keys(actions)) for title, actions in groups.items()]), room)
        self._layout.addWidget(self._content)
        self.open()
        self._content.setFocus()


def _columns(groups: Iterable[tuple[str, list[Action]]]) -> QWidget:
    """Each group goes where there is most room."""
    content = QWidget()
    content.setProperty("role", "plain")
    beside = row(content, spacing=36)
    columns = [column(spacing=18) for _ in range(COLUMNS)]
    heights = [0] * COLUMNS
    for title, actions in groups:
        if actions:
            at = heights.index(min(heights))
            columns[at].addWidget(_group(title, actions))
            heights[at] += len(actions) + 2
    for each in columns:
        each.addStretch(1)
        beside.addLayout(each, 1)
    return content


def _scrolled(content: QWidget, room: int) -> QScrollArea:
    """As tall as it is where there is room, and scrolled by the keys where there is not."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedHeight(max(0, min(content.sizeHint().height(), room)))
    return area


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
