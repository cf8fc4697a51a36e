"""A demo without a screen: runs for a while, takes a picture of every page, sums up what happened."""

import json
import statistics
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from sqlalchemy import select

from app.commands.console import Console
from app.commands.stage import Stage
from app.commands.stopwatch import Stopwatch
from app.dispatch.view import DispatchPage
from app.dispatch.waiting.model import ORDER
from app.shared.desk import Desk
from app.shared.links import Link
from app.shell.window import Window
from domain.errors import Unavailable
from domain.language import tr
from domain.monitoring.model import Alert
from domain.monitoring.telemetry.history import readings_stored
from domain.monitoring.watching import watch

SIZE = QSize(1600, 1000)
SETTLE_MS = 1200
DRAIN_MS = 15_000
#: In which order a person would look; the board stays in front while the time runs.
PICTURED = ("dashboard", "orders", "dispatch", "alerts", "assets", "devices")


class Headless:
    """One run, whose pictures and `summary.json` end up in `out`; `stored_before` readings were there before it."""

    def __init__(self, console: Console, window: Window, stage: Stage, stored_before: int, out: Path) -> None:
        self._console = console
        self._window = window
        self._stage = stage
        self._out = out
        self._stored_before = stored_before
        board = window.places.pages["dispatch"]
        assert isinstance(board, DispatchPage)
        with console.desk.store.read() as session:
            rules = watch(session).rules
        waiting = WaitingProbe(board)
        self._stopwatch = Stopwatch(console.changes, waiting.viewport, waiting.order_ids, rules, console)

    def run(self, seconds: int) -> None:
        """Let `seconds` pass, then take the pictures and write the summary. Raises Unavailable."""
        try:
            self._out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(tr("{folder} cannot be written to: {why}", folder=self._out, why=error)) from error
        self._window.resize(SIZE)
        self._window.go(Link("dispatch"))
        _wait(seconds * 1000)
        self._stopwatch.look_away()
        self._take_pictures()
        published = self._stage.stop_fleet()
        self._write_summary(published, self._drained())

    def _take_pictures(self) -> None:
        records = self._records()
        for key in PICTURED:
            self._window.go(Link(key, records.get(key)))
            _wait(SETTLE_MS)
            self._window.grab().save(str(self._out / f"{key}.png"))

    def _records(self) -> dict[str, int]:
        """The newest of what was raised, so that the pictures show one story."""
        with self._console.desk.store.read() as session:
            alert = session.scalar(select(Alert).where(Alert.order_id.is_not(None)).order_by(Alert.id.desc()).limit(1))
            if alert is None or alert.order_id is None:
                return {}
            return {"alerts": alert.id, "orders": alert.order_id, "assets": alert.asset_id, "devices": alert.device_id}

    def _stored(self) -> int:
        return count_readings(self._console.desk)

    def _drained(self) -> int:
        """How many readings were stored in this run, after the listener has caught up."""
        before, now, waited = -1, self._stored(), 0
        while now != before and waited < DRAIN_MS:
            _wait(1000)
            waited += 1000
            before, now = now, self._stored()
        return now - self._stored_before

    def _write_summary(self, published: int, stored: int) -> None:
        summary = {
            "messages_published": published,
            "readings_stored": stored,
            "alerts_raised": len(self._stopwatch.alerts),
            "orders_raised": len(self._stopwatch.orders),
            "publish_to_order_ms": figures(self._stopwatch.to_order_ms),
            "publish_to_screen_ms": figures(self._stopwatch.to_screen_ms),
        }
        (self._out / "summary.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")


class WaitingProbe:
    """The list of waiting orders on the board, as far as the stopwatch wants it."""

    def __init__(self, board: DispatchPage) -> None:
        self._list = board.unassigned.list
        self.viewport = self._list.viewport()

    def order_ids(self) -> set[int]:
        """The orders that the list shows."""
        model = self._list.model()
        return {model.index(row, 0).data(ORDER).id for row in range(model.rowCount())}


def count_readings(desk: Desk) -> int:
    """How many readings are stored."""
    with desk.telemetry.read() as connection:
        return readings_stored(connection)


def figures(values: list[float]) -> dict[str, float]:
    """Median, 99th percentile and count; nothing measured is all zero."""
    if not values:
        return {"p50": 0.0, "p99": 0.0, "count": 0}
    ordered = sorted(values)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1) + 0.5))]
    return {"p50": round(statistics.median(ordered), 1), "p99": round(p99, 1), "count": len(ordered)}


def _wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
