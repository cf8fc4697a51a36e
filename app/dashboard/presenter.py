"""Loads the figures of the day when something was committed, and those of telemetry every second."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.dashboard.live import Live, since
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.monitoring.telemetry import history
from domain.reporting.today import Today, fleet_health, today

SUBJECTS = ("alert", "order", "booking", "device", "stage")
TICK_MS = 1000
#: Orders grow late as time passes, also when nothing is committed.
TICKS_PER_RELOAD = 30


class DashboardPresenter(QObject):
    """Says what the dashboard is to show; works only while it is looked at."""

    today_loaded = Signal(object)
    """A `Today`."""
    live_loaded = Signal(object)
    """A `Live`, every second."""
    failed = Signal(str)
    """Why there are no figures, as a sentence."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._today = Latest(kit.tasks, self)
        self._asking = False
        self._ticks = 0
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self, interval_ms=500)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._follower.set_visible(visible)
        if not visible:
            self._timer.stop()
            return
        self._ticks = 0
        self.tick()
        self._timer.start()

    @Slot()
    def tick(self) -> None:
        """Ask telemetry; and the business, too, now and then."""
        if self._ticks % TICKS_PER_RELOAD == 0:
            self.reload()
        self._ticks += 1
        if not self._asking:
            self._asking = True
            self._kit.tasks.run(self._ask_live, self._on_live, self._on_live_failed, owner=self)

    def reload(self) -> None:
        """Load the figures of the day."""
        self._today.run(self._ask_today, self._on_today, self._on_failed)

    def _ask_today(self) -> Today:
        now = self._kit.times.now()
        with self._desk.store.read() as session:
            return today(session, now, self._day_end(now))

    def _ask_live(self) -> Live:
        now = self._kit.times.now()
        with self._desk.telemetry.read() as connection:
            return Live(now, fleet_health(connection, now), tuple(history.pulses(connection, since(now))))

    def _day_end(self, now: datetime) -> datetime:
        tomorrow = self._kit.times.local(now) + timedelta(days=1)
        return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)

    def _on_touched(self, _touched: Touched) -> None:
        self.reload()

    def _on_today(self, loaded: Today) -> None:
        self.today_loaded.emit(loaded)

    def _on_live(self, loaded: Live) -> None:
        self._asking = False
        if self._follower.visible:
            self.live_loaded.emit(loaded)

    def _on_live_failed(self, error: Exception) -> None:
        self._asking = False
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))
