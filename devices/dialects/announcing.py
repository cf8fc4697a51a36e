"""What formats have in common whose messages are understood one by one, and each of which tells about its device."""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from devices.dialects.dialect import Decoded
from devices.dialects.gathering import Gathering, gather
from devices.dialects.memory import Novelties
from devices.messages import Received


class Announcing(ABC):
    """Remembers only what it has announced, so that a device is announced again when it has something new."""

    key: str

    def __init__(self) -> None:
        self._announced = Novelties()

    def recall(self, learned: Mapping[str, bytes]) -> None:  # noqa: B027 - there is nothing to take back
        """Every message is understood by itself."""

    def decode(self, received: Received, now: int) -> Decoded:
        """What the message says."""
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._announced)

    @abstractmethod
    def _read(self, gathering: Gathering) -> None:
        """Gather what the message says."""
