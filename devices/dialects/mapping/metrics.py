"""The values of one record, each under the metric that it becomes."""

from collections.abc import Callable, Iterator

import msgspec

from devices.dialects.gathering import leaves, plain
from devices.dialects.mapping.origins import Place, place
from domain.monitoring.mappings import paths
from domain.monitoring.mappings.definition import MappedMetric, MappingDefinition, PayloadKind
from domain.monitoring.mappings.paths import EACH, Path

Found = tuple[str, MappedMetric, object]
"""The name of a metric, how it is described, and its value as it came."""


class Metrics:
    """Finds the metrics of one mapping in its records; `of_topic` is the word in the topic that names a metric."""

    def __init__(self, definition: MappingDefinition) -> None:
        self._definition = definition
        self._by_word = {metric.path: metric for metric in definition.metrics}
        self._finders: list[Callable[[object], Iterator[Found]]] = []
        if definition.payload is not PayloadKind.VALUE:
            self._finders = [self._finder(metric) for metric in definition.metrics]
        self._elsewhere = frozenset(_spoken(definition))

    def find(self, record: object, of_topic: str) -> Iterator[Found]:
        """All that the record says."""
        if self._definition.payload is PayloadKind.VALUE:
            yield from self._bare(record, of_topic)
            return
        for finder in self._finders:
            for name, metric, raw in finder(record):
                yield _joined(of_topic, name), metric, raw
        if self._definition.all_numbers:
            for name, raw in self._numbers(record):
                yield _joined(of_topic, name), MappedMetric(path=name), raw

    def _bare(self, record: object, of_topic: str) -> Iterator[Found]:
        if not self._definition.metric:
            metric = self._definition.metrics[0] if self._definition.metrics else MappedMetric(name="value")
            yield metric.name, metric, record
        elif (listed := self._by_word.get(of_topic)) is not None:
            yield listed.name, listed, record
        elif self._definition.all_numbers:
            yield of_topic, MappedMetric(), record

    def _numbers(self, record: object) -> Iterator[tuple[str, object]]:
        if isinstance(record, list) and self._definition.payload is PayloadKind.COLUMNS:
            for number, cell in enumerate(record, 1):
                if str(number) not in self._elsewhere and _is_number(cell):
                    yield str(number), cell
            return
        for name, raw in leaves(plain(record)):
            if isinstance(raw, int | float) and not isinstance(raw, bool) and name not in self._elsewhere:
                yield name, raw

    def _finder(self, metric: MappedMetric) -> Callable[[object], Iterator[Found]]:
        if self._definition.payload is PayloadKind.JSON and EACH in (path := paths.parse(metric.path)):
            return _Each(metric, path)
        return _One(metric, place(self._definition, metric.path))


class _One:
    """A metric that has one value in a record."""

    def __init__(self, metric: MappedMetric, where: Place) -> None:
        self._metric = metric
        self._place = where

    def __call__(self, record: object) -> Iterator[Found]:
        yield self._metric.name, self._metric, self._place(record)


class _Each:
    """A metric for each element of an array, under the element's own name, else its number."""

    def __init__(self, metric: MappedMetric, path: Path) -> None:
        self._metric = metric
        self._path = path
        self._named_by = paths.parse(metric.named_by) if metric.named_by else None

    def __call__(self, record: object) -> Iterator[Found]:
        for number, element, rest in paths.elements(record, self._path):
            name: object = number + 1
            if self._named_by is not None:
                name = paths.at(element, self._named_by)
            if isinstance(name, str | int):
                told = _joined(self._metric.name, str(name))
                label = _joined(self._metric.label, str(name)) if self._metric.label else ""
                yield told, msgspec.structs.replace(self._metric, label=label), paths.at(element, rest)


def _joined(first: str, second: str) -> str:
    return f"{first}.{second}" if first and second else first or second


def _spoken(definition: MappingDefinition) -> Iterator[str]:
    """The names of values that mean something else than a metric under their own name."""
    listed = [metric.path for metric in definition.metrics]
    for text in (*listed, definition.device_path, "" if definition.time is None else definition.time.path):
        if definition.payload is PayloadKind.COLUMNS:
            yield text
        elif text and definition.payload is PayloadKind.JSON:
            steps = paths.parse(text)
            yield ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in steps)


def _is_number(cell: object) -> bool:
    try:
        float(str(cell))
    except ValueError:
        return False
    return True
