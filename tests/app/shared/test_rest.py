"""What costs much waits until what leads to it has rested, but not for ever."""

from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from app.shared.rest import Rest


def test_a_burst_is_answered_once_after_it(qtbot: QtBot) -> None:
    done: list[bool] = []
    rest = Rest(30, 10_000, lambda: done.append(True))
    for _ in range(5):
        rest.call()
    assert done == []
    qtbot.waitUntil(lambda: done == [True])
    rest.call()
    qtbot.waitUntil(lambda: done == [True, True])


def test_what_never_rests_is_answered_all_the_same(qtbot: QtBot) -> None:
    took: list[int] = []
    begun = QElapsedTimer()
    rest = Rest(60_000, 120, lambda: took.append(begun.elapsed()))
    coming = QTimer(rest, interval=10)
    coming.timeout.connect(rest.call)
    begun.start()
    rest.call()
    coming.start()
    qtbot.waitUntil(lambda: len(took) > 1)
    assert took[0] >= 110
