"""The menu bar, read from the actions."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Slot
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
        self._shown: dict[str, dict[str, list[BoundAction]]] = {}

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
        """Show `sections` under `title`, a line between them and groups in menus of their own; hidden if empty."""
        menu = self._menus.get(title) or self._new(title)
        _empty(menu)
        self._shown[title] = {}
        kept = [section for section in sections if section]
        for at, section in enumerate(kept):
            if at:
                menu.addSeparator()
            for action in section:
                self._add(title, menu, action)
        menu.menuAction().setVisible(bool(kept))

    def groups(self) -> Mapping[str, Sequence[BoundAction]]:
        """All actions by the title of the menu they stand in."""
        return {name: actions for groups in self._shown.values() for name, actions in groups.items()}

    def _add(self, title: str, menu: QMenu, action: BoundAction) -> None:
        group = action.action.group
        shown = self._shown[title]
        if group and group not in shown:
            menu.addMenu(group)
        place = menu if not group else next(each for each in _below(menu) if each.title() == group)
        place.addAction(action)
        shown.setdefault(group or title, []).append(action)

    def _new(self, title: str) -> QMenu:
        menu = self._menus[title] = self._bar.addMenu(title)
        menu.aboutToShow.connect(self._on_opening)
        return menu

    @Slot()
    def _on_opening(self) -> None:
        for actions in self.groups().values():
            for action in actions:
                action.refresh()


def _below(menu: QMenu) -> list[QMenu]:
    return menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _empty(menu: QMenu) -> None:
    menu.clear()
    for each in _below(menu):
        each.setParent(None)
        each.deleteLater()
