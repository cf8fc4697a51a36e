"""What is done again and again between two batches, none of it taking more than a tenth of the time.

An action that returns True has more to do and gets its next turn as soon as that allows.
"""

import time
from collections.abc import Callable

_SHARE = 9


class Chore:
    """One thing to do every `period` seconds, less often if it takes long."""

    def __init__(self, period: float, action: Callable[[], bool | None]) -> None:
        self.due = time.monotonic() + period
        self._period = period
        self._action = action

    def run(self) -> None:
        """Do it."""
        begun = time.monotonic()
        more = self._action()
        ended = time.monotonic()
        self.due = ended + max(0.0 if more else self._period, _SHARE * (ended - begun))


class Chores:
    """All of them."""

    def __init__(self) -> None:
        self._chores: list[Chore] = []

    def add(self, period: float, action: Callable[[], bool | None]) -> None:
        """Do `action` every `period` seconds from now on."""
        self._chores.append(Chore(period, action))

    def run_due(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        for chore in self._chores:
            if chore.due <= now:
                chore.run()

    def wait(self) -> float:
        """How many seconds until the next one is due."""
        return max(0.0, min(chore.due for chore in self._chores) - time.monotonic())
