"""The reply channel: how a device answers a command.

`{"id": "…", "status": "succeeded", "message": "…"}`; the id is that of the command, or stands in the correlation data
of MQTT 5. `acknowledged` says that it has begun; without a status it has succeeded.
"""

import msgspec

from devices.messages import Reason, Received, Rejected, printable, reject
from devices.topics import Channel, parse
from domain.language import tr
from domain.monitoring.response_model import CommandState

_LONGEST = 64 * 1024
_LONGEST_WORDS = 1000
_STATES = {
    "": CommandState.SUCCEEDED,
    "succeeded": CommandState.SUCCEEDED,
    "ok": CommandState.SUCCEEDED,
    "acknowledged": CommandState.ACKNOWLEDGED,
    "accepted": CommandState.ACKNOWLEDGED,
    "failed": CommandState.FAILED,
    "error": CommandState.FAILED,
}


class Reply(msgspec.Struct, frozen=True):
    """A device says what became of the command that is known by `correlation`."""

    message: Received
    device: str
    correlation: str
    state: CommandState
    words: str


class _Body(msgspec.Struct):
    id: str = ""
    status: str = ""
    message: str = ""


def decode_reply(received: Received) -> Reply | Rejected:
    """What the message says about a command. Never raises."""
    address = parse(received.topic)
    if address is None or address.channel is not Channel.REPLY:
        return reject(received, Reason.BAD_TOPIC, tr("The topic must be callout/v1/<device>/reply."))
    if len(received.payload) > _LONGEST:
        return reject(received, Reason.TOO_LARGE, tr("A reply has at most {limit} bytes.", limit=_LONGEST))
    try:
        body = msgspec.json.decode(received.payload or b"{}", type=_Body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return reject(received, Reason.NOT_AN_OBJECT, tr("A reply is an object with id, status and message."))
    state = _STATES.get(body.status.strip().lower())
    if state is None:
        return reject(received, Reason.BAD_STATUS, tr("A reply says acknowledged, succeeded or failed."))
    correlation = body.id or received.correlation.decode(errors="replace")
    return Reply(received, address.device, correlation, state, printable(body.message, _LONGEST_WORDS))
