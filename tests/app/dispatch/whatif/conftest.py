"""The pane of scenarios on the dispatch page, with real children."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from app.dispatch.whatif import comparing
from app.dispatch.whatif.pane import WhatIfPane
from domain.optimising.running.workers import Workers
from domain.planning.profiles import ProfileDraft, create_profile
from tests.app.dispatch.house import House

CHILD = "tests.domain.optimising.running.searching_child"


@pytest.fixture
def profile(house: House, monkeypatch: pytest.MonkeyPatch) -> int:
    """Goals to plan by, and children that search in plain Python."""
    monkeypatch.setattr(comparing, "Workers", partial(Workers, CHILD))
    return house.store.run("kim", create_profile, ProfileDraft("Balanced"))


@pytest.fixture
def page(house: House, profile: int) -> DispatchPage:
    assert profile
    return house.window()


@pytest.fixture
def pane(page: DispatchPage, qtbot: QtBot) -> WhatIfPane:
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_W)
    (found,) = page.findChildren(WhatIfPane)
    qtbot.waitUntil(found.isVisible)
    qtbot.waitUntil(lambda: found.asking.common.goals.count() == 1)
    found.asking.common.effort.setCurrentIndex(0)
    return found
