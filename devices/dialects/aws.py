"""AWS IoT: the reported state of device shadows, and the connections of clients."""

from collections.abc import Mapping

from devices.dialects.dialect import Answer, Decoded
from devices.dialects.gathering import DEPTH, Gathering, gather, mapping, told, unknown_topic
from devices.dialects.memory import Memory
from devices.messages import Received
from domain.monitoring.response_model import CommandState

_THINGS = "things/"
_PRESENCE = "events/presence/"
_FROM_SHADOW = frozenset(("update", "update/accepted", "get/accepted"))
_OF_NO_STATE = frozenset(
    (
        "get",
        "delete",
        "update/delta",
        "update/documents",
        "get/rejected",
        "delete/accepted",
        "delete/rejected",
    ),
)
_PRESENT = {"connected": True, "disconnected": False}


class AwsIot:
    """The decoder of things and clients below `root`, which is `$aws` unless a bridge renames it.

    Where the service answers an update with `accepted`, that is taken, and the update itself passed over.
    """

    key = "aws"

    def __init__(self, root: str = "$aws") -> None:
        self._prefix = f"{root}/"
        self.filters: tuple[str, ...] = (f"{root}/things/+/shadow/#", f"{root}/events/presence/+/+")
        self._answered: Memory[bool] = Memory()

    def takes(self, topic: str) -> bool:
        return topic.startswith(self._prefix)

    def recall(self, learned: Mapping[str, bytes]) -> None:
        """Every message is understood by itself."""

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._answered)

    def _read(self, gathering: Gathering) -> None:
        topic = gathering.received.topic.removeprefix(self._prefix)
        if topic.startswith(_PRESENCE):
            _read_presence(gathering, topic.removeprefix(_PRESENCE))
            return
        thing, shadow, rest = topic.removeprefix(_THINGS).partition("/shadow/")
        if not topic.startswith(_THINGS) or not shadow:
            raise unknown_topic(gathering)
        name, kind = _shadow(rest)
        device = gathering.device(thing)
        if kind == "update/rejected":
            _answer(gathering, device, gathering.json_object(), CommandState.FAILED)
        elif kind in _OF_NO_STATE:
            gathering.nothing()
        elif kind in _FROM_SHADOW:
            self._read_shadow(gathering, device, name, kind)
        else:
            raise unknown_topic(gathering)

    def _read_shadow(self, gathering: Gathering, device: str, shadow: str, kind: str) -> None:
        source = f"{device}/{shadow}"
        if kind == "update/accepted":
            self._answered.put(source, value=True)
        elif kind == "update" and self._answered.get(source):
            gathering.nothing()
            return
        body = gathering.json_object()
        if kind == "update/accepted":
            _answer(gathering, device, body, CommandState.ACKNOWLEDGED)
        state = mapping(body.get("state"))
        reported = mapping(state.get("reported"))
        if not reported and "desired" in state:
            gathering.nothing()
        metadata = mapping(mapping(body.get("metadata")).get("reported"))
        for each, value in reported.items():
            seconds = _timestamp(metadata.get(each)) or body.get("timestamp")
            at = gathering.moment(seconds * 1000) if isinstance(seconds, int | float) else None
            gathering.value(device, f"{shadow}.{each}" if shadow else each, value, at)


def _answer(gathering: Gathering, device: str, body: Mapping[str, object], state: CommandState) -> None:
    """The service has taken or refused an update; whose it was, the token of the client tells."""
    token = body.get("clientToken")
    if isinstance(token, str) and token:
        gathering.answer(Answer(device, state, token, words=told(body.get("message"))))
    elif state is CommandState.FAILED:
        gathering.nothing()


def _shadow(rest: str) -> tuple[str, str]:
    """The name of the shadow, empty for the classic one, and what is said of it."""
    if not rest.startswith("name/"):
        return "", rest
    name, _, kind = rest.removeprefix("name/").partition("/")
    return name, kind


def _timestamp(metadata: object, depth: int = DEPTH) -> object:
    """The first time within the metadata of a member."""
    inner = next(iter(metadata), None) if isinstance(metadata, list) else metadata
    if not isinstance(inner, dict) or depth == 0:
        return None
    if isinstance(seconds := inner.get("timestamp"), int | float):
        return seconds
    return next((found for each in inner.values() if (found := _timestamp(each, depth - 1)) is not None), None)


def _read_presence(gathering: Gathering, rest: str) -> None:
    event, _, client = rest.partition("/")
    if event not in _PRESENT:
        raise unknown_topic(gathering)
    gathering.presence(gathering.device(client), _PRESENT[event])
