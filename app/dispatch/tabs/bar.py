"""The head of the dispatch page: title, the day in view, zoom, undo, optimising and assigning."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton

from app.dispatch.actions import SCALES
from app.dispatch.papers.actions import group as papers_group
from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton, IconButton
from app.shared.kit import Kit
from app.shared.layout import label, row
from domain.language import tr, trn

#: What gives way, and the pixels below which it does; counts stand in the list, zooming has keys and the wheel.
LEAST_COUNT, LEAST_ZOOM = 1200, 1060
SLIVERS = 100  # a day of which less than such a part shows is not named


class DispatchBar(QFrame):
    """One row of controls, all of them actions of the page; none is primary, that is for the panes around the board."""

    def __init__(self, kit: Kit, title: str, bound: Mapping[str, BoundAction]) -> None:
        super().__init__()
        self._kit = kit
        self._bound = bound
        self._locale = QLocale()
        self._title = label(title, "title")
        self._count = label("", "count")
        self._day = label("", "strong")
        self._zooms = tuple(map(self._button, ("zoom_out", "zoom_in")))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._count.setVisible(self.width() >= LEAST_COUNT)
        for button in self._zooms:
            button.setVisible(self.width() >= LEAST_ZOOM)

    def set_count(self, waiting: int) -> None:
        words = trn("{count} order waits", "{count} orders wait", waiting) if waiting else tr("nothing waits")
        self._count.setText(words)

    def set_day(self, since: datetime, until: datetime) -> None:
        """The span in view: its days, or the one that fills most of it."""
        sliver = (until - since) / SLIVERS
        first, last = self._kit.times.local(since + sliver), self._kit.times.local(until - sliver)
        words = self._date(self._kit.times.local(since + (until - since) / 2), tr("ddd d MMMM yyyy"))
        if first.date() != last.date() and (until - since).days >= 1:
            words = tr(
                "{first} to {last}", first=self._date(first, tr("d MMM")), last=self._date(last, tr("d MMM yyyy"))
            )
        self._day.setText(words)
        for name, _ in SCALES:
            self._bound[f"dispatch.{name}"].refresh()

    def _arrange(self) -> None:
        whole = row(self, margins=(16, 12, 16, 8), spacing=4)
        whole.addWidget(self._title)
        whole.addSpacing(6)
        self._count.setContentsMargins(0, 2, 0, 0)
        whole.addWidget(self._count)
        whole.addSpacing(16)
        for name in ("earlier", "today", "later"):
            whole.addWidget(self._button(name))
        whole.addSpacing(6)
        whole.addWidget(self._day)
        whole.addStretch(1)
        for button in (
            *map(self._button, ("day", "week", "month")),
            *self._zooms,
            *map(self._button, ("undo", "redo")),
        ):
            whole.addWidget(button)
        whole.addWidget(self._papers())
        whole.addSpacing(8)
        for name in ("optimise", "assign"):
            whole.addWidget(ActionButton(self._bound[f"dispatch.{name}"], self._kit.theme))

    def _papers(self) -> QToolButton:
        """The menu of what can be printed and exported."""
        button = IconButton("file-text", papers_group(), self._kit.theme)
        menu = QMenu(button)
        menu.addActions([each for each in self._bound.values() if each.action.group == papers_group()])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _button(self, name: str) -> QToolButton:
        bound = self._bound[f"dispatch.{name}"]
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setDefaultAction(bound)
        worded = not bound.action.icon
        style = Qt.ToolButtonStyle.ToolButtonTextOnly if worded else Qt.ToolButtonStyle.ToolButtonIconOnly
        button.setToolButtonStyle(style)
        button.setAccessibleName(bound.action.title)
        return button

    def _date(self, moment: datetime, pattern: str) -> str:
        return self._locale.toString(QDate(moment.year, moment.month, moment.day), pattern)
