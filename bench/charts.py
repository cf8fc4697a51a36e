"""How soon a chart shows a year of one metric, and how fluently it is moved and zoomed."""

import statistics
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from math import sin
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from sqlalchemy import insert

from app.assets.charts.canvas import ChartCanvas
from app.assets.charts.presenter import ChartPresenter
from app.assets.charts.values import Line, Loaded
from app.assets.charts.window import Window
from app.commands.screen import application
from app.shared.changes import Changes
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.memory import Memory
from app.shared.tasks import Tasks
from app.shared.theme import Look, Theme
from app.shared.times import Times
from bench.databases import DATABASES, empty
from domain.clock import FixedClock, to_ms
from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.rollups import DAY, HOUR, MINUTE
from domain.monitoring.telemetry.store import Telemetry
from domain.reporting.asset_charts import ChartMetric
from domain.store.files import FileStore
from domain.store.store import Store

DAYS = 365
OPENED, MOVED = 5, 40
SIZE = (1600, 700)
NOW = datetime(2026, 3, 2, tzinfo=UTC)
METRIC = ChartMetric(1, "chl-0001", "flow", "Flow", "l/s")
ROWS_AT_ONCE = 20_000


class Screen(QObject):
    """A chart with what fills it, and how long each answer took."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self.canvas = ChartCanvas(kit)
        self.presenter = ChartPresenter(kit, desk, self)
        self._waiting = QEventLoop()
        self.presenter.loaded.connect(self._on_loaded)
        self.canvas.resize(*SIZE)
        self.canvas.show()
        self.presenter.set_visible(True)
        self.presenter.choose((Line(0, METRIC, METRIC.label),), ())

    def open_ms(self, window: Window) -> float:
        """Until a window of which nothing is loaded is drawn."""
        begun = time.perf_counter()
        self.canvas.show_window(window)
        self.presenter.show(window, self.canvas.pixels)
        self._waiting.exec()
        return (time.perf_counter() - begun) * 1000

    def move_ms(self, key: Qt.Key) -> float:
        """Until a step by key is drawn with what is loaded already."""
        begun = time.perf_counter()
        QTest.keyClick(self.canvas, key)
        self.canvas.viewport().repaint()
        return (time.perf_counter() - begun) * 1000

    def _on_loaded(self, loaded: Loaded) -> None:
        self.canvas.show_loaded(loaded)
        self.canvas.viewport().repaint()
        self._waiting.quit()


def run() -> dict[str, Any]:
    """For each database what `measure` tells, of a year with a reading a minute."""
    figures: dict[str, Any] = {}
    theme = Theme(application(headless=True), Look.LIGHT)
    for database in DATABASES:
        with empty(database) as (url, folder):
            figures[database] = None if url is None else measure(url, folder, theme, DAYS)
    return figures


def measure(url: str, folder: Path, theme: Theme, days: int) -> dict[str, Any]:
    """`open_ms` of so many days, first and median, `zoom_ms` into one of them, `move_ms` with keys."""
    with _desk(url, folder) as desk:
        fill(desk.telemetry, days)
        now = to_ms(NOW)
        with _kit(theme) as kit:
            opened = [_opened(kit, desk, Window(now - days * DAY, now)) for _ in range(OPENED)]
            screen = Screen(kit, desk)
            screen.open_ms(Window(now - days * DAY, now))
            zoomed = screen.open_ms(Window(now - DAY, now))
            keys = (Qt.Key.Key_Left, Qt.Key.Key_Right)
            moved = [screen.move_ms(keys[step % 2]) for step in range(MOVED)]
            screen.canvas.close()
    return {
        "days": days,
        "first_open_ms": opened[0],
        "open_ms": statistics.median(opened),
        "zoom_ms": zoomed,
        "move_ms": statistics.median(moved),
        "longest_move_ms": max(moved),
    }


def fill(telemetry: Telemetry, days: int) -> None:
    """Keep the roll-ups of a reading a minute."""
    last, first = to_ms(NOW), to_ms(NOW) - days * DAY
    widths = {schema.rollup_minute: MINUTE, schema.rollup_hour: HOUR, schema.rollup_day: DAY}
    with telemetry.write() as connection:
        series = {"id": 1, "device": METRIC.device, "metric": METRIC.name}
        connection.execute(insert(schema.series), series)
        for table, width in widths.items():
            moments = range(first, last, width)
            for begin in range(0, len(moments), ROWS_AT_ONCE):
                rows = [_bucket(at, width) for at in moments[begin : begin + ROWS_AT_ONCE]]
                connection.execute(insert(table), rows)


def _bucket(at: int, width: int) -> dict[str, Any]:
    count = width // MINUTE
    value = 20.0 + 5.0 * sin(at / DAY) + at // MINUTE % 7
    figures = {"min": value - 1, "max": value + 1, "sum": value * count, "count": count, "last": value}
    return {"series_id": 1, "at": at, **figures}


def _opened(kit: Kit, desk: Desk, window: Window) -> float:
    screen = Screen(kit, desk)
    took = screen.open_ms(window)
    screen.canvas.close()
    return took


@contextmanager
def _desk(url: str, folder: Path) -> Iterator[Desk]:
    with closing(Store.open(url)) as store, closing(Telemetry.open(url)) as telemetry:
        yield Desk(store, telemetry, "bench", FileStore(folder / "files"))


@contextmanager
def _kit(theme: Theme) -> Iterator[Kit]:
    with closing(Tasks()) as tasks:
        yield Kit(theme, tasks, Changes(), Memory(), Times(FixedClock(NOW), UTC))
