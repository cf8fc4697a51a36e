"""All mappings that are switched on, as one format more: `mapping:<name>/<device>`."""

import logging
from collections.abc import Iterable, Mapping

from devices.dialects.dialect import Decoded
from devices.dialects.gathering import Gathering, gather, unknown_topic
from devices.dialects.mapping.reader import Reader
from devices.dialects.memory import Novelties
from devices.messages import Received
from domain.errors import Refusal
from domain.monitoring.mappings.checking import check
from domain.monitoring.mappings.definition import Described
from domain.parameters.dialects import MAPPING

_log = logging.getLogger(__name__)


class Mapped:
    """The decoder of everything that somebody has described; what cannot be meant is left out, and logged."""

    key = MAPPING

    def __init__(self, mappings: Iterable[Described]) -> None:
        self._said = Novelties()
        self._readers = [reader for each in mappings if (reader := _reader(each, self._said)) is not None]
        self.filters: tuple[str, ...] = tuple(dict.fromkeys(name for each in self._readers for name in each.filters))

    def takes(self, topic: str) -> bool:
        return any(reader.takes(topic) for reader in self._readers)

    def recall(self, learned: Mapping[str, bytes]) -> None:
        """Every message is understood by itself."""

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._said)

    def _read(self, gathering: Gathering) -> None:
        topic = gathering.received.topic
        reader = next((each for each in self._readers if each.takes(topic)), None)
        if reader is None:
            raise unknown_topic(gathering)
        reader.read(gathering)


def _reader(described: Described, said: Novelties) -> Reader | None:
    try:
        check(described.definition)
    except Refusal as error:
        _log.warning("The mapping “%s” is left out: %s", described.name, error)
        return None
    return Reader(described, said)
