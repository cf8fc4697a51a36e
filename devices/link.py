"""How the connection to the broker stands, in words."""

from enum import StrEnum

import msgspec

from domain.language import tr


class LinkState(StrEnum):
    """The states of a connection."""

    CLOSED = "closed"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    REFUSED = "refused"
    GONE = "gone"
    TAKEN_OVER = "taken over"


class Protocol(StrEnum):
    """The versions of MQTT that we speak."""

    MQTT5 = "MQTT 5"
    MQTT311 = "MQTT 3.1.1"


class Link(msgspec.Struct, frozen=True):
    """A state with what belongs to it: the broker's URL, the protocol once known, the reason if it is bad."""

    state: LinkState
    broker: str
    protocol: Protocol | None = None
    reason: str = ""

    @property
    def sentence(self) -> str:
        """What a user reads."""
        return {
            LinkState.CLOSED: tr("Not connected to the broker {broker}."),
            LinkState.CONNECTING: tr("Connecting to the broker {broker} …"),
            LinkState.CONNECTED: tr("Connected to the broker {broker} ({protocol})."),
            LinkState.REFUSED: tr("The broker {broker} refuses: {reason} Trying again every minute."),
            LinkState.GONE: tr("The broker {broker} cannot be reached ({reason}). Trying again."),
            LinkState.TAKEN_OVER: tr("The broker {broker} has ended the connection: {reason}"),
        }[self.state].format(broker=self.broker, protocol=self.protocol or "", reason=self.reason)
