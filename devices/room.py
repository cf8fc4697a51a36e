"""How many messages may wait for their acknowledgement, kept on our side too.

mosquitto 2.0.11 keeps to the receive maximum only until the first acknowledgement: with messages waiting it then
sends a whole window for each one. What comes too early stays in the socket, and holds the broker back from there.
"""

import threading

_LOOK_SECONDS = 1.0


class Room:
    """Room for `size` messages: one thread enters, another leaves; `open` lets everything pass."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entered = 0
        self._left = 0
        self._opened = False
        self._freed = threading.Event()

    def enter(self) -> None:
        """Take a place, and wait for it while there is none."""
        while self._entered - self._left >= self._size and not self._opened:
            self._freed.clear()
            # Somebody may have left between the two lines above.
            if self._entered - self._left >= self._size and not self._opened:
                self._freed.wait(_LOOK_SECONDS)
        self._entered += 1

    def leave(self, count: int) -> None:
        """Give so many places back."""
        self._left += count
        if not self._freed.is_set():
            self._freed.set()

    def open(self) -> None:
        """Hold nobody back any more."""
        self._opened = True
        self._freed.set()
