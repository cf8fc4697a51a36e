"""Messages as rows of a tree: the topic, its parts, and all that stands in the newest payload."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from devices.messages import printable
from devices.sifting import parse_json
from domain.language import tr, trn
from domain.monitoring.mappings.paths import Path, Step, write
from domain.monitoring.telemetry.overhearing import Overheard

MOST_TOPICS = 60
MOST_ELEMENTS = 60
DEEPEST = 12


@dataclass(frozen=True)
class Pick:
    """What somebody clicked on in a message of `topic`: the part `level` of the topic, or the value at `path`."""

    topic: str
    level: int | None = None
    path: Path = ()
    raw: object = None


@dataclass(frozen=True)
class HeardRow:
    """A line of the tree; `pick` is what a click on it means, None where it means nothing."""

    id: int
    parent_id: int | None
    name: str
    value: str
    pick: Pick | None


class HeardRows:
    """Makes the rows; what stands in the same place of a topic is the same row, whatever its value."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._ids: dict[str, defaultdict[object, int]] = {}
        self._made: dict[str, tuple[Overheard, tuple[HeardRow, ...]]] = {}
        self._beyond = next(self._numbers)

    def of(self, messages: Sequence[Overheard]) -> list[HeardRow]:
        """Those of the newest message of each topic, the newest first in `messages`."""
        newest = {each.topic: each for each in reversed(messages)}
        shown = sorted(newest)[:MOST_TOPICS]
        self._ids = {topic: self._ids.get(topic) or defaultdict(self._number) for topic in shown}
        self._made = {topic: self._of_topic(newest[topic]) for topic in shown}
        rows = [row for _, made in self._made.values() for row in made]
        beyond = len(newest) - len(shown)
        return [*rows, HeardRow(self._beyond, None, _more(beyond), "", None)] if beyond else rows

    def _number(self) -> int:
        return next(self._numbers)

    def _of_topic(self, heard: Overheard) -> tuple[Overheard, tuple[HeardRow, ...]]:
        known = self._made.get(heard.topic)
        return known if known is not None and known[0] == heard else (heard, tuple(self._rows(heard)))

    def _rows(self, heard: Overheard) -> Iterator[HeardRow]:
        ids, topic = self._ids[heard.topic], heard.topic
        whole = ids["topic"]
        taken = tr("taken by {format}", format=heard.taken) if heard.taken else ""
        yield HeardRow(whole, None, printable(topic, 200), taken, None)
        for level, word in enumerate(topic.split("/")):
            pick = Pick(topic, level=level)
            yield HeardRow(ids["level", level], whole, printable(word, 80), tr("part of the topic"), pick)
        yield from self._branch(topic, whole, tr("message"), _body(heard.payload), ())

    def _branch(self, topic: str, above: int, name: str, value: object, path: Path) -> Iterator[HeardRow]:
        own = self._ids[topic][path]
        if len(path) >= DEEPEST or not isinstance(value, dict | list) or not value:
            yield HeardRow(own, above, name, printable(_spelled(value), 200), Pick(topic, path=path, raw=value))
            return
        yield HeardRow(own, above, name, "", None)
        for step, each in list(_inside(value))[:MOST_ELEMENTS]:
            yield from self._branch(topic, own, _named(step), each, (*path, step))
        if len(value) > MOST_ELEMENTS:
            yield HeardRow(self._ids[topic]["more", path], own, _more(len(value) - MOST_ELEMENTS), "", None)


def _body(payload: bytes) -> object:
    try:
        return parse_json(payload)
    except (ValueError, RecursionError):
        return payload.decode(errors="replace").strip()


def _inside(value: dict[str, object] | list[object]) -> Iterable[tuple[Step, object]]:
    return value.items() if isinstance(value, dict) else enumerate(value)


def _named(step: Step) -> str:
    return write((step,)) if isinstance(step, int) else printable(str(step), 80)


def _spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _more(left_out: int) -> str:
    return trn("and {count} more", "and {count} more", left_out)
