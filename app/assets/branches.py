"""The tree of customers, sites and assets as a model that asks for each branch when it is first opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from domain.assets.tree import Branch, BranchKey
from domain.language import tr, trn
from domain.words import Severity

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
TOP = 0


class Role(IntEnum):
    """What the model tells beside text."""

    BRANCH = Qt.ItemDataRole.UserRole + 1
    TROUBLE = Qt.ItemDataRole.UserRole + 2


@dataclass(slots=True)
class _Node:
    """A branch in its place; `below` is None until it was loaded."""

    number: int
    branch: Branch | None
    above: "_Node | None"
    below: "list[_Node] | None" = None
    asked: bool = False


class BranchModel(QAbstractItemModel):
    """Holds the branches that were opened so far."""

    wanted = Signal(object)
    """The `BranchKey` of a branch that was opened for the first time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top = _Node(TOP, None, None, below=[])
        self._nodes: dict[int, _Node] = {TOP: self._top}
        self._known: dict[BranchKey, _Node] = {}
        self._next = TOP + 1
        self._troubles: Mapping[BranchKey, Severity] = {}

    def loaded(self) -> list[BranchKey | None]:
        """Which branches were loaded, those above before those below; None is the root."""
        keys: list[BranchKey | None] = []
        waiting = [self._top]
        while waiting:
            node = waiting.pop(0)
            if node.below is not None:
                keys.append(None if node.branch is None else node.branch.key)
                waiting += node.below
        return keys

    def set_below(self, key: BranchKey | None, branches: Sequence[Branch]) -> None:
        """What is directly below `key`, from now on; what is open and chosen stays so."""
        node = self._top if key is None else self._known.get(key)
        if node is None:
            return
        if node.below is None:
            node.below = []
        if self._order_differs(node, branches):
            self._remove(node, range(len(node.below)))
        wanted = {branch.key for branch in branches}
        self._remove(node, [at for at, each in enumerate(node.below) if _key(each) not in wanted])
        for at, branch in enumerate(branches):
            if at < len(node.below) and _key(node.below[at]) == branch.key:
                self._renew(node.below[at], branch)
            else:
                self._insert(node, at, branch)

    def set_troubles(self, troubles: Mapping[BranchKey, Severity]) -> None:
        """The worst open alert in and below each branch."""
        changed = {key for key in {*troubles, *self._troubles} if troubles.get(key) != self._troubles.get(key)}
        self._troubles = troubles
        for key in changed:
            index = self.index_of(key)
            if index.isValid():
                self.dataChanged.emit(index, index, [Role.TROUBLE])

    def index_of(self, key: BranchKey) -> QModelIndex:
        """Where a branch is; invalid while it was not loaded."""
        node = self._known.get(key)
        return QModelIndex() if node is None else self._index(node)

    def branch_at(self, index: Index) -> Branch | None:
        return self._node(index).branch

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        below = self._node(parent).below or []
        if column != 0 or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row].number)

    def parent(self, index: Index = NOWHERE) -> Any:
        above = self._node(index).above
        return QModelIndex() if above is None or above.branch is None else self._index(above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).below or [])

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return 1

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        node = self._node(parent)
        return bool(node.below) if node.below is not None else node.branch is not None and node.branch.grows

    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return node.below is None and not node.asked and node.branch is not None and node.branch.grows

    def fetchMore(self, parent: Index) -> None:
        node = self._node(parent)
        if node.branch is not None and not node.asked:
            node.asked = True
            self.wanted.emit(node.branch.key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        branch = self._node(index).branch
        if branch is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return branch.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{branch.title}, {branch.detail}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(branch)
        if role == Role.BRANCH:
            return branch
        return self._troubles.get(branch.key) if role == Role.TROUBLE else None

    def _tip(self, branch: Branch) -> str:
        words = [branch.title, branch.detail]
        if branch.assets:
            words.append(trn("{count} asset", "{count} assets", branch.assets))
        trouble = self._troubles.get(branch.key)
        if trouble is not None:
            words.append(tr("worst open alert: {severity}", severity=trouble.label))
        return " · ".join(word for word in words if word)

    def _node(self, index: Index) -> _Node:
        return self._nodes.get(int(index.internalId()), self._top) if index.isValid() else self._top

    def _index(self, node: _Node) -> QModelIndex:
        assert node.above is not None
        below = node.above.below
        assert below is not None
        return self.createIndex(_position(below, node), 0, node.number)

    def _parent_index(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node.branch is None else self._index(node)

    def _order_differs(self, node: _Node, branches: Sequence[Branch]) -> bool:
        have = [_key(each) for each in node.below or ()]
        present, wanted = set(have), [branch.key for branch in branches]
        staying = set(wanted)
        return [key for key in wanted if key in present] != [key for key in have if key in staying]

    def _renew(self, node: _Node, branch: Branch) -> None:
        if node.branch != branch:
            node.branch = branch
            node.asked = node.asked and node.below is not None
            self.dataChanged.emit(self._index(node), self._index(node))

    def _insert(self, above: _Node, at: int, branch: Branch) -> None:
        assert above.below is not None
        self.beginInsertRows(self._parent_index(above), at, at)
        node = _Node(self._next, branch, above)
        self._next += 1
        self._nodes[node.number] = self._known[branch.key] = node
        above.below.insert(at, node)
        self.endInsertRows()

    def _remove(self, above: _Node, positions: Sequence[int]) -> None:
        assert above.below is not None
        for at in sorted(positions, reverse=True):
            self.beginRemoveRows(self._parent_index(above), at, at)
            self._forget(above.below.pop(at))
            self.endRemoveRows()

    def _forget(self, node: _Node) -> None:
        for each in node.below or ():
            self._forget(each)
        del self._nodes[node.number]
        # An asset that moved may already stand elsewhere.
        if self._known.get(_key(node)) is node:
            del self._known[_key(node)]


def _key(node: _Node) -> BranchKey:
    assert node.branch is not None
    return node.branch.key


def _position(nodes: Sequence[_Node], wanted: _Node) -> int:
    return next(at for at, node in enumerate(nodes) if node is wanted)
