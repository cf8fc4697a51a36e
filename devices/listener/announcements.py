"""What devices tell of themselves, told to the business a few at a time, and only when it is news."""

from collections.abc import Iterable, Sequence

from devices.dialects.dialect import Announced
from domain.monitoring.announcing import AnnouncedDevice, AnnouncedMetric

AT_ONCE = 20
MOST_WAITING = 2_000
MOST_TOLD = 50_000


class Announcements:
    """Gathers what is to be told; `overlooked` counts what came when too much waited, and comes with the next birth."""

    def __init__(self) -> None:
        self.overlooked = 0
        self._waiting: dict[str, AnnouncedDevice] = {}
        self._told: dict[str, int] = {}

    def take(self, announced: Iterable[AnnouncedDevice]) -> None:
        """Remember what the business does not know yet."""
        for device in announced:
            if self._told.get(device.key) == hash(device) and device.key not in self._waiting:
                continue
            if device.key in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[device.key] = device
            else:
                self.overlooked += 1

    def next(self) -> Sequence[AnnouncedDevice]:
        """Some of what is to be told now, gateways first."""
        chosen = sorted(self._waiting.values(), key=_gateways_first)
        return chosen[:AT_ONCE]

    def told(self, devices: Iterable[AnnouncedDevice]) -> None:
        """The business knows these now."""
        for device in devices:
            if self._waiting.get(device.key) == device:
                del self._waiting[device.key]
            self._told[device.key] = hash(device)
        while len(self._told) > MOST_TOLD:
            del self._told[next(iter(self._told))]


def device_of(dialect: str, said: Announced) -> AnnouncedDevice:
    """What a device says, in the words of the business."""
    return AnnouncedDevice(
        said.device,
        dialect,
        said.name,
        said.maker,
        said.model,
        said.through,
        tuple(AnnouncedMetric(metric.name, metric.label, metric.unit) for metric in said.metrics),
        said.commands,
    )


def _gateways_first(device: AnnouncedDevice) -> tuple[bool, str]:
    return device.through is not None, device.key
