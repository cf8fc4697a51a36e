"""Buttons that do a bound action and follow whether it is possible."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.shared.actions import BoundAction
from app.shared.theme import Theme


class ActionButton(QPushButton):
    """A button with words; `primary` for the one thing most done here."""

    def __init__(
        self, bound: BoundAction, theme: Theme, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(bound.text(), parent)
        self._bound = bound
        self.setObjectName(f"button_{bound.action.id}")
        self.setProperty("role", "primary" if primary else "")
        if bound.action.icon:
            theme.dress(self, bound.action.icon, "on_accent" if primary else "text_muted")
        self.clicked.connect(bound.trigger)
        bound.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.setEnabled(self._bound.isEnabled())
        self.setText(self._bound.text())
        self.setToolTip(self._bound.toolTip())


class IconButton(QToolButton):
    """A quiet button with an icon alone; its name is in the tooltip and for screen readers."""

    def __init__(self, icon: str, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setToolTip(name)
        self.setAccessibleName(name)
        theme.dress(self, icon)
