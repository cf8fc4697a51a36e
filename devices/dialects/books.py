"""The formats that are switched on: each message goes to the one whose topic it has."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from devices.dialects.dialect import Decoded, Dialect, Timed
from devices.messages import Reason, Received, printable, reject
from domain.language import tr

LARGEST_MESSAGE = 8 * 1024 * 1024
"""What any format may send at once; most bound themselves more narrowly."""


class Said(msgspec.Struct):
    """What one message says, and in which format."""

    dialect: str
    decoded: Decoded


class Dialects:
    """All formats but our own, in the order in which they are asked whether a topic is theirs."""

    def __init__(self, dialects: Sequence[Dialect] = ()) -> None:
        self._dialects: tuple[Dialect, ...] = tuple(dialects)

    @property
    def filters(self) -> tuple[str, ...]:
        """What to subscribe to, each once."""
        return tuple(dict.fromkeys(name for dialect in self._dialects for name in dialect.filters))

    def speak(self, dialects: Sequence[Dialect], learned: Mapping[tuple[str, str], bytes]) -> None:
        """Speak these from now on, with what they learned before."""
        self._dialects = tuple(dialects)
        self.recall(learned)

    def recall(self, learned: Mapping[tuple[str, str], bytes]) -> None:
        """Give each format back what it learned in earlier runs."""
        for dialect in self._dialects:
            dialect.recall({key: value for (name, key), value in learned.items() if name == dialect.key})

    def decode(self, received: Received, now: int) -> Said:
        """What a message says that is not of our own format; never raises."""
        dialect = next((each for each in self._dialects if each.takes(received.topic)), None)
        if dialect is None:
            detail = tr("No format that is switched on has this topic.")
            return Said("", Decoded(rejected=[reject(received, Reason.BAD_TOPIC, detail)]))
        try:
            return Said(dialect.key, dialect.decode(received, now))
        except Exception as error:  # noqa: BLE001 - whatever a device sends must not stop the listener
            detail = printable(f"{type(error).__name__}: {error}", 200)
            return Said(dialect.key, Decoded(rejected=[reject(received, Reason.BROKEN, detail)]))

    def taker(self, topic: str) -> str:
        """The format that takes a topic; empty where none does."""
        return next((each.key for each in self._dialects if each.takes(topic)), "")

    def pass_time(self, now: int) -> Iterable[Said]:
        """What follows from nothing having come."""
        return [Said(each.key, each.pass_time(now)) for each in self._dialects if isinstance(each, Timed)]
