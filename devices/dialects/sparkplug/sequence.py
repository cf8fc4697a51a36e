"""The counter in the messages of an edge node: gaps, late arrivals, and when to ask for a new birth."""

REORDER_MS = 5_000
"""How long a message that was overtaken is waited for."""

FIRST_WAIT_MS = 10_000
LONGEST_WAIT_MS = 600_000
_ROUND = 256
_BEHIND = 128


class Sequence:
    """Where the counter of one node stands; `last` is the number of the newest message, None before the first."""

    def __init__(self) -> None:
        self.last: int | None = None
        self._missing: set[int] = set()
        self._due: int | None = None
        self._quiet_until = 0
        self._wait = FIRST_WAIT_MS

    @property
    def waits(self) -> bool:
        """Whether time alone may lead to a request."""
        return self._due is not None

    def begin(self, seq: int) -> None:
        """A birth of the node: all before it is over."""
        self.last = seq
        self._missing.clear()
        self._due = None

    def resume(self, seq: int) -> None:
        """Where it stood in an earlier run."""
        self.last = seq % _ROUND

    def end(self) -> None:
        """The node died."""
        self.last = None
        self._missing.clear()
        self._due = None

    def take(self, seq: int, now: int) -> None:
        """A message with the number `seq`."""
        if self.last is None:
            self.last = seq
            return
        ahead = (seq - self.last) % _ROUND
        if ahead == 0 or ahead >= _BEHIND:
            self._missing.discard(seq)
        else:
            self._missing.update((self.last + step) % _ROUND for step in range(1, ahead))
            self._missing.discard(seq)
            self.last = seq
        if not self._missing:
            self._due = None
        elif self._due is None:
            self._due = now + REORDER_MS

    def ask_at(self, now: int) -> None:
        """A birth is lacking: ask for one at the next chance, unless that was done just now."""
        self._due = now if self._due is None else min(self._due, now)

    def asks(self, now: int) -> bool:
        """Whether to ask for a birth now. What must be asked again and again is asked more and more rarely."""
        if self._due is None or now < self._due or now < self._quiet_until:
            return False
        if now - self._quiet_until > LONGEST_WAIT_MS:
            self._wait = FIRST_WAIT_MS
        self._quiet_until = now + self._wait
        self._wait = min(self._wait * 2, LONGEST_WAIT_MS)
        self._missing.clear()
        self._due = None
        return True
