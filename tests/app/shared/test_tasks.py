"""The one door between the window and everything slow."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.shared.tasks import MOST_LASTING, InlineTasks, Latest, Tasks
from domain.errors import Refusal


class Taker(QObject):
    """Notes what it is given, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.threads: list[str] = []

    def take(self, result: object) -> None:
        self.got.append(result)
        self.threads.append(threading.current_thread().name)


class Painted(QWidget):
    """Notes when it is painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._order.append("painted")


def test_the_result_arrives_on_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    taker = Taker()
    tasks.run(lambda: threading.current_thread().name, taker.take)
    qtbot.waitUntil(lambda: bool(taker.got))
    assert str(taker.got[0]).startswith("console-task")
    assert taker.threads == ["MainThread"]


def test_whoever_only_reads_does_not_wait_for_what_lasts(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    lasting, reading = Taker(), Taker()
    for _ in range(MOST_LASTING + 1):
        tasks.run(gate.wait, lasting.take, lasting=True)
    tasks.run(int, reading.take)
    try:
        qtbot.waitUntil(lambda: bool(reading.got))
        assert lasting.got == []
    finally:
        gate.set()
    qtbot.waitUntil(lambda: len(lasting.got) == MOST_LASTING + 1)


def test_a_failure_goes_to_whoever_asked_for_it(qtbot: QtBot, tasks: Tasks) -> None:
    taker = Taker()
    tasks.run(_refuse, taker.take, taker.take)
    qtbot.waitUntil(lambda: bool(taker.got))
    assert isinstance(taker.got[0], Refusal)


def test_a_failure_nobody_asked_for_is_told_to_all(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(_refuse, Taker().take)
    assert str(told.args[0]) == "No."


def test_a_deleted_owner_gets_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    gone, last = Taker(), Taker()
    tasks.run(gate.wait, gone.take)
    shiboken6.delete(gone)
    gate.set()
    tasks.run(int, last.take)
    qtbot.waitUntil(lambda: bool(last.got) and not tasks.busy)
    assert gone.got == []


def test_a_forgotten_owner_gets_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    taker = Taker()
    tasks.run(gate.wait, taker.take)
    tasks.forget(taker)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert taker.got == []


def test_only_the_latest_result_counts(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    taker = Taker()
    latest = Latest(tasks, taker)
    latest.run(lambda: gate.wait() and "old", taker.take)
    latest.run(lambda: "new", taker.take)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert taker.got == ["new"]


def test_work_that_was_overtaken_before_it_began_is_not_done(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[str] = []
    latest = Latest(tasks, None)
    latest.run(lambda: done.append("old"), lambda _result: None)
    latest.run(lambda: done.append("new"), lambda _result: None)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == ["new"]


def test_work_begins_after_the_window_has_shown_what_led_to_it(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[str] = []
    shown = Painted(order)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: bool(order))
    order.clear()
    tasks.run(lambda: order.append("worked"), lambda _result: None)
    shown.update()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert order[:2] == ["painted", "worked"]


def test_what_was_asked_for_is_done_even_if_the_end_comes_at_once(qtbot: QtBot) -> None:
    made, done = Tasks(), threading.Event()
    made.run(done.set, lambda _result: None)
    made.close()
    assert done.is_set()


def test_closing_waits_delivers_nothing_and_leaves_no_thread(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    made, taker = Tasks(), Taker()
    made.run(int, taker.take)
    made.close()
    made.run(int, taker.take)
    assert not made.busy
    assert set(threading.enumerate()) == before
    assert taker.got == []


@pytest.mark.parametrize("handled", [True, False])
def test_the_inline_twin_does_all_of_it_at_once(qtbot: QtBot, handled: bool) -> None:
    inline, taker = InlineTasks(), Taker()
    inline.failed.connect(taker.take)
    inline.run(lambda: 1, taker.take)
    inline.run(_refuse, taker.take, taker.take if handled else None)
    assert taker.got[0] == 1
    assert isinstance(taker.got[1], Refusal)
    inline.close()


def _refuse() -> None:
    raise Refusal("No.")
