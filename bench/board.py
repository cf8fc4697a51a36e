"""How fast the dispatch board opens, scrolls, zooms, drags and takes in changes, without a screen."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.dispatch.board.board import BoardView
from app.shared.theme import Look, Theme
from app.shared.times import Times
from domain.clock import FixedClock
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.needs import Need
from domain.words import Priority

NOW = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)
SKILLS = ("Refrigeration", "Hydraulics", "High voltage", "Lifts", "Gas", "Controls")
STEPS = 150


def technicians(count: int, days: int, chance: random.Random) -> list[BoardTechnician]:
    """Technicians in teams of twelve who work from 8 to 16:30 on weekdays."""
    first = datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=2)
    shifts = [first + timedelta(days=day) for day in range(days + 2)]
    working = tuple((d + timedelta(hours=8), d + timedelta(hours=16.5)) for d in shifts if d.weekday() < 5)
    return [
        BoardTechnician(i, f"Technician {i}", f"Team {i // 12:02}", frozenset(chance.sample(SKILLS, 2)), working)
        for i in range(1, count + 1)
    ]


def bookings(people: list[BoardTechnician], count: int, days: int, chance: random.Random) -> list[BoardBooking]:
    """Bookings spread evenly over the technicians, end to end through their days."""
    made: list[BoardBooking] = []
    per_day = max(1, round(count / len(people) / days))
    length = timedelta(minutes=int(510 / per_day) // 15 * 15)
    for number in range(count):
        person = people[number % len(people)]
        slot = number // len(people)
        start = datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(days=slot // per_day) + length * (slot % per_day)
        made.append(
            BoardBooking(
                id=number + 1,
                version=1,
                technician_id=person.id,
                order_id=number + 1,
                number=f"SO-{10000 + number}",
                title="Supply temperature too high",
                customer=f"Customer {number % 25}",
                site=f"Site {number % 60}",
                asset=f"Chiller {number % 400}",
                priority=chance.choice(list(Priority)),
                stage="Planned",
                start=start,
                finish=start + length,
                from_alert=number % 5 == 0,
                need=Need(frozenset({chance.choice(SKILLS)}), start + timedelta(hours=chance.randint(1, 60))),
            )
        )
    return made


def timed(board: BoardView, action: Callable[[int], object], times: int = STEPS) -> dict[str, float]:
    """Milliseconds of the action with all painting that it causes, painted at once instead of at the next frame."""
    took = []
    for step in range(times):
        begun = time.perf_counter()
        action(step)
        QCoreApplication.sendEvent(board, QEvent(QEvent.Type.UpdateRequest))
        took.append((time.perf_counter() - begun) * 1000)
        QTest.qWait(0)
    cuts = statistics.quantiles(took, n=100)
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "p99": round(cuts[98], 2)}


def measure(people_count: int, booking_count: int, days: int, theme: Theme) -> dict[str, object]:
    """All figures of one size."""
    chance = random.Random(7)
    people = technicians(people_count, days, chance)
    plan = bookings(people, booking_count, days, chance)
    before = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    board = BoardView(theme, Times(FixedClock(NOW), UTC))
    board.resize(1600, 1000)
    board.set_plan(people, plan)
    board.show()
    QTest.qWaitForWindowExposed(board)
    board.go_to_day(NOW)
    opened = (time.perf_counter() - begun) * 1000
    across, down = board.horizontalScrollBar(), board.verticalScrollBar()
    left = across.value()

    def scroll(step: int) -> None:
        across.setValue(left + (step * 37) % 1500)
        down.setValue((step * 29) % 3000)

    figures: dict[str, object] = {"open_ms": round(opened, 1), "scroll_ms": timed(board, scroll)}
    figures["repaint_ms"] = timed(board, lambda _: board.viewport().update())
    figures["zoom_ms"] = timed(board, lambda step: board.zoom(1.23 if step % 12 < 6 else 0.82), 96)
    down.setValue(0)
    board.go_to_day(NOW)
    figures["drag_ms"] = _drag(board)

    def update(step: int) -> None:
        chosen = {chance.randrange(len(plan)) for _ in range(50)}
        changed = [replace(b, version=step + 2) if i in chosen else b for i, b in enumerate(plan)]
        board.set_plan(people, changed, fade=False)

    figures["updates_ms"] = timed(board, update, 40)
    figures["memory_mb"] = round((psutil.Process().memory_info().rss - before) / 1e6, 1)
    board.close()
    board.deleteLater()
    return figures


def _drag(board: BoardView) -> dict[str, float]:
    """A booking is dragged over the rows with the mouse."""
    rect = next(
        board.scene.rect(row, bar)
        for row in board.scene.rows.rows
        for bar in row.bars
        if 300 < board.scene.rect(row, bar).center().x() < 900
    )
    seen = board.viewport()
    start = rect.center().toPoint()
    QTest.mousePress(seen, Qt.MouseButton.LeftButton, pos=start)

    def step(number: int) -> None:
        QTest.mouseMove(seen, QPoint(300 + number * 37 % 500, 60 + number * 47 % 700))

    figures = timed(board, step)
    QTest.keyClick(board, Qt.Key.Key_Escape)
    QTest.mouseRelease(seen, Qt.MouseButton.LeftButton, pos=start)
    return figures


def run() -> dict[str, object]:
    """The figures for three sizes, in milliseconds and megabytes."""
    application = QApplication.instance() or QApplication([])  # noqa: TID251 - a bench may run in a console
    assert isinstance(application, QApplication)
    theme = Theme(application, Look.LIGHT)
    sizes = ((12, 300, 7), (200, 10_000, 14), (2_000, 100_000, 14))
    return {f"{people}x{count}": measure(people, count, days, theme) for people, count, days in sizes}


if __name__ == "__main__":
    print(run())
