"""The state of a host: that we are there, kept by the broker, so that nodes know whether somebody listens."""

import msgspec

from devices.dialects.dialect import Outgoing
from devices.dialects.sparkplug.topics import state_topic
from devices.messages import Received


class _State(msgspec.Struct):
    online: bool
    timestamp: int = 0


def state(host: str, now: int, online: bool) -> Outgoing:
    """What the host says of itself. Its will and its birth carry the same time."""
    return Outgoing(state_topic(host), msgspec.json.encode(_State(online, now)), qos=1, retain=True)


class Host:
    """What is said on the topic of the host with this name, and what we say to it; without a name there is none."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._since: int | None = None
        self.topic = state_topic(name) if name else ""

    def answer(self, received: Received, now: int) -> list[Outgoing]:
        """Contradict, where somebody says that we are gone: the will of an earlier connection, come late.

        With the time that we said last ourselves, which is that of our will: nodes pass over a will that is older than
        what they heard.
        """
        try:
            said = msgspec.json.decode(received.payload, type=_State)
        except (ValueError, RecursionError):
            said = _State(online=False)
        if not said.online:
            return [state(self._name, now if self._since is None else self._since, True)]
        self._since = said.timestamp
        return []
