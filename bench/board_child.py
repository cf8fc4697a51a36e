"""Measures the board, and a plain graphics view of the same bookings, in a process of their own; for `bench.board`."""

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, timedelta
from functools import partial
from random import Random
from typing import Any, Protocol

import psutil
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from app.commands.garbage import Garbage
from app.dispatch.board.board import BoardView
from app.dispatch.plan import Plan, load, renew, widen
from app.shared.theme import Look, Theme
from app.shared.times import Times
from bench.board import medians
from bench.board_base import NOW
from bench.board_changes import plans
from bench.board_painting import Finishing, painted
from bench.plain_board import PlainBoard
from bench.watch import Watch
from domain.clock import FixedClock
from domain.store.store import Store

STEPS, UPDATES, OPENED = 150, 40, 3
REPEATED = 3
CHANGED = 500
CLOSER = 1.5
SIZE = (1600, 1000)
#: The working day that is in view, and what the page loads around it.
VIEW = (NOW.replace(hour=7, minute=0), NOW.replace(hour=19, minute=0))
AROUND = (VIEW[0] - timedelta(days=7), VIEW[1] + timedelta(days=7))

TimesMs = dict[str, float]


class Measured(Protocol):
    """What both boards can do."""

    @property
    def area(self) -> QAbstractScrollArea: ...

    def show_plan(self, plan: Plan) -> None: ...

    @property
    def finished(self) -> bool: ...

    def zoom(self, step: int) -> None: ...

    def grip(self) -> QPoint: ...


class OwnBoard:
    """The board of the program."""

    def __init__(self, theme: Theme) -> None:
        self.area = BoardView(theme, Times(FixedClock(NOW), UTC))

    def show_plan(self, plan: Plan) -> None:
        self.area.set_plan(plan.technicians, plan.bookings, fade=False, news=plan.news)

    @property
    def finished(self) -> bool:
        return self.area.finished

    def zoom(self, step: int) -> None:
        if step % 2:
            self.area.arrive()
        else:
            self.area.zoom(CLOSER if step % 12 < 6 else 1 / CLOSER)

    def grip(self) -> QPoint:
        """The bar nearest to the middle, wherever the zoom has left the board."""
        scene, seen = self.area.scene, self.area.viewport()
        rows = scene.rows.between(scene.top, scene.top + seen.height())
        bars = ((row, bar) for row in rows for bar in row.bars)
        row, bar = min(bars, key=lambda each: abs(scene.rect(*each).center().x() - seen.width() / 2))
        self.area.reveal(bar.id)
        return scene.rect(row, bar).center().toPoint()


def quantiles(took: Sequence[float], worked: Sequence[float]) -> TimesMs:
    """Of what was waited for; `work_p95` is what this process computed of it, whatever else the machine did."""
    cuts = statistics.quantiles(took, n=100)
    figures = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "work_p95": statistics.quantiles(worked, n=100)[94]}
    return {name: round(value, 2) for name, value in figures.items()}


def timed(area: QAbstractScrollArea, action: Callable[[int], object], times: int = STEPS) -> TimesMs:
    """Milliseconds of the action with all painting that it causes: of several runs the medians."""
    runs = (range(run * times, (run + 1) * times) for run in range(REPEATED))
    return medians([timed_once(area, action, steps) for steps in runs])


def timed_once(area: QAbstractScrollArea, action: Callable[[int], object], steps: Iterable[int]) -> TimesMs:
    """One run of them."""
    took, worked = [], []
    for step in steps:
        begun, work = time.perf_counter(), time.process_time()
        action(step)
        painted(area)
        took.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - work) * 1000)
        QTest.qWait(0)
    return quantiles(took, worked)


