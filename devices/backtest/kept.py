"""A source that is asked again and again, by several threads, such as by somebody who moves a limit."""

from collections.abc import Sequence
from threading import Lock

from devices.backtest.readings import Readings
from devices.backtest.source import Period, Source
from devices.backtest.surroundings import Surroundings
from devices.engine.building import Slot

MOST_BYTES = 400_000_000


class Kept:
    """Keeps what was read in memory up to so many bytes; what came first stays, since all is asked for in turn."""

    def __init__(self, source: Source, most_bytes: int = MOST_BYTES) -> None:
        self._source = source
        self._left = most_bytes
        self._readings: dict[tuple[str, Slot], Readings] = {}
        self._troubles: dict[tuple[str, str | None], list[int]] = {}
        self._lock = Lock()

    @property
    def assets(self) -> Sequence[str]:
        """The assets, by name."""
        return self._source.assets

    @property
    def period(self) -> Period:
        """From the first reading to after the last."""
        with self._lock:
            return self._source.period

    @property
    def surroundings(self) -> Surroundings:
        """What else decides on what follows from alerts."""
        return self._source.surroundings

    def limits(self, asset: str) -> dict[str, float]:
        """The limits that the asset has for itself."""
        return self._source.limits(asset)

    def readings(self, asset: str, slot: Slot) -> Readings:
        """The readings of one slot."""
        with self._lock:
            kept = self._readings.get((asset, slot))
            if kept is None:
                kept = self._source.readings(asset, slot)
                if self._left >= kept.size:
                    self._left -= kept.size
                    self._readings[asset, slot] = kept
        return kept

    def troubles(self, asset: str, kind: str | None) -> list[int]:
        """When the asset failed."""
        with self._lock:
            if (asset, kind) not in self._troubles:
                self._troubles[asset, kind] = self._source.troubles(asset, kind)
            return self._troubles[asset, kind]
