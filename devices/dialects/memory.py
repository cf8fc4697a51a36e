"""What a decoder remembers, within bounds: an evil publisher can make it forget, but not make it grow."""

from collections.abc import Hashable, ItemsView
from typing import Generic, TypeVar

MOST_REMEMBERED = 20_000

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Values by name; the one that was put longest ago is forgotten where there are too many."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._values: dict[str, Value] = {}

    def __len__(self) -> int:
        return len(self._values)

    def get(self, name: str) -> Value | None:
        """What is remembered under `name`."""
        return self._values.get(name)

    def put(self, name: str, value: Value) -> str | None:
        """Remember `value`; the name that had to be forgotten for it, if any."""
        self._values.pop(name, None)
        self._values[name] = value
        if len(self._values) <= self._most:
            return None
        oldest = next(iter(self._values))
        del self._values[oldest]
        return oldest

    def drop(self, name: str) -> Value | None:
        """Forget what is remembered under `name`, and hand it over."""
        return self._values.pop(name, None)

    def items(self) -> ItemsView[str, Value]:
        """All names and values."""
        return self._values.items()


class Novelties:
    """Knows what was said last under each name, so that a device is announced once and not with every message."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._said: Memory[int] = Memory(most)

    def __len__(self) -> int:
        return len(self._said)

    def is_new(self, name: str, what: Hashable) -> bool:
        """Whether `what` differs from what was said last under `name`; it is remembered then."""
        said = hash(what)
        if self._said.get(name) == said:
            return False
        self._said.put(name, said)
        return True
