"""Whose messages a listener takes, and whose it only overhears because a rule of its own looks at them."""

from collections.abc import Mapping

from devices.sharing import WHOLE, Share, kept_together
from domain.monitoring.telemetry.rows import StateKey
from domain.monitoring.watching import WatchedDevice


class Ears:
    """What a share has to hear; told by the rulebook what its rules look at, asked for every message."""

    def __init__(self, share: Share = WHOLE) -> None:
        self.share = share
        self.overheard: set[str] = set()
        """What keeps together with a device of others that a rule looks at."""
        self._needed = self.overheard

    def begin_anew(self) -> None:
        """The rules are laid anew; until that is done nobody is left out."""
        self._needed = set()

    def need(self, device: str) -> None:
        """A rule looks at this device."""
        if not self.share.owns(device):
            together = kept_together(device)
            self._needed.add(together)
            self.overheard.add(together)

    def settle(self) -> None:
        """The rules are laid."""
        self.overheard = self._needed

    def hear(self, device: str) -> bool:
        """Whether what this device says is of use here."""
        return self.share.owns(device) or kept_together(device) in self.overheard


def own_assets(devices: Mapping[str, WatchedDevice], share: Share) -> dict[str, WatchedDevice]:
    """The devices on assets of a share: all devices of an asset go with the oldest of them, for it has one alert."""
    if share == WHOLE:
        return dict(devices)
    oldest: dict[int | None, str] = {}
    for key, device in sorted(devices.items(), key=_by_age):
        oldest.setdefault(device.asset_id, key)
    owner = {key: key if device.asset_id is None else oldest[device.asset_id] for key, device in devices.items()}
    return {key: device for key, device in devices.items() if share.owns(owner[key])}


def own_states(
    states: Mapping[StateKey, bytes],
    series: Mapping[tuple[str, str], int],
    devices: Mapping[str, WatchedDevice],
    share: Share,
) -> dict[StateKey, bytes]:
    """The stored states of rules that are a share's to go on from, or to forget."""
    if share == WHOLE:
        return dict(states)
    own = own_assets(devices, share)
    ids = {
        key for (device, _), key in series.items() if device in own or (device not in devices and share.owns(device))
    }
    return {key: state for key, state in states.items() if key[1] in ids}


def _by_age(known: tuple[str, WatchedDevice]) -> int:
    return known[1].id
