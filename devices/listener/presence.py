"""Which devices were heard since the last look, when they came and went, and what their clocks show."""

from collections import deque
from collections.abc import Iterable
from statistics import median_low

from domain.monitoring.telemetry import history
from domain.monitoring.telemetry.rows import ConnectionRow, PresenceRow

#: So many comparisons of clocks are remembered of a device, no more than one each second.
COMPARISONS = 15
_APART_MS = 1_000


class Heard:
    """What was heard of one device; `fresh` says whether that is not written yet."""

    __slots__ = ("at", "behind", "compared", "fresh", "messages", "online")

    def __init__(self, online: bool | None = None) -> None:
        self.at = 0
        self.messages = 0
        self.online = online
        self.fresh = False
        self.compared = 0
        self.behind: deque[int] | None = None

    def compare(self, at: int, own: int) -> None:
        """A message of `at` by our clock had the time `own` by that of the device."""
        if at - self.compared >= _APART_MS:
            self.compared = at
            if self.behind is None:
                self.behind = deque(maxlen=COMPARISONS)
            self.behind.append(at - own)

    @property
    def clock(self) -> int | None:
        """How many ms the clock of the device is behind ours, on its way included: the median of the last messages."""
        return median_low(self.behind) if self.behind else None


class Presence:
    """Collects who was heard; `known` is what earlier runs have written."""

    def __init__(self, known: Iterable[history.Presence] = ()) -> None:
        self._devices = {each.device: Heard(each.online) for each in known}
        self._fresh: dict[str, Heard] = {}
        self._connections: list[ConnectionRow] = []

    def heard(self, device: str, at: int, own: int | None = None) -> None:
        """A device published something, whose newest reading it dates `own`."""
        heard = self._of(device)
        heard.at = at
        heard.messages += 1
        if not heard.online:
            self._turn(device, heard, at, online=True)
        if own is not None:
            heard.compare(at, own)

    def said(self, device: str, at: int, *, online: bool, fresh: bool) -> None:
        """A device said that it is there, or its last will that it is not; only a fresh “online” is a sign of life."""
        heard = self._of(device)
        if heard.online is not online:
            self._turn(device, heard, at, online=online)
        heard.at = max(heard.at, at)
        heard.messages += online and fresh

    def rows(self) -> list[PresenceRow]:
        """What is to be written of the devices."""
        return [
            PresenceRow(device, heard.at, heard.online is not False, heard.messages, heard.clock)
            for device, heard in self._fresh.items()
        ]

    def connections(self) -> list[ConnectionRow]:
        """What is to be written of their coming and going."""
        return self._connections

    def written(self) -> None:
        """It was written; begin anew."""
        for heard in self._fresh.values():
            heard.messages = 0
            heard.fresh = False
        self._fresh = {}
        self._connections = []

    def _turn(self, device: str, heard: Heard, at: int, *, online: bool) -> None:
        heard.online = online
        self._connections.append(ConnectionRow(device, at, online))

    def _of(self, device: str) -> Heard:
        known = self._devices.get(device)
        if known is None:
            known = self._devices[device] = Heard()
        if not known.fresh:
            known.fresh = True
            self._fresh[device] = known
        return known
