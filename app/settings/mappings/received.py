"""Messages as a tree: the topic, its parts, and all that stands in the newest payload."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from devices.messages import printable
from devices.sifting import parse_json
from domain.language import tr
from domain.monitoring.mappings.paths import Path, Step, write
from domain.monitoring.telemetry.overhearing import Overheard

MOST_TOPICS = 60
MOST_ELEMENTS = 60
DEEPEST = 12
_PICK = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Pick:
    """What somebody clicked on in a message of `topic`: the part `level` of the topic, or the value at `path`."""

    topic: str
    level: int | None = None
    path: Path = ()
    raw: object = None


class ReceivedTree(QTreeWidget):
    """What came last on each topic; it stays open where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([tr("What came"), tr("Value")])
        self.setAccessibleName(tr("Messages received"))
        self.setUniformRowHeights(True)
        self.setColumnWidth(0, 320)
        self._shown: dict[str, Overheard] = {}
        self._items: dict[str, QTreeWidgetItem] = {}

    def show_messages(self, messages: Sequence[Overheard]) -> None:
        """The newest message of each topic, the newest first in `messages`."""
        newest = {each.topic: each for each in reversed(messages)}
        for topic in [topic for topic in self._items if topic not in newest]:
            self.takeTopLevelItem(self.indexOfTopLevelItem(self._items.pop(topic)))
            self._shown.pop(topic)
        for topic in sorted(newest)[:MOST_TOPICS]:
            if self._shown.get(topic) != newest[topic]:
                self._show(newest[topic])

    def pick_of(self, item: QTreeWidgetItem) -> Pick | None:
        """What a click on the item means; None where it means nothing."""
        pick = item.data(0, _PICK)
        return pick if isinstance(pick, Pick) else None

    def _show(self, heard: Overheard) -> None:
        item = self._items.get(heard.topic)
        fresh = item is None
        if item is None:
            item = self._items[heard.topic] = QTreeWidgetItem([printable(heard.topic, 200)])
            self.insertTopLevelItem(sorted(self._items).index(heard.topic), item)
        open_paths = {each.text(0) for each in _below(item) if each.isExpanded()}
        item.setText(1, "" if not heard.taken else tr("taken by {format}", format=heard.taken))
        item.takeChildren()
        item.addChildren([*_levels(heard.topic), *_payload(heard)])
        for each in _below(item):
            each.setExpanded(fresh or each.text(0) in open_paths or each.childCount() == 0)
        if fresh:
            item.setExpanded(len(self._items) == 1)
        self._shown[heard.topic] = heard


def _levels(topic: str) -> Iterator[QTreeWidgetItem]:
    for place, level in enumerate(topic.split("/")):
        yield _item(printable(level, 80), tr("part of the topic"), Pick(topic, level=place))


def _payload(heard: Overheard) -> Iterator[QTreeWidgetItem]:
    try:
        body = parse_json(heard.payload)
    except (ValueError, RecursionError):
        body = heard.payload.decode(errors="replace").strip()
    yield _branch(heard.topic, tr("message"), body, ())


def _branch(topic: str, name: str, value: object, path: Path) -> QTreeWidgetItem:
    if len(path) < DEEPEST and isinstance(value, dict | list) and value:
        item = QTreeWidgetItem([name])
        for step, each in list(_inside(value))[:MOST_ELEMENTS]:
            item.addChild(_branch(topic, _named(step), each, (*path, step)))
        return item
    return _item(name, printable(_spelled(value), 200), Pick(topic, path=path, raw=value))


def _inside(value: dict[str, object] | list[object]) -> Iterable[tuple[Step, object]]:
    return value.items() if isinstance(value, dict) else enumerate(value)


def _named(step: Step) -> str:
    return write((step,)) if isinstance(step, int) else printable(str(step), 80)


def _spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _item(name: str, value: str, pick: Pick) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, value])
    item.setData(0, _PICK, pick)
    return item


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(item.childCount()):
        if (child := item.child(place)) is not None:
            yield child
            yield from _below(child)
