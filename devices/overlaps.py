"""Which subscriptions may take the same topic; worked out beforehand, so that messages of others cost nothing."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from paho.mqtt.matcher import MQTTMatcher

from domain.monitoring.mappings.topics import overlaps


class Fitting:
    """Finds what belongs to the filters that take a topic."""

    def __init__(self, entries: Mapping[str, int | str]) -> None:
        self._matcher = MQTTMatcher()  # type: ignore[no-untyped-call]
        for name, value in entries.items():
            self._matcher[name] = value

    def __call__(self, topic: str) -> frozenset[Any]:
        """What belongs to those that take `topic`."""
        return frozenset(self._matcher.iter_match(topic))  # type: ignore[no-untyped-call]


def is_exact(name: str) -> bool:
    """Whether a filter takes one topic alone."""
    return "+" not in name and "#" not in name


def overlapping(filters: Iterable[str]) -> frozenset[str]:
    """Those of the filters that may take a topic which another one of them takes too."""
    names = set(filters)
    wide = sorted(name for name in names if not is_exact(name))
    found = {name for pair in combinations(wide, 2) if overlaps(*pair) for name in pair}
    fitting = Fitting({name: name for name in wide})
    for topic in filter(is_exact, names):
        if taken := fitting(topic):
            found |= taken | {topic}
    return frozenset(found)
