"""Devices and metrics that publish and are not known yet: told to the business a few at a time.

Somebody who publishes under ever new names must not fill the list: only so many new names are taken per minute, the
rest is counted and looked at again in the next. Their readings are kept all the same.
"""

from collections.abc import Iterable, Mapping

from devices.listener.series import ANYTHING, Series
from devices.sharing import WHOLE, Share
from domain.monitoring.watching import WatchedDevice

DEVICES_PER_MINUTE = 120
METRICS_PER_MINUTE = 3_000
AT_ONCE = 40
MINUTE_MS = 60_000


class Discovery:
    """Gathers what is not known of our share; `overlooked` counts the names beyond the measure of a minute."""

    def __init__(self, share: Share = WHOLE) -> None:
        self.overlooked = 0
        self._share = share
        self._waiting: dict[str, set[str]] = {}
        self._minute = 0
        self._devices = 0
        self._metrics = 0

    def look(self, series: Series, known: Mapping[str, WatchedDevice], now: int) -> None:
        """A series came into memory: remember it if the business does not know it."""
        present = known.get(series.device)
        if series.metric == ANYTHING or (present is not None and series.metric in present.metrics):
            return
        if not self._share.owns(series.device):
            return
        if now - self._minute >= MINUTE_MS:
            self._minute, self._devices, self._metrics = now, 0, 0
        fresh = present is None and series.device not in self._waiting
        if self._metrics >= METRICS_PER_MINUTE or (fresh and self._devices >= DEVICES_PER_MINUTE):
            self.overlooked += 1
            return
        self._metrics += 1
        self._devices += fresh
        self._waiting.setdefault(series.device, set()).add(series.metric)

    def look_again(self, table: Iterable[Series], known: Mapping[str, WatchedDevice], now: int) -> None:
        """A minute later: look at what was too much in the last."""
        if self.overlooked and now - self._minute >= MINUTE_MS:
            self.overlooked = 0
            for series in table:
                self.look(series, known, now)

    def next(self) -> dict[str, frozenset[str]]:
        """Some of what is to be told now."""
        chosen = sorted(self._waiting)[:AT_ONCE]
        return {device: frozenset(self._waiting[device]) for device in chosen}

    def told(self, seen: Mapping[str, frozenset[str]]) -> None:
        """The business knows these now."""
        for device, metrics in seen.items():
            left = self._waiting.pop(device, set()) - metrics
            if left:
                self._waiting[device] = left
