"""The times given to messages that came without one: the same again when the broker delivers a message twice.

A broker sends what was not acknowledged again right after a reconnection, under the packet ids it had. The marks that
say so cannot be relied on, so a message counts as sent again if it is among the first of a connection and packet id
and content are those of one of the last messages before. No more of them than the window can have been on their way.
"""

from collections.abc import Mapping
from hashlib import blake2b
from itertools import islice

import msgspec

from devices.messages import Received
from domain.monitoring.telemetry.rows import UntimedRow

Given = tuple[bytes, int]
"""(digest, time)"""


class GivenTimes:
    """Remembers the last `window` given times; `stored` is what an earlier run of the listener left."""

    def __init__(self, stored: Mapping[int, Given], window: int) -> None:
        self._window = window
        newest = sorted(stored.items(), key=lambda entry: entry[1][1])[-window:]
        self._last: dict[int, Given] = dict(newest)
        self._again: dict[int, Given] = {}
        self._left = 0
        self._session = 0

    def recall(self, received: Received) -> int | None:
        """The time that this very message was given before, if it was delivered before."""
        if received.session != self._session:
            self._session = received.session
            self._again = dict(self._last)
            self._left = self._window
        if self._left == 0:
            return None
        self._left -= 1
        given = self._again.pop(received.mid, None)
        if given is None or given[0] != digest(received):
            return None
        return given[1]

    def give(self, received: Received, at: int) -> UntimedRow:
        """Remember the time given to a message, as it is to be stored."""
        row = UntimedRow(received.mid, digest(received), at)
        self._last.pop(received.mid, None)
        self._last[received.mid] = (row.digest, at)
        if len(self._last) > self._window:
            del self._last[next(islice(self._last, 1))]
        return row


def digest(received: Received) -> bytes:
    """What tells the content of a message from any other."""
    told = blake2b(received.topic.encode(), digest_size=12)
    told.update(b"\0")
    told.update(received.payload)
    return told.digest()


def at_time(received: Received, at: int) -> Received:
    """The message as if it had arrived at `at`."""
    return msgspec.structs.replace(received, at=at)