def main() -> None:
    """Measure as told and print one object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--plain", action="store_true", help="the graphics view instead of the board")
    words = parser.parse_args()
    store = Store.open(words.database, FixedClock(NOW))
    application = QApplication([])
    Garbage(application).hold()  # as in the console
    theme = Theme(application, Look.LIGHT)
    made = measure(store, PlainBoard if words.plain else partial(OwnBoard, theme))
    sys.stdout.write(json.dumps(made) + "\n")
    store.close()


def measure(store: Store, make: Callable[[], Measured]) -> dict[str, Any]:
    """All figures of one kind of board."""
    names = ("open_ms", "load_ms", "margin_load_ms", "margin_ms", "margin_block_ms")
    figures: dict[str, list[float]] = {name: [] for name in names}
    made: Measured | None = None
    plan: Plan | None = None
    before = memory_mb()
    for _ in range(OPENED):
        if made is not None:
            made.area.close()
            made.area.deleteLater()
            made = plan = None
            QTest.qWait(0)
            gc.collect()
        opening = Watch()
        plan = load(store, *VIEW, worked=AROUND)
        figures["load_ms"].append(opening.ms)
        made = make()
        made.area.resize(*SIZE)
        made.show_plan(plan)
        made.area.show()
        finish(made)
        figures["open_ms"].append(opening.ms)
        beside = Watch()
        plan = widen(store, plan, *AROUND)
        figures["margin_load_ms"].append(beside.ms)
        taking_in = Watch()
        made.show_plan(plan)
        begun = taking_in.ms
        longest = finish(made)
        figures["margin_ms"].append(taking_in.ms)
        figures["margin_block_ms"].append(max(begun, longest))
    assert made is not None
    assert plan is not None
    memory = round(memory_mb() - before, 1)
    opened = {name: spread(took) for name, took in figures.items()}
    return {**opened, "memory_mb": memory, **moves(made), **arriving(store, made, plan)}


def finish(made: Measured) -> float:
    """Paint until everything is taken in and every bar has its words; the longest that anything else had to wait."""
    return Finishing(made.area, lambda: made.finished).wait()


def moves(made: Measured) -> dict[str, Any]:
    """What the user does: scroll, zoom, drag; and painting all."""
    area = made.area
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    left = across.value()

    def scroll(step: int) -> None:
        across.setValue(left + (step * 37) % 1500)
        down.setValue((step * 29) % 3000)

    figures: dict[str, Any] = {"scroll_ms": timed(area, scroll)}
    figures["repaint_ms"] = timed(area, lambda _: area.viewport().update())
    figures["zoom_ms"] = timed(area, made.zoom, 144)
    across.setValue(left)
    down.setValue(0)
    painted(area)
    figures["drag_ms"] = drag(made)
    return figures


def drag(made: Measured) -> TimesMs:
    """A booking is dragged over the rows with the mouse."""
    seen, start = made.area.viewport(), made.grip()
    QTest.mousePress(seen, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(seen, start + QPoint(20, 0))

    def step(number: int) -> None:
        QTest.mouseMove(seen, QPoint(300 + number * 37 % 500, 60 + number * 47 % 700))

    figures = timed(made.area, step)
    QTest.keyClick(made.area, Qt.Key.Key_Escape)
    QTest.mouseRelease(seen, Qt.MouseButton.LeftButton, pos=start)
    return figures


def arriving(store: Store, made: Measured, plan: Plan) -> dict[str, Any]:
    """Hundreds of bookings changed elsewhere: reading them anew, off the window's thread, and showing them."""
    chance = Random(7)
    touched = {("booking", booking.id) for booking in chance.sample(plan.bookings, CHANGED)}
    reading = Watch()
    renew(store, plan, touched)
    renewing = reading.ms
    following = iter(plans(plan, chance, CHANGED, UPDATES * REPEATED))

    def update(_step: int) -> None:
        made.show_plan(next(following))

    return {"updates_ms": timed(made.area, update, UPDATES), "renew_ms": round(renewing, 1)}


def spread(took: Sequence[float]) -> TimesMs:
    """Of few runs: the first one is the slowest in any program."""
    return {"p50": round(statistics.median(took), 1), "p95": round(max(took), 1)}


def memory_mb() -> float:
    return psutil.Process().memory_info().rss / 1024**2


if __name__ == "__main__":
    main()
