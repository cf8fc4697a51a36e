"""A try on real threads: the window tells how far it is, can be stopped, and is never deaf."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.shared.tasks import Tasks
from app.shared.theme import Theme
from app.shared.trials.values import Candidate, Found
from app.shared.trials.window import TrialWindow
from tests.support.past import PastDesk
from tests.support.service_desk import ServiceDesk

LONG = 60_000


@pytest.fixture
def past(theme: Theme, sqlite_folder: Path) -> Iterator[PastDesk]:
    desk = ServiceDesk(theme, sqlite_folder, Tasks())
    yield PastDesk(desk)
    desk.close()


@pytest.fixture
def window(past: PastDesk, qtbot: QtBot) -> Iterator[TrialWindow]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = TrialWindow(past.desk.kit, past.desk.desk, owner)
    with qtbot.waitExposed(made):
        made.begin(Candidate(past.better, past.saved, "Supply temperature", "°C"))
    yield made
    made.reject()


def test_it_tells_how_far_it_is_and_what_it_found(window: TrialWindow, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        steps.append((done, total))

    window.presenter.progressed.connect(tell)
    qtbot.waitUntil(lambda: window.found is not None, timeout=LONG)
    window.try_out()
    qtbot.waitUntil(lambda: window.found is not None, timeout=LONG)
    assert steps[-2:] == [(0, 2), (1, 2)]
    assert window.foot.strip.isHidden()


def test_it_is_stopped_and_begun_anew(window: TrialWindow, past: PastDesk, qtbot: QtBot) -> None:
    told: list[Found] = []
    window.presenter.found.connect(told.append)
    window.try_out()
    assert window.foot.strip.isVisible()
    QTest.mouseClick(window.foot.strip.stop_button, Qt.MouseButton.LeftButton)
    assert window.foot.strip.isHidden()
    qtbot.waitUntil(lambda: not past.desk.tasks.busy, timeout=LONG)
    assert told == []
    window.try_out()
    qtbot.waitUntil(lambda: window.found is not None, timeout=LONG)


def test_it_may_be_closed_while_it_works(window: TrialWindow, past: PastDesk, qtbot: QtBot) -> None:
    window.try_out()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    qtbot.waitUntil(lambda: not past.desk.tasks.busy, timeout=LONG)
    assert window.found is None
