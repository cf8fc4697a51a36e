"""The menu bar: actions that belong together stand in a menu of their own."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMenu, QMenuBar

from app.shared.actions import Action, bind, grouped
from app.shared.kit import Kit
from app.shell.menus import Menus


def nothing() -> None:
    """What these actions do."""


NEW, MANY = Action("new", "New", nothing), [Action("stop", "Stop", nothing), Action("go", "Go on", nothing)]


@pytest.fixture
def bar() -> Iterator[QMenuBar]:
    made = QMenuBar()
    yield made
    made.deleteLater()


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_groups_stand_in_menus_of_their_own_and_go_with_the_page(bar: QMenuBar, kit: Kit) -> None:
    menus = Menus(bar)
    bound = bind([NEW, *grouped("Clock", MANY)], kit.theme, bar)
    menus.set_menu("Page", [list(bound.values())])
    page = bar.actions()[0].menu()
    assert isinstance(page, QMenu)
    assert words(page) == ["New", "Clock"]
    clock = page.actions()[1].menu()
    assert isinstance(clock, QMenu)
    assert words(clock) == ["Stop", "Go on"]
    assert {name: [each.text() for each in actions] for name, actions in menus.groups().items()} == {
        "Page": ["New"],
        "Clock": ["Stop", "Go on"],
    }
    menus.set_menu("Page", [[bound["new"]]])
    assert words(page) == ["New"]
    assert list(menus.groups()) == ["Page"]
