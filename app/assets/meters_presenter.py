"""Loads the meters of the asset that is looked at, what was read from one of them, and which services go by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.meters.queries import MeterRow, ReadingRow, meters_of_asset, readings_of_meter
from domain.monitoring.meter_feed import Fallen, fallen_meters
from domain.visits.meter_services import MeterService, services_by_meter

SUBJECTS = ("meter", "meter reading", "visit plan", "visit", "agreement", "agreement line", "order")


@dataclass(frozen=True, slots=True)
class MeterLine:
    """A meter, and the service that is due first by it."""

    meter: MeterRow
    service: MeterService | None

    @property
    def id(self) -> int:
        """That of the meter."""
        return self.meter.id


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What was read from a meter, in its unit."""

    reading: ReadingRow
    unit: str

    @property
    def id(self) -> int:
        """That of the reading."""
        return self.reading.id


@dataclass(frozen=True, slots=True)
class Meters:
    """The meters of an asset, what was read from the one that is chosen, and what devices show that cannot be."""

    asset_id: int
    lines: tuple[MeterLine, ...]
    chosen: MeterLine | None
    readings: tuple[ReadingLine, ...]
    fallen: tuple[Fallen, ...] = ()

    def fallen_of(self, meter_id: int) -> Fallen | None:
        """What the device of a meter shows, where that is less than was read."""
        return next((each for each in self.fallen if each.meter_id == meter_id), None)


class MetersPresenter(QObject):
    """Reads for nobody while the tab is not in front."""

    loaded = Signal(object)
    """`Meters`."""
    failed = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._asset_id: int | None = None
        self._meter_id: int | None = None
        self._visible = False
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._visible = visible
        self._follower.set_visible(visible)
        self._load()

    def look_at(self, asset_id: int | None) -> None:
        """Another asset, or the same one anew."""
        if asset_id != self._asset_id:
            self._asset_id, self._meter_id = asset_id, None
        self._load()

    @Slot(int)
    def choose(self, meter_id: int) -> None:
        """Show what was read from a meter."""
        if meter_id != self._meter_id:
            self._meter_id = meter_id
            self._load()

    def _load(self) -> None:
        self._loading.drop()
        if self._visible and self._asset_id is not None:
            work = partial(self._read, self._asset_id, self._meter_id)
            self._loading.run(work, self.loaded.emit, self._on_failed)

    def _read(self, asset_id: int, meter_id: int | None) -> Meters:
        today = self._kit.times.local(self._kit.times.now()).date()
        with self._desk.store.read() as session:
            rows = meters_of_asset(session, asset_id)
            services: dict[int, MeterService] = {}
            for service in services_by_meter(session, asset_id, today):
                services.setdefault(service.meter_id, service)
            lines = tuple(MeterLine(row, services.get(row.id)) for row in rows)
            chosen = _chosen(lines, meter_id)
            readings = [] if chosen is None else readings_of_meter(session, chosen.id)
        unit = "" if chosen is None else chosen.meter.draft.unit
        fallen = fallen_meters(self._desk.store, self._desk.telemetry, asset_id)
        told = tuple(ReadingLine(each, unit) for each in readings)
        return Meters(asset_id, lines, chosen, told, tuple(fallen))

    def _on_touched(self, _touched: Touched) -> None:
        self._load()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))


def _chosen(lines: Sequence[MeterLine], meter_id: int | None) -> MeterLine | None:
    """The one somebody has chosen, else the first that was read."""
    ranked = sorted(lines, key=lambda line: (line.id != meter_id, line.meter.read_at is None))
    return next(iter(ranked), None)
