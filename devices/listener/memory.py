"""Brings series into memory: their ids, their newest readings, and the rules on them."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext

from devices.listener.discovery import Discovery
from devices.listener.rulebook import Rulebook
from devices.listener.series import ANYTHING, Series, SeriesTable
from domain.monitoring.telemetry.history import Presence
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.monitoring.watching import Watch
from domain.store.mass import lasting

_SAME_CLOCK_MS = 5_000
#: From so many series on it is worth while to care about the garbage collector.
MANY = 1_000


class Memory:
    """The series in memory with the rules laid over them; `presences` says when devices were heard in earlier runs."""

    def __init__(
        self, writer: TelemetryWriter, book: Rulebook, discovery: Discovery, presences: Iterable[Presence]
    ) -> None:
        self.table = SeriesTable()
        self._writer = writer
        self._book = book
        self._discovery = discovery
        known = list(presences)
        self._heard = {presence.device: presence.last_at for presence in known}
        self._never_heard = {presence.device for presence in known if not presence.messages}
        self._ids: dict[str, dict[str, int]] = {}
        for (device, metric), key in writer.series_ids(()).items():
            self._ids.setdefault(device, {})[metric] = key

    def load_watched(self, now: int) -> None:
        """Bring in all series that some rule watches, so that time can bring their rules further.

        What files alone tell of, and no message yet, is no device that may have fallen silent.
        """
        wanted = self._book.wanted(self._ids)
        lacking = self.table.lacking(name for name in wanted if name[0] in self._ids and self._is_heard(*name))
        with lasting() if len(lacking) >= MANY else nullcontext():
            self.load(lacking, now)
        self._book.settle()

    def load(self, names: Iterable[tuple[str, str]], now: int) -> None:
        """Bring in those series of `names` that are not there yet."""
        lacking = self.table.lacking(names)
        if not lacking:
            return
        devices = {device for device, _ in lacking}
        whole = {(device, ANYTHING) for device in devices if self._book.watches_whole(device)}
        lacking |= self.table.lacking(whole)
        ids = self._writer.series_ids(lacking)
        for device, metric in lacking:
            self._ids.setdefault(device, {})[metric] = ids[device, metric]
        newest = self._writer.newest_of({key for device in devices for key in self._ids[device].values()})
        for device, metric in sorted(lacking):
            series = self._series(device, metric, newest)
            self.table.add(series)
            self._book.adopt(series)
            self._discovery.look(series, self._book.devices, now)

    def replace(self, watch: Watch, now: int) -> None:
        """The business has changed."""
        self._book.replace(watch, self.table)
        self.load_watched(now)

    def _is_heard(self, device: str, metric: str) -> bool:
        return device not in self._never_heard and (metric == ANYTHING or metric in self._ids[device])

    def _series(self, device: str, metric: str, newest: Mapping[int, int]) -> Series:
        """The series, where its own newest reading and that of its device are known from the store.

        Clocks of devices may differ from ours, and how far tells when the device was heard last.
        """
        key = self._ids[device][metric]
        of_device = max(newest.get(each, 0) for each in self._ids[device].values())
        at = of_device if metric == ANYTHING else newest.get(key, 0)
        behind = self._heard.get(device, of_device) - of_device
        return Series(key, device, metric, at, at if abs(behind) <= _SAME_CLOCK_MS else at + behind)
