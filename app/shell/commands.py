"""What the window itself can do, declared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from app.shared.actions import Action, Bound, BoundAction, bind
from app.shared.kit import Kit
from app.shared.links import Link
from app.shared.page import Page
from app.shell.appearance import density_actions, look_actions
from app.shell.navigation import NavigationRail
from app.shell.notices import Notices
from app.shell.places import Places
from domain.language import tr

DIGITS = 10


class WindowDoes(Protocol):
    """What a window has and can do when its actions ask it."""

    places: Places
    rail: NavigationRail
    notices: Notices

    def show_palette(self) -> None: ...
    def step_back(self) -> None: ...
    def can_undo(self) -> bool: ...
    def show_sheet(self) -> None: ...
    def set_alone(self, alone: bool) -> None: ...
    def alone(self) -> bool: ...
    def ask_another(self) -> None: ...
    def close(self) -> bool: ...


@dataclass(frozen=True)
class Commands:
    """Everything a window itself can do, bound, by what it concerns."""

    places: Bound
    own: Bound
    looks: Bound
    densities: Bound

    def all(self) -> list[BoundAction]:
        groups = (self.places, self.own, self.looks, self.densities)
        return [bound for group in groups for bound in group.values()]


def bind_commands(
    pages: Sequence[Page], go: Callable[[Link], None], actions: Sequence[Action], kit: Kit, owner: QObject
) -> Commands:
    return Commands(
        bind(place_actions(pages, go), kit.theme, owner),
        bind(actions, kit.theme, owner),
        bind(look_actions(kit.theme, kit.memory), kit.theme, owner),
        bind(density_actions(kit.theme, kit.memory), kit.theme, owner),
    )


def place_actions(pages: Sequence[Page], go: Callable[[Link], None]) -> tuple[Action, ...]:
    """One action per page; the first ten have digits, the tenth 0."""
    return tuple(
        Action(
            f"go_{page.key}",
            tr("Go to {page}", page=page.title),
            partial(go, Link(page.key)),
            f"Alt+{at % DIGITS}" if at <= DIGITS else "",
            page.icon,
        )
        for at, page in enumerate(pages, 1)
    )


def window_actions(window: WindowDoes) -> tuple[Action, ...]:
    """Palette, search, back, undo, the sheet, and what concerns windows."""
    return (
        Action("palette", tr("Find anything…"), window.show_palette, "Ctrl+K", "command"),
        Action("search", tr("Search this page"), partial(_focus_search, window), "/", "search"),
        Action("back", tr("Back"), window.step_back, "Esc", "arrow-left"),
        Action("undo_notice", tr("Undo"), window.notices.undo_newest, "Ctrl+Z", "undo-2", enabled=window.can_undo),
        Action("sheet", tr("Keyboard shortcuts"), window.show_sheet, "?", "keyboard"),
        Action(
            "narrow",
            tr("Narrow navigation"),
            partial(_toggle_narrow, window),
            "Ctrl+B",
            "panel-left",
            checked=partial(_is_narrow, window),
        ),
        Action(
            "alone",
            tr("Only this page"),
            partial(_toggle_alone, window),
            "F11",
            "maximize-2",
            checked=window.alone,
        ),
        Action("another", tr("New window"), window.ask_another, "Ctrl+Shift+N", "app-window"),
        Action("close", tr("Close window"), partial(_close, window), "Ctrl+W", "x"),
    )


def _toggle_narrow(window: WindowDoes) -> None:
    window.rail.set_narrow(not window.rail.narrow)


def _is_narrow(window: WindowDoes) -> bool:
    return window.rail.narrow


def _focus_search(window: WindowDoes) -> None:
    window.places.current.focus_search()


def _toggle_alone(window: WindowDoes) -> None:
    window.set_alone(not window.alone())


def _close(window: WindowDoes) -> None:
    window.close()
