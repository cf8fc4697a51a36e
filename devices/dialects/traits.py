"""What is known of how single devices spell their topics, kept over a restart, since commands are spelt so too."""

from collections.abc import Mapping

from devices.dialects.gathering import Gathering
from devices.dialects.memory import Memory


class Trait:
    """One thing that some devices of a format do; what is learned of it has keys that begin with `prefix`."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._known: Memory[bool] = Memory()

    def __len__(self) -> int:
        return len(self._known)

    def recall(self, learned: Mapping[str, bytes]) -> dict[str, bytes]:
        """Take back what was learned of it; returns what is of something else."""
        for key in learned:
            if key.startswith(self._prefix):
                self._known.put(key, value=True)
        return {key: what for key, what in learned.items() if not key.startswith(self._prefix)}

    def note(self, gathering: Gathering, device: str, *, has: bool) -> None:
        """Whether `device` does so, which is learned where it is news."""
        key = self._prefix + device
        if has == (self._known.get(key) is not None):
            return
        if not has:
            self._known.drop(key)
            gathering.learn_aside(key, None)
            return
        gathering.learn_aside(key, b"1")
        forgotten = self._known.put(key, value=True)
        if forgotten is not None:
            gathering.learn_aside(forgotten, None)
