"""Whose messages a listener takes, and whose it only overhears because a rule of its own looks at them."""

from collections.abc import Mapping

from devices.dialects.books import Dialects, Said
from devices.dialects.speakers import speaker
from devices.listener.waiting import Item, Oversized
from devices.messages import Reading
from devices.sharing import WHOLE, Share, kept_together
from domain.monitoring.telemetry.rows import StateKey
from domain.monitoring.watching import WatchedDevice

_OWN = "callout/"
_LEVELS_BEFORE_NAME = 2


class Ears:
    """What a share has to hear; told by the rulebook what its rules look at, asked for every message."""

    def __init__(self, share: Share = WHOLE, dialects: Dialects | None = None) -> None:
        self.share = share
        self._dialects = dialects or Dialects()
        self.overheard: set[str] = set()
        """What keeps together with a device of others that a rule looks at."""
        self._needed = self.overheard
        self._fresh = False

    def begin_anew(self) -> None:
        """The rules are laid anew; until that is done nobody is left out."""
        self._needed = set()

    def need(self, device: str) -> None:
        """A rule looks at this device."""
        if not self.share.owns(device):
            together = kept_together(device)
            self._needed.add(together)
            self._fresh = self._fresh or together not in self.overheard
            self.overheard.add(together)

    def settle(self) -> None:
        """The rules are laid."""
        self.overheard = self._needed

    def newly_overheard(self) -> bool:
        """Whether somebody is overheard whom we did not listen to before; asked once each."""
        fresh, self._fresh = self._fresh, False
        return fresh

    def hear(self, device: str) -> bool:
        """Whether what this device says is of use here."""
        return self.share.owns(device) or kept_together(device) in self.overheard

    def wants(self, item: Item) -> bool:
        """Whether a message is of use here, as far as its topic tells."""
        name = self._speaker(item.received.topic if isinstance(item, Oversized) else item.topic)
        return not name or self.hear(name)

    def owns(self, topic: str) -> bool:
        """Whether it is for us to tell what is wrong with a message, and who was heard by it."""
        return self.share.of == 1 or self.share.owns(self._speaker(topic) or topic)

    def heard(self, readings: list[Reading]) -> list[Reading]:
        """Of the readings of a message those that are of use here."""
        return readings if self.share.of == 1 else [each for each in readings if self.hear(each.device)]

    def sift(self, said: Said, topic: str) -> None:
        """Leave of what a message of another format says what is ours."""
        if self.share.of == 1:
            return
        decoded, owns, of = said.decoded, self.share.owns, self._speaker
        decoded.readings = self.heard(decoded.readings)
        decoded.statuses = [each for each in decoded.statuses if owns(each.device)]
        decoded.announced = [each for each in decoded.announced if owns(each.device)]
        decoded.outgoing = [each for each in decoded.outgoing if not of(each.topic) or owns(of(each.topic))]
        if not self.owns(topic):
            decoded.rejected = []
            if of(topic):
                decoded.learned = {}

    def _speaker(self, topic: str) -> str:
        """Who speaks, by the topic; empty where only the message tells."""
        if topic.startswith(_OWN):
            levels = topic.split("/", _LEVELS_BEFORE_NAME + 1)
            return levels[_LEVELS_BEFORE_NAME] if len(levels) > _LEVELS_BEFORE_NAME else ""
        return speaker(self._dialects.taker(topic), topic)


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
