"""The menu bar, read from the actions."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QMenuBar

from app.shared.actions import Bound, BoundAction
from app.shell.commands import Commands
from domain.language import tr


class Menus(QObject):
    """Fills one menu per group; asks each action anew before a menu opens."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus: dict[str, QMenu] = {}
        self._shown: dict[str, tuple[BoundAction, ...]] = {}

    def fill(self, page: Bound, commands: Commands) -> None:
        """The menus of a window: those of `page` change with the page, the others stay."""
        own, looks = commands.own, commands.looks.values()
        going = [own[name] for name in ("palette", "search", "back", "undo_notice")]
        self.set_menu(tr("Window"), [[own["another"], own["alone"]], [own["close"]]])
        self.set_menu(tr("Page"), [list(page.values())])
        self.set_menu(tr("Go"), [list(commands.places.values()), going])
        self.set_menu(tr("View"), [[own["narrow"]], list(looks), list(commands.densities.values())])
        self.set_menu(tr("Help"), [[own["sheet"]]])

    def set_menu(self, title: str, sections: Iterable[Sequence[BoundAction]]) -> None:
        """Show `sections` under `title`, a line between them; an empty menu is hidden."""
        menu = self._menus.get(title) or self._new(title)
        menu.clear()
        kept = [tuple(section) for section in sections if section]
        for at, section in enumerate(kept):
            if at:
                menu.addSeparator()
            menu.addActions(section)
        self._shown[title] = tuple(action for section in kept for action in section)
        menu.menuAction().setVisible(bool(kept))

    def groups(self) -> Mapping[str, tuple[BoundAction, ...]]:
        """All actions by the title of their menu."""
        return self._shown

    def _new(self, title: str) -> QMenu:
        menu = self._menus[title] = self._bar.addMenu(title)
        menu.aboutToShow.connect(self._on_opening)
        return menu

    @Slot()
    def _on_opening(self) -> None:
        for actions in self._shown.values():
            for action in actions:
                action.refresh()
