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


def answer(received: Received, now: int) -> list[Outgoing]:
    """Contradict, where somebody says that we are gone: the will of an earlier connection, come late."""
    try:
        said = msgspec.json.decode(received.payload, type=_State)
    except (ValueError, RecursionError):
        said = _State(online=False)
    host = received.topic.rpartition("/")[2]
    return [] if said.online else [state(host, now, True)]
