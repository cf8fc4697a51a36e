"""On which series a rule looks: those of the asset itself, of what it is a part of, and of its sisters."""

from collections.abc import Iterator, Mapping

from devices.engine.building import From, Slot
from devices.listener.series import ANYTHING
from domain.monitoring.watching import WatchedDevice

Name = tuple[str, str]
"""Device and metric."""


class Neighbours:
    """The known devices, by what they are fixed to."""

    def __init__(self, devices: Mapping[str, WatchedDevice]) -> None:
        self._of_asset: dict[int, list[WatchedDevice]] = {}
        self._sisters: dict[tuple[int | None, int | None], list[WatchedDevice]] = {}
        for device in sorted(devices.values(), key=lambda each: each.key):
            if device.asset_id is not None:
                self._of_asset.setdefault(device.asset_id, []).append(device)
                self._sisters.setdefault((device.asset_model_id, device.site_id), []).append(device)

    def names(self, slot: Slot, device: WatchedDevice) -> tuple[Name, ...]:
        """The series of a slot for a rule that is led by a series of `device`."""
        if slot.metric is None:
            return ((device.key, ANYTHING),)
        if slot.source is From.SISTERS:
            return tuple(self._of_sisters(slot.metric, device))
        own = slot.source is From.OWN
        asset_id = device.asset_id if own else device.parent_id
        others = [] if asset_id is None else self._of_asset.get(asset_id, [])
        beside = [device, *others] if own else others
        expected = ((device.key, slot.metric),) if own else ()
        return next((((each.key, slot.metric),) for each in beside if slot.metric in each.metrics), expected)

    def _of_sisters(self, metric: str, device: WatchedDevice) -> Iterator[Name]:
        for sister in self._sisters.get((device.asset_model_id, device.site_id), ()):
            if sister.asset_id != device.asset_id and metric in sister.metrics:
                yield sister.key, metric
