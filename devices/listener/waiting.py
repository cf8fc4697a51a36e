"""The messages between the broker's thread and the one that stores them: bounded, and cheap to put into."""

import threading
from collections import deque

import msgspec

from devices.dialects.books import LARGEST_MESSAGE as LARGEST_FOREIGN
from devices.messages import Received, Rejected
from devices.sifting import LARGEST_MESSAGE, too_large
from devices.topics import ROOT

MOST_BYTES = 32 * 1024 * 1024
_LOOK_SECONDS = 0.1


class Oversized(msgspec.Struct, frozen=True, gc=False):
    """A message refused for its size as it came in, so that its bytes need not wait."""

    received: Received
    rejected: Rejected


Item = Received | Oversized


class Waiting:
    """Received messages in their order. How many there can be is the window's matter, how large they are ours."""

    def __init__(self) -> None:
        self._messages: deque[Item] = deque()
        self._news = threading.Event()
        self._closed = threading.Event()
        self._bytes_in = 0
        self._bytes_out = 0

    def put(self, received: Received) -> None:
        """Add a message; while too many bytes wait the broker's thread waits with them, and reads no more."""
        size = len(received.payload)
        if size > LARGEST_MESSAGE and (size > LARGEST_FOREIGN or received.topic.startswith(ROOT)):
            self._messages.append(_refused(received))
        else:
            self._bytes_in += size
            self._messages.append(received)
        if not self._news.is_set():
            self._news.set()
        while self._bytes_in - self._bytes_out > MOST_BYTES and not self._closed.is_set():
            self._closed.wait(_LOOK_SECONDS)

    def take(self, most: int, timeout: float) -> list[Item]:
        """What is there, up to `most`; waits for the first message only."""
        messages = self._messages
        if not messages:
            self._news.wait(timeout)
        self._news.clear()
        taken = [messages.popleft() for _ in range(min(len(messages), most))]
        self._bytes_out += sum(map(_size, taken))
        return taken

    def close(self) -> None:
        """Hold nobody back any more."""
        self._closed.set()
        self._news.set()

    def __len__(self) -> int:
        return len(self._messages)


def _size(item: Item) -> int:
    return 0 if isinstance(item, Oversized) else len(item.payload)


def _refused(received: Received) -> Oversized:
    limit = LARGEST_MESSAGE if received.topic.startswith(ROOT) else LARGEST_FOREIGN
    return Oversized(msgspec.structs.replace(received, payload=b""), too_large(received, limit))
