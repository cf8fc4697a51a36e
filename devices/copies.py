"""Knows the copies of a message that a broker delivers once for each subscription that takes it.

Subscriptions that overlap bear identifiers, and copies come with that of theirs. What has the topic and the content of
a message before, and another identifier of those that take the topic, is its copy; with the same identifier it is a
message of its own, as it is where the broker tells no identifier or all of them at once. Our own topics, of which most
messages are, do without an identifier, which paho would take long to read: none is as good as one.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import count

import paho.mqtt.client as mqtt

from devices.overlaps import Fitting, is_exact, overlapping

#: What is told of our own topics.
_OWN = 0
#: Topics of which no two can take the same message share an identifier.
EXACT = 1
#: Brokers may mix copies with what others publish meanwhile.
REMEMBERED = 200
_TOPICS = 32_768

_NONE = (_OWN,)
_NOBODY: frozenset[int] = frozenset()


class Copies:
    """Gives subscriptions their identifiers, for as long as it lives, and tells copies from messages."""

    def __init__(self) -> None:
        self.identifiers: Mapping[str, int] = {}
        self._numbers = count(EXACT + 1)
        self._given: dict[str, int] = {}
        self._fitting = lru_cache(_TOPICS)(Fitting({}))
        self._seen: dict[tuple[str, int], frozenset[int]] = {}

    def follow(self, own: Collection[str], others: Collection[str]) -> tuple[str, ...]:
        """Mind these subscriptions from now on; returns which have an identifier that they had not before."""
        before = self.identifiers
        meeting = overlapping((*own, *others))
        now = {name: self._number(name) for name in sorted(meeting.difference(own))}
        self._fitting = lru_cache(_TOPICS)(Fitting({**now, **dict.fromkeys(own, _OWN)}))
        self.identifiers = now
        return tuple(name for name in now if name not in before)

    def is_copy(self, topic: str, message: mqtt.MQTTMessage) -> bool:
        """Whether a message came before by another subscription. What a broker had kept comes by each for itself."""
        told = getattr(message.properties, "SubscriptionIdentifier", _NONE)
        fitting = self._fitting(topic)
        identifiers = fitting.intersection(told)
        if len(fitting) == len(identifiers) or not identifiers or message.retain:
            return False
        return self._is_seen((topic, hash(message.payload)), identifiers, fitting)

    def _is_seen(self, content: tuple[str, int], identifiers: frozenset[int], fitting: frozenset[int]) -> bool:
        seen = self._seen.pop(content, _NOBODY) & fitting
        is_copy = bool(seen) and not seen & identifiers
        self._seen[content] = seen | identifiers if is_copy else identifiers
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return is_copy

    def _number(self, name: str) -> int:
        if is_exact(name):
            return EXACT
        if name not in self._given:
            self._given[name] = next(self._numbers)
        return self._given[name]
