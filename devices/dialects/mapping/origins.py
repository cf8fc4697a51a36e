"""What a message of a mapping holds, whatever it is made of: places are compiled once and looked up in each record."""

from collections.abc import Callable, Iterator

from devices.dialects.gathering import Gathering, Unusable
from devices.messages import Reason
from domain.language import tr
from domain.monitoring.mappings import paths
from domain.monitoring.mappings.checking import column
from domain.monitoring.mappings.definition import MappingDefinition, PayloadKind
from domain.monitoring.mappings.paths import Path

Place = Callable[[object], object]
MOST_RECORDS = 5_000


def place(definition: MappingDefinition, text: str) -> Place:
    """How the value at `text` is found in a record."""
    if definition.payload is PayloadKind.COLUMNS:
        return _Column(column(text, "path"))
    return _At(paths.parse(text))


def records(definition: MappingDefinition, gathering: Gathering) -> Iterator[object]:
    """Each part of the message that is read by itself."""
    if definition.payload is PayloadKind.VALUE:
        yield gathering.text()
    elif definition.payload is PayloadKind.COLUMNS:
        for line in gathering.text().splitlines()[:MOST_RECORDS]:
            yield [cell.strip() for cell in line.split(definition.separator)]
    elif not definition.records:
        yield gathering.json()
    else:
        yield from _elements(gathering, paths.parse(definition.records))


def _elements(gathering: Gathering, path: Path) -> Iterator[object]:
    found = [paths.at(element, rest) for _, element, rest in paths.elements(gathering.json(), path)]
    if not found:
        raise Unusable(Reason.NO_VALUES, tr("There is no array at “{path}”.", path=paths.write(path)))
    if len(found) > MOST_RECORDS:
        raise Unusable(Reason.TOO_LARGE, tr("More than {limit} values in one message.", limit=MOST_RECORDS))
    yield from found


class _At:
    """A place in JSON."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, record: object) -> object:
        return paths.at(record, self._path)


class _Column:
    """A place in a line of columns."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __call__(self, record: object) -> object:
        return record[self._number] if isinstance(record, list) and self._number < len(record) else None
