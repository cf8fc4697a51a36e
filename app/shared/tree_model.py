"""A tree over frozen rows that name their parent, such as assets and sites."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.shared.columns import Column, HasId
from app.shared.row_diff import runs
from app.shared.row_model import Role


class HasParent(HasId, Protocol):
    """A row with a place in a tree; `parent_id` None, or of a row that is not there, makes it a root."""

    @property
    def parent_id(self) -> int | None: ...


R = TypeVar("R", bound=HasParent)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROOT = 0
MANY_RUNS = 40


class TreeModel(QAbstractItemModel, Generic[R]):
    """Holds rows by parent; an index carries the id of its row."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: dict[int, R] = {}
        self._below: dict[int, list[int]] = {ROOT: []}
        self._above: dict[int, int] = {}

    def rows(self) -> tuple[R, ...]:
        return tuple(self._rows.values())

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show `rows`; where only values differ, the shape (and what is expanded) stays untouched."""
        fresh = {row.id: row for row in rows}
        above = {row.id: row.parent_id if row.parent_id in fresh and row.parent_id != row.id else ROOT for row in rows}
        if list(above.items()) != list(self._above.items()):
            self.beginResetModel()
            self._rows, self._above = fresh, {each: parent or ROOT for each, parent in above.items()}
            self._below = _below(self._above)
            self.endResetModel()
            return
        changed = {each for each, row in fresh.items() if self._rows[each] != row}
        self._announce(changed, fresh)

    def freshness(self, _row_id: int) -> float:
        """Rows of a tree do not fade."""
        return 0.0

    def row_at(self, index: Index) -> R:
        return self._rows[index.internalId()]

    def index_of(self, row_id: int, column: int = 0) -> QModelIndex:
        if row_id not in self._rows:
            return QModelIndex()
        return self.createIndex(self._below[self._above[row_id]].index(row_id), column, row_id)

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        below = self._below.get(self._id(parent), [])
        if not (0 <= row < len(below) and 0 <= column < len(self.columns)):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index = NOWHERE) -> Any:
        above = self._above.get(self._id(index), ROOT)
        return self.index_of(above) if above != ROOT else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._below.get(self._id(parent), ()))

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_at(index), self.columns[index.column()]
        told: dict[int, Callable[[R], Any] | None] = {
            Qt.ItemDataRole.DisplayRole: column.text,
            Qt.ItemDataRole.ToolTipRole: column.tip,
            Role.CHIP: column.chip,
            Role.TONE: column.tone,
        }
        if role in told:
            tell = told[role]
            return tell(row) if tell else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        return {Role.ROW: row, Role.COLUMN: column}.get(Role(role)) if role in set(Role) else None

    def _announce(self, changed: Collection[int], fresh: dict[int, R]) -> None:
        """Take over other values, and tell of them: of neighbours together, of many at once."""
        last = len(self.columns) - 1
        places = {
            above: [at for at, each in enumerate(below) if each in changed] for above, below in self._below.items()
        }
        stretches = [(self._below[above], *run) for above, at in places.items() for run in runs(at)]
        if len(stretches) > MANY_RUNS:
            self.layoutAboutToBeChanged.emit()
            self._rows = fresh
            self.layoutChanged.emit()
            return
        self._rows = fresh
        for below, first, final in stretches:
            self.dataChanged.emit(self.createIndex(first, 0, below[first]), self.createIndex(final, last, below[final]))

    def _id(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else ROOT


def _below(above: dict[int, int]) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {ROOT: []}
    for each, parent in above.items():
        below.setdefault(parent, []).append(each)
    return below
