"""Facts reach the pages that show them, and only those."""

import threading
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from app.shared.changes import Changes, Follower, Touched
from domain.store.journal import FactRow


def a_fact(subject: str = "alert", subject_id: int = 1) -> FactRow:
    return FactRow(1, datetime(2026, 3, 3, tzinfo=UTC), "kim", f"{subject}.changed", subject, subject_id, {}, {})


class Listener(QObject):
    """Notes the thread on which facts arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[str] = []

    @Slot(object)
    def hear(self, _facts: object) -> None:
        self.threads.append(threading.current_thread().name)


def test_facts_published_on_any_thread_arrive_on_the_main_one(qtbot: QtBot) -> None:
    changes, listener = Changes(), Listener()
    changes.arrived.connect(listener.hear)
    thread = threading.Thread(target=changes.publish, args=((a_fact(),),))
    thread.start()
    qtbot.waitUntil(lambda: bool(listener.threads))
    thread.join()
    assert listener.threads == ["MainThread"]


def test_a_visible_follower_hears_of_its_subjects_only(qtbot: QtBot) -> None:
    changes, heard = Changes(), list[Touched]()
    follower = Follower(changes, ["alert"], heard.append)
    follower.set_visible(True)
    changes.publish((a_fact("order"),))
    changes.publish((a_fact("alert", 7), a_fact("order")))
    assert heard == [frozenset({("alert", 7)})]


def test_a_burst_becomes_one_call_at_once_and_one_at_the_end(qtbot: QtBot) -> None:
    changes, heard = Changes(), list[Touched]()
    follower = Follower(changes, ["alert"], heard.append, interval_ms=20)
    follower.set_visible(True)
    for number in range(50):
        changes.publish((a_fact("alert", number),))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert len(heard[1]) == 49
    assert not follower.dirty


def test_a_hidden_follower_is_only_dirty_until_it_is_shown(qtbot: QtBot) -> None:
    changes, heard = Changes(), list[Touched]()
    follower = Follower(changes, ["alert"], heard.append)
    changes.publish((a_fact("alert", 1),))
    changes.publish((a_fact("alert", 2),))
    assert heard == []
    assert follower.dirty
    follower.set_visible(True)
    assert heard == [frozenset({("alert", 1), ("alert", 2)})]
