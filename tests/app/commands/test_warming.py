"""The console lets the optimiser be compiled once it has time, and ends that when it closes."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.commands import warming
from app.commands.warming import Warming
from app.shared.tasks import Tasks


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set while it is compiled, which goes on until nobody wants it any more."""
    under_way = Event()

    def compile_for_ever(wanted: Callable[[], bool]) -> bool:
        under_way.set()
        while wanted():
            pass
        under_way.clear()
        return False

    monkeypatch.setattr(warming, "compile_ahead", compile_for_ever)
    monkeypatch.setattr(warming, "LATER_MS", 10)
    return under_way


def test_it_begins_after_a_while_and_ends_with_the_window(begun: Event, qtbot: QtBot) -> None:
    parent = QObject()
    tasks = Tasks(parent)
    Warming(tasks, parent).start()
    qtbot.waitUntil(begun.is_set)
    tasks.close()
    assert not begun.is_set()


def test_a_window_that_closes_before_never_begins(begun: Event, qtbot: QtBot) -> None:
    parent = QObject()
    tasks = Tasks(parent)
    made = Warming(tasks, parent)
    made.start()
    made.stop()
    qtbot.wait(50)
    tasks.close()
    assert not begun.is_set()
