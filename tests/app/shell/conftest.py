"""A window with two pages, its tasks inline."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.shared.kit import Kit
from app.shared.links import Hit, Link
from app.shell.status import State, Status
from app.shell.window import Window
from tests.app.sample_pages import SampleAlerts, SampleOrders

HIT = Hit("SO-10412 Door does not close", "Hotel Bellevue", "Order", "clipboard-list", Link("orders", 12))


@pytest.fixture
def status() -> Status:
    made = Status()
    made.tell("database", State("Database", "good", "SQLite"))
    return made


def find(words: str) -> list[Hit]:
    return [HIT] if words.casefold() in HIT.title.casefold() else []


@pytest.fixture
def make_window(qtbot: QtBot, kit: Kit, status: Status) -> Callable[[str], Window]:
    def make(name: str) -> Window:
        return Window([SampleOrders(kit), SampleAlerts(kit)], kit, status, find, name=name)

    return make


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[[str], Window]) -> Iterator[Window]:
    made = make_window("main")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    if shiboken6.isValid(made):
        made.close()
