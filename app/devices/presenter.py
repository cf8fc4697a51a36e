"""Joins what the business knows of devices with what telemetry hears of them, every second while looked at."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from sqlalchemy import Connection

from app.devices.rows import Heard, Known, Look, fleet_rows, rejected_row, unclaimed_rows
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.assets import queries as assets
from domain.assets.queries import AssetRow
from domain.clock import to_ms
from domain.monitoring import device_queries, service
from domain.monitoring.telemetry import history
from domain.monitoring.telemetry.connections import spans
from domain.monitoring.telemetry.shares import missing_shares, told

SUBJECTS = ("device", "metric", "asset", "site", "customer")
TICK_MS = 1000
CHOICES = 50


@dataclass(frozen=True, slots=True)
class Claimed:
    """A device belongs to an asset now, or (`asset` None) to none any more."""

    device_id: int
    device: str
    asset: AssetRow | None


@dataclass(frozen=True, slots=True)
class Choices:
    """The assets found for `words`; `total` is how many there are, shown or not."""

    words: str
    rows: tuple[AssetRow, ...]
    total: int


class DevicesPresenter(QObject):
    """Says what the three lists hold; claims and releases."""

    fleet_loaded = Signal(object)
    """All `FleetRow`s."""
    unclaimed_loaded = Signal(object)
    """All `UnclaimedRow`s."""
    rejected_loaded = Signal(object)
    """The newest `RejectedRow`s, when there are new ones."""
    counted = Signal(object)
    """How many messages were ever rejected, by reason."""
    untaken = Signal(str)
    """Which shares of the fleet no listener takes; empty where all are taken."""
    looked_at = Signal(object)
    """A `Look` at the device that is chosen."""
    choices_found = Signal(object)
    """`Choices` of assets."""
    claimed = Signal(object)
    """A `Claimed`."""
    refused = Signal(str)
    """Why it could not be done."""
    failed = Signal(str)
    """Why nothing could be loaded."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._known = Known()
        self._counts: dict[str, int] | None = None
        self._watched = ""
        self._asking = False
        self._loading = Latest(kit.tasks, self)
        self._searching = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._follower.set_visible(visible)
        if visible:
            self.reload()
            self._timer.start()
        else:
            self._timer.stop()

    def watch(self, device: str) -> None:
        """Tell how this device stands from now on; of none for an empty key."""
        self._watched = device
        if device:
            self.tick()

    def reload(self) -> None:
        """Load what the business knows."""
        self._loading.run(self._ask_business, self._on_known, self._on_failed)

    @Slot()
    def tick(self) -> None:
        """Ask telemetry."""
        if not self._asking:
            self._asking = True
            work = partial(self._ask_telemetry, self._counts, self._watched)
            self._kit.tasks.run(work, self._on_heard, self._on_tick_failed, owner=self)

    def search_assets(self, words: str) -> None:
        """Find assets to choose from."""
        self._searching.run(partial(self._ask_assets, words), self._on_choices, self._on_refused)

    def claim(self, device_id: int, device: str, asset_id: int) -> None:
        """Let the device belong to the asset."""
        work = partial(self._do_claim, device_id, device, asset_id)
        self._kit.tasks.run(work, self._on_done, self._on_refused, owner=self)

    def release(self, device_id: int, device: str) -> None:
        """Take the device off its asset."""
        work = partial(self._do_release, device_id, device)
        self._kit.tasks.run(work, self._on_done, self._on_refused, owner=self)

    def _ask_business(self) -> Known:
        with self._desk.store.read() as session:
            return Known(tuple(device_queries.fleet(session)), tuple(device_queries.unclaimed(session)))

    def _ask_telemetry(self, counts: dict[str, int] | None, watched: str) -> Heard:
        with self._desk.telemetry.read() as connection:
            now_counted = history.rejected_counts(connection)
            new = None if now_counted == counts else history.rejected_messages(connection)
            return Heard(
                presences={each.device: each for each in history.presences(connection)},
                counts=now_counted,
                rejected=None if new is None else tuple(map(rejected_row, new)),
                look=_look(connection, watched),
                untaken=told(missing_shares(connection, to_ms(self._kit.times.now()))),
            )

    def _ask_assets(self, words: str) -> Choices:
        with self._desk.store.read() as session:
            rows = tuple(assets.search(session, words, limit=CHOICES))
            return Choices(words, rows, assets.count_found(session, words))

    def _do_claim(self, device_id: int, device: str, asset_id: int) -> Claimed:
        self._desk.do(service.claim, device_id, asset_id)
        with self._desk.store.read() as session:
            return Claimed(device_id, device, assets.row(session, asset_id))

    def _do_release(self, device_id: int, device: str) -> Claimed:
        self._desk.do(service.release, device_id)
        return Claimed(device_id, device, None)

    def _on_touched(self, _touched: Touched) -> None:
        self.reload()

    def _on_known(self, known: Known) -> None:
        self._known = known
        self.tick()

    def _on_heard(self, heard: Heard) -> None:
        self._asking = False
        now = self._kit.times.now()
        self.fleet_loaded.emit(fleet_rows(self._known.fleet, heard.presences, now))
        self.unclaimed_loaded.emit(unclaimed_rows(self._known.unclaimed, heard.presences, now))
        self.looked_at.emit(heard.look)
        self.untaken.emit(heard.untaken)
        if heard.rejected is not None:
            self._counts = dict(heard.counts)
            self.counted.emit(self._counts)
            self.rejected_loaded.emit(heard.rejected)

    def _on_choices(self, choices: Choices) -> None:
        self.choices_found.emit(choices)

    def _on_done(self, claimed: Claimed) -> None:
        self.claimed.emit(claimed)

    def _on_refused(self, error: Exception) -> None:
        self.refused.emit(str(error))

    def _on_tick_failed(self, error: Exception) -> None:
        self._asking = False
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))


def _look(connection: Connection, device: str) -> Look:
    if not device:
        return Look()
    return Look(device, tuple(history.latest(connection, device)), tuple(spans(connection, device)))
