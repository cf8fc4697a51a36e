"""The one button for what brings the order on, and the menu with everything else."""

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from app.shared.actions import Bound, BoundAction, tooltip
from app.shared.layout import row
from app.shared.theme import Theme
from domain.language import tr


class NextStepBar(QWidget):
    """Shows the next sensible action as the primary button, a few others beside it, the rest in a menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bound: Bound = {}
        self._next = ""
        self.button = QPushButton()
        self.button.setObjectName("button_orders_next")
        self.button.setProperty("role", "primary")
        self.more = QToolButton()
        self.more.setObjectName("button_orders_more")
        self.more.setText(tr("More"))
        self.more.setToolTip(tr("Everything that can be done with the order"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self._layout = row(self, spacing=6)
        self._layout.addWidget(self.button)
        self._layout.addWidget(self.more)
        self._layout.addStretch(1)
        self.button.clicked.connect(self.do_next)
        self._menu.aboutToShow.connect(self._on_opening)

    def set_actions(self, bound: Bound, groups: Iterable[Iterable[str]]) -> None:
        """All actions by id, and those of the menu group by group."""
        self._bound = bound
        for at, group in enumerate(groups):
            if at:
                self._menu.addSeparator()
            self._menu.addActions([bound[name] for name in group])

    def show_next(self, action_id: str) -> None:
        """Offer this action, or none."""
        self._next = action_id
        self.button.setVisible(action_id in self._bound)
        if action_id in self._bound:
            action = self._bound[action_id].action
            self.button.setText(action.title)
            self.button.setToolTip(tooltip(action))

    def next_action(self) -> BoundAction | None:
        """What is offered."""
        return self._bound.get(self._next)

    @Slot()
    def do_next(self) -> None:
        """Do what is offered."""
        action = self.next_action()
        if action is not None:
            action.refresh()
            action.trigger()

    @Slot()
    def _on_opening(self) -> None:
        for action in self._bound.values():
            action.refresh()
