"""Saved views: a search and its filters under a name of the user's."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from app.shared.memory import Memory
from app.shared.theme import Theme
from domain.language import tr


class ViewsButton(QToolButton):
    """A menu of saved views; asks for what to save and says which to show."""

    view_asked = Signal(object)
    """What was saved under the view chosen."""

    def __init__(self, theme: Theme, memory: Memory, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._key = f"{key}/views"
        self._present: dict[str, Any] = {}
        self._menu = QMenu(self)
        self.setProperty("role", "quiet")
        self.setToolTip(tr("Saved views"))
        self.setAccessibleName(tr("Saved views"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu)
        theme.dress(self, "bookmark")
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        self._fill()

    def set_present(self, state: dict[str, Any]) -> None:
        """What would be saved now."""
        self._present = state

    def names(self) -> list[str]:
        return list(self._views())

    def save(self, name: str) -> None:
        """Keep what is shown now under `name`."""
        self._memory.keep_data(self._key, self._views() | {name: self._present})

    def delete(self, name: str) -> None:
        self._memory.keep_data(self._key, {kept: v for kept, v in self._views().items() if kept != name})

    def _views(self) -> dict[str, Any]:
        kept = self._memory.data(self._key)
        return kept if isinstance(kept, dict) else {}

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for name in self._views():
            self._menu.addAction(name).setData(("show", name))
        self._menu.addSeparator()
        self._menu.addAction(tr("Save this view…")).setData(("save", ""))
        for name in self._views():
            self._menu.addAction(tr("Delete the view {name}", name=name)).setData(("delete", name))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        what, name = action.data()
        if what == "show":
            self.view_asked.emit(self._views().get(name, {}))
        elif what == "delete":
            self.delete(name)
        else:
            self._ask_name()

    def _ask_name(self) -> None:
        name, said = QInputDialog.getText(self, tr("Save this view"), tr("Name of the view"))
        if said and name.strip():
            self.save(name.strip())
