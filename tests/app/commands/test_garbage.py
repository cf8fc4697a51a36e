"""Garbage of the console is collected on the thread of its window, and on no other."""

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.commands import garbage
from app.commands.garbage import Garbage

MANY = garbage.MUCH + 1


class Ring:
    """Only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collections() -> Iterator[list[tuple[threading.Thread, int]]]:
    """In which thread, and of which generation, each collection was."""
    seen: list[tuple[threading.Thread, int]] = []

    def note(phase: str, what: dict[str, Any]) -> None:
        if phase == "start":
            seen.append((threading.current_thread(), what["generation"]))

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


@pytest.fixture
def collector(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Garbage]:
    monkeypatch.setattr(garbage, "LOOK_MS", 10)
    monkeypatch.setattr(garbage, "STEP_MS", 10)
    enabled = gc.isenabled()
    gc.enable()
    parent = QObject()
    made = Garbage(parent)
    yield made
    made.stop()
    gc.unfreeze()
    (gc.enable if enabled else gc.disable)()


def litter() -> None:
    for _ in range(10_000):
        Ring()


def litter_on_a_thread() -> None:
    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()


def test_what_a_thread_leaves_is_collected_by_the_thread_of_the_window(
    collector: Garbage, collections: list[tuple[threading.Thread, int]], qtbot: QtBot
) -> None:
    collector.hold()
    collector.settle()
    collections.clear()
    litter_on_a_thread()
    assert not collections
    qtbot.waitUntil(lambda: bool(collections))
    assert {thread for thread, _ in collections} == {threading.main_thread()}


def test_nothing_is_collected_before_the_window_stands(
    collector: Garbage, collections: list[tuple[threading.Thread, int]]
) -> None:
    collector.hold()
    litter()
    assert not collections


def test_old_garbage_is_found_too_and_what_stays_is_left_alone_afterwards(
    collector: Garbage,
    collections: list[tuple[threading.Thread, int]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 11))
    collector.hold()
    collector.settle()
    kept = [Ring() for _ in range(5)]
    before = gc.get_freeze_count()
    qtbot.waitUntil(lambda: (threading.main_thread(), garbage.FULL) in collections and gc.get_freeze_count() > before)
    assert not [each for each in gc.get_objects() if each in kept]


def test_what_comes_in_great_numbers_is_left_alone_at_once(
    collector: Garbage,
    collections: list[tuple[threading.Thread, int]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(garbage, "MOST", 5_000)
    collector.hold()
    collector.settle()
    collections.clear()
    kept = [Ring() for _ in range(6_000)]
    assert gc.is_tracked(kept[0])
    qtbot.waitUntil(lambda: all(each not in kept[:1] for each in gc.get_objects()))
    assert not collections


def test_what_comes_bit_by_bit_is_left_alone_once_it_is_much_and_only_the_young_are_looked_at(
    collector: Garbage, collections: list[tuple[threading.Thread, int]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    much, few = garbage.MOST * 2 // 3, 701
    counts = iter([(much, 0, 0), (much, 11, 0), (few, 0, 0), (few, 11, 0)])
    monkeypatch.setattr(gc, "get_count", lambda: next(counts, (0, 0, 0)))
    collector.hold()
    collector.settle()
    collections.clear()
    gone = weakref.ref(Ring())
    qtbot.waitUntil(lambda: len(collections) == 4)
    assert [generation for _, generation in collections] == [0, 0, 0, 1]
    assert gone() is None


def test_tuples_that_other_threads_are_making_are_left_to_them(
    collector: Garbage, collections: list[tuple[threading.Thread, int]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(gc, "get_objects", asked.append)
    monkeypatch.setattr(gc, "get_referrers", asked.append)
    collector.hold()
    collector.settle()
    collections.clear()
    litter_on_a_thread()
    qtbot.waitUntil(lambda: bool(collections))
    assert not asked


def test_while_much_comes_it_is_looked_before_it_is_time(
    collector: Garbage,
    collections: list[tuple[threading.Thread, int]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(garbage, "LOOK_MS", 3_600_000)
    looks = iter(range(5))
    monkeypatch.setattr(gc, "get_count", lambda: (garbage.MUCH if next(looks, None) is not None else MANY, 0, 0))
    collector.hold()
    collector.settle()
    collections.clear()
    qtbot.waitUntil(lambda: bool(collections))
    assert next(looks, None) is None
    assert {generation for _, generation in collections} == {0}


def test_afterwards_it_is_as_it_was(collector: Garbage) -> None:
    collector.hold()
    collector.settle()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
