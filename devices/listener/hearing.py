"""Whether we hear what devices say now: connected, and not busy with what they said while we were away."""

import threading

from devices.link import Link, LinkState

SETTLE_MS = 1_500
_CATCHING_UP = 500


class Hearing:
    """Told of the connection and of the size of batches. `since` is when the present connection began (ms)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: int | None = None
        self._busy_at = 0

    @property
    def since(self) -> int | None:
        """Since when we hear, or None."""
        with self._lock:
            return self._since

    def notice(self, link: Link, now: int) -> None:
        """The connection has changed."""
        with self._lock:
            self._since = now if link.state is LinkState.CONNECTED else None

    def took(self, messages: int, now: int) -> None:
        """A batch was taken; a large one means that we are catching up."""
        if messages >= _CATCHING_UP:
            self._busy_at = now

    def present(self, now: int) -> bool:
        """Whether what we know is the present, so that passing time means something."""
        since = self.since
        return since is not None and now - max(since, self._busy_at) >= SETTLE_MS
