"""What the window itself can do, declared."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from app.shared.actions import Action
from app.shared.links import Link
from app.shared.page import Page
from domain.language import tr

LAST_DIGIT = 9


class WindowDoes(Protocol):
    """What a window can do when its actions ask it."""

    def show_palette(self) -> None: ...
    def focus_search(self) -> None: ...
    def step_back(self) -> None: ...
    def undo(self) -> None: ...
    def can_undo(self) -> bool: ...
    def show_sheet(self) -> None: ...
    def set_narrow(self, narrow: bool) -> None: ...
    def narrow(self) -> bool: ...
    def set_alone(self, alone: bool) -> None: ...
    def alone(self) -> bool: ...
    def ask_another(self) -> None: ...
    def close(self) -> bool: ...


def place_actions(pages: Sequence[Page], go: Callable[[Link], None]) -> tuple[Action, ...]:
    """One action per page; the first nine have digits."""
    return tuple(
        Action(
            f"go_{page.key}",
            tr("Go to {page}", page=page.title),
            partial(go, Link(page.key)),
            f"Alt+{at}" if at <= LAST_DIGIT else "",
            page.icon,
        )
        for at, page in enumerate(pages, 1)
    )


def window_actions(window: WindowDoes) -> tuple[Action, ...]:
    """Palette, search, back, undo, the sheet, and what concerns windows."""
    return (
        Action("palette", tr("Find anything…"), window.show_palette, "Ctrl+K", "command"),
        Action("search", tr("Search this page"), window.focus_search, "/", "search"),
        Action("back", tr("Back"), window.step_back, "Esc", "arrow-left"),
        Action("undo_notice", tr("Undo"), window.undo, "Ctrl+Z", "undo-2", enabled=window.can_undo),
        Action("sheet", tr("Keyboard shortcuts"), window.show_sheet, "?", "keyboard"),
        Action(
            "narrow",
            tr("Narrow navigation"),
            partial(_toggle_narrow, window),
            "Ctrl+B",
            "panel-left",
            checked=window.narrow,
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
    window.set_narrow(not window.narrow())


def _toggle_alone(window: WindowDoes) -> None:
    window.set_alone(not window.alone())


def _close(window: WindowDoes) -> None:
    window.close()
