"""What a user can do, declared once; menus, buttons, palette and the shortcut sheet read it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from app.shared.theme import Theme


def always() -> bool:
    return True


def unsaid() -> str:
    return ""


def grouped(group: str, actions: Iterable["Action"]) -> tuple["Action", ...]:
    """The actions, to stand together under one title."""
    return tuple(replace(action, group=group) for action in actions)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: `callback`, possible while `enabled()` says so, ticked while `checked()` does."""

    id: str
    title: str
    callback: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = always
    tip: str = ""
    checked: Callable[[], bool] | None = None
    group: str = ""
    """The title of the menu below the page's own in which it stands, where there are many."""
    why: Callable[[], str] = unsaid
    """Asked while it is not possible: why not, for the tooltip."""
    wording: Callable[[], str] | None = None
    """What it is called as things stand now, where `title` says all that it can be."""


class BoundAction(QAction):
    """An `Action` as Qt's menus and buttons want it."""

    def __init__(self, action: Action, theme: Theme, parent: QObject) -> None:
        super().__init__(action.title, parent)
        self.action = action
        self.setObjectName(action.id)
        if action.shortcut:
            self.setShortcut(QKeySequence(action.shortcut))
        if action.icon:
            theme.dress(self, action.icon)
        self.setStatusTip(action.tip)
        self.triggered.connect(self._on_triggered)
        self.refresh()

    def refresh(self) -> None:
        """Ask again whether it is possible, why not, and what it is called."""
        self.setEnabled(self.action.enabled())
        if self.action.wording is not None:
            self.setText(self.action.wording())
        self.setToolTip(tooltip(self.action, possible=self.isEnabled()))
        if self.action.checked is not None:
            self.setCheckable(True)
            self.setChecked(self.action.checked())

    @Slot()
    def _on_triggered(self) -> None:
        self.action.callback()
        self.refresh()


def tooltip(action: Action, *, possible: bool = True) -> str:
    """The title or tip, with the shortcut as this system writes it; under it why it is not possible."""
    words = action.tip or (action.title if action.wording is None else action.wording())
    keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    why = "" if possible else action.why()
    return "\n".join(part for part in (f"{words}  ({keys})" if keys else words, why) if part)


#: Actions made for Qt, by id.
Bound = Mapping[str, BoundAction]


def bind(actions: Iterable[Action], theme: Theme, parent: QObject) -> Bound:
    """Make each action once, by id."""
    return {action.id: BoundAction(action, theme, parent) for action in actions}
