"""Which devices were heard since the last look, gathered until they are written."""

from domain.monitoring.telemetry.rows import PresenceRow


class Heard:
    """What was heard of one device."""

    __slots__ = ("at", "messages", "online")

    def __init__(self) -> None:
        self.at = 0
        self.messages = 0
        self.online = True


class Presence:
    """Collects who was heard."""

    def __init__(self) -> None:
        self._heard: dict[str, Heard] = {}

    def heard(self, device: str, at: int) -> None:
        """A device published something."""
        heard = self._of(device)
        heard.at = at
        heard.messages += 1
        heard.online = True

    def said(self, device: str, at: int, *, online: bool, fresh: bool) -> None:
        """A device said that it is there, or its last will that it is not; only a fresh “online” is a sign of life."""
        heard = self._of(device)
        heard.online = online
        heard.at = max(heard.at, at)
        heard.messages += online and fresh

    def rows(self) -> list[PresenceRow]:
        """What is to be written."""
        return [PresenceRow(device, heard.at, heard.online, heard.messages) for device, heard in self._heard.items()]

    def written(self) -> None:
        """It was written; begin anew."""
        self._heard = {}

    def _of(self, device: str) -> Heard:
        known = self._heard.get(device)
        if known is None:
            known = self._heard[device] = Heard()
        return known
