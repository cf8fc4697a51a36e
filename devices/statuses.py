"""The status channel: a device's word that it is there, and its last will that it is not.

Taken are `{"online": true}`, `{"status": "online"}` and the bare words. The moment is always that of arrival:
a last will was written when the connection began, so what it says about time means nothing, and the order of
arrival decides.
"""

import msgspec

from devices.messages import Reason, Received, Rejected, Status, reject
from devices.topics import Channel, expected, parse
from domain.language import tr

_ONLINE = frozenset(("online", "true", "1", "on", "ready", "connected"))
_OFFLINE = frozenset(("offline", "false", "0", "off", "lost", "disconnected"))
_LONGEST = 4096


def decode_status(received: Received) -> Status | Rejected:
    """What the message says about its device."""
    address = parse(received.topic)
    if address is None or address.channel is not Channel.STATUS:
        return reject(received, Reason.BAD_TOPIC, expected(received.topic, Channel.STATUS))
    if len(received.payload) > _LONGEST:
        return reject(received, Reason.TOO_LARGE, tr("A status has at most {limit} bytes.", limit=_LONGEST))
    word = _word(received.payload)
    if word in _ONLINE or word in _OFFLINE:
        return Status(address.device, word in _ONLINE, received.at)
    return reject(received, Reason.BAD_STATUS, tr("A status says “online” or “offline”."))


def _word(payload: bytes) -> str:
    try:
        body = msgspec.json.decode(payload)
    except (ValueError, RecursionError):
        body = payload.decode(errors="replace")
    if isinstance(body, dict):
        body = body.get("online", body.get("status", body.get("state")))
    return str(body).strip().lower() if isinstance(body, str | int | float) else ""
