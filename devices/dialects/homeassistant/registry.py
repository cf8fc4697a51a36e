"""All that was configured by discovery, found by the topic at which it is told; bounded as a whole."""

from collections.abc import Iterable

from devices.dialects.homeassistant.configs import Config, Place, Value

MOST_TOLD = 20_000
"""How many values and places of presence are known at a time."""


class Registry:
    """The configurations by the topic they came from; a new one is refused where there are too many."""

    def __init__(self, most: int = MOST_TOLD) -> None:
        self._most = most
        self._size = 0
        self._configs: dict[str, Config] = {}
        self._by_topic: dict[str, dict[str, None]] = {}
        self._by_path: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        return self._size

    def knows(self, topic: str) -> bool:
        """Whether something is told at `topic`."""
        return topic in self._by_topic

    def topics(self) -> Iterable[str]:
        """All topics at which something is told."""
        return self._by_topic.keys()

    def get(self, source: str) -> Config | None:
        """What was configured at `source`."""
        return self._configs.get(source)

    def put(self, source: str, config: Config) -> bool:
        """Take a configuration in the place of the earlier one; False where there are too many."""
        earlier = self._configs.get(source)
        if self._size - _size(earlier) + _size(config) > self._most:
            return False
        self.drop(source)
        self._configs[source] = config
        self._size += _size(config)
        self._by_path.setdefault(config.path, {})[source] = None
        for topic in config.topics():
            self._by_topic.setdefault(topic, {})[source] = None
        return True

    def drop(self, source: str) -> Config | None:
        """Forget what was configured at `source`."""
        config = self._configs.pop(source, None)
        if config is not None:
            self._size -= _size(config)
            _leave(self._by_path, config.path, source)
            for topic in config.topics():
                _leave(self._by_topic, topic, source)
        return config

    def of_device(self, path: str) -> list[Config]:
        """All configurations of one device."""
        return [self._configs[source] for source in self._by_path.get(path, ())]

    def values_at(self, topic: str) -> list[tuple[str, Value]]:
        """Device and value of all that is told at `topic`."""
        return [(config.path, value) for config in self._at(topic) for value in config.values if value.topic == topic]

    def places_at(self, topic: str) -> list[tuple[Config, Place]]:
        """All whose presence is told at `topic`."""
        return [(config, place) for config in self._at(topic) for place in config.places if place.topic == topic]

    def _at(self, topic: str) -> list[Config]:
        return [self._configs[source] for source in self._by_topic.get(topic, ())]


def _size(config: Config | None) -> int:
    return 0 if config is None else 1 + len(config.values) + len(config.controls) + len(config.places)


def _leave(index: dict[str, dict[str, None]], name: str, source: str) -> None:
    index[name].pop(source, None)
    if not index[name]:
        del index[name]
