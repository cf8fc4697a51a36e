"""A table model over frozen rows that keeps selection through reloads, sorts, and knows what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.shared.columns import Column, HasId
from app.shared.row_diff import runs, runs_of_new

R = TypeVar("R", bound=HasId)
Index = QModelIndex | QPersistentModelIndex

FADE_SECONDS = 1.6
MANY_RUNS = 200


class Role(IntEnum):
    """What the model tells beside text."""

    ROW = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2
    CHIP = Qt.ItemDataRole.UserRole + 3
    FRESH = Qt.ItemDataRole.UserRole + 4
    TONE = Qt.ItemDataRole.UserRole + 5
    COLUMN = Qt.ItemDataRole.UserRole + 6


ROW_ROLE, SORT_ROLE, CHIP_ROLE, FRESH_ROLE = Role.ROW, Role.SORT, Role.CHIP, Role.FRESH
NOWHERE = QModelIndex()


class RowModel(QAbstractTableModel, Generic[R]):
    """Holds rows, shows them by declared columns; never reads a store."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[R] = []
        self._position: dict[int, int] = {}
        self._touched: dict[int, float] = {}
        self._order: tuple[int, Qt.SortOrder] | None = None

    def rows(self) -> tuple[R, ...]:
        """All rows, in the order shown."""
        return tuple(self._rows)

    def row_at(self, index: Index) -> R:
        return self._rows[index.row()]

    def index_of(self, row_id: int) -> QModelIndex:
        """The first cell of a row; an invalid index where it is not shown."""
        at = self._position.get(row_id)
        return QModelIndex() if at is None else self.index(at, 0)

    def set_rows(self, rows: Sequence[R], *, mark: bool = True) -> None:
        """Show `rows` from now on: only what differs is touched; `mark` lets changed rows fade."""
        wanted = self._sorted(rows)
        known = {row.id: row for row in self._rows}
        if mark and known:
            self._mark([row.id for row in wanted if row.id not in known or self._says_new(known[row.id], row)])
        ids = {row.id for row in wanted}
        gone = [at for at, row in enumerate(self._rows) if row.id not in ids]
        if not known or len(runs(gone)) + len(runs_of_new(wanted, known)) > MANY_RUNS:
            self._replace(wanted)
            return
        self._remove(gone)
        self._reorder([row for row in wanted if row.id in known])
        self._insert(wanted, known)
        self._announce([at for at, row in enumerate(wanted) if row.id in known and known[row.id] != row])

    def retitle(self, titles: Mapping[str, str]) -> None:
        """Give columns other titles, by their names."""
        self.columns = tuple(replace(each, title=titles.get(each.name, each.title)) for each in self.columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def retell(self) -> None:
        """Time has passed: texts that depend on it are told again."""
        for at, column in enumerate(self.columns):
            if column.ticking and self._rows:
                self.dataChanged.emit(self.index(0, at), self.index(len(self._rows) - 1, at))

    def freshness(self, row_id: int) -> float:
        """1 for a row that changed just now, fading to 0."""
        since = self._touched.get(row_id)
        return 0.0 if since is None else max(0.0, 1 - (monotonic() - since) / FADE_SECONDS)

    def fading(self) -> list[int]:
        """The positions of rows that still fade."""
        over = monotonic() - FADE_SECONDS
        self._touched = {row_id: at for row_id, at in self._touched.items() if at > over}
        return [self._position[row_id] for row_id in self._touched if row_id in self._position]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        return self._own_data(row, column, role)

    def _own_data(self, row: R, column: Column[R], role: int) -> Any:
        if role == Role.CHIP:
            return column.chip(row) if column.chip else None
        if role == Role.TONE:
            return column.tone(row) if column.tone else ""
        if role == Role.FRESH:
            return self.freshness(row.id)
        if role == Role.COLUMN:
            return column
        if role == Role.ROW:
            return row
        return column.key(row) if role == Role.SORT else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self._reorder(self._sorted(self._rows))

    def _sorted(self, rows: Sequence[R]) -> list[R]:
        if self._order is None:
            return list(rows)
        at, order = self._order
        return sorted(rows, key=self.columns[at].key, reverse=order is Qt.SortOrder.DescendingOrder)

    def _says_new(self, before: R, now: R) -> bool:
        return before != now and any(column.differs(before, now) for column in self.columns)

    def _mark(self, ids: Sequence[int]) -> None:
        now = monotonic()
        self._touched |= dict.fromkeys(ids, now)

    def _replace(self, wanted: list[R]) -> None:
        self.beginResetModel()
        self._take(wanted)
        self.endResetModel()

    def _take(self, rows: list[R]) -> None:
        self._rows = rows
        self._position = {row.id: at for at, row in enumerate(rows)}

    def _remove(self, gone: list[int]) -> None:
        for first, last in reversed(runs(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._take(self._rows[:first] + self._rows[last + 1 :])
            self.endRemoveRows()

    def _insert(self, wanted: list[R], known: dict[int, R]) -> None:
        for first, last in runs_of_new(wanted, known):
            self.beginInsertRows(QModelIndex(), first, last)
            self._take(self._rows[:first] + wanted[first : last + 1] + self._rows[first:])
            self.endInsertRows()

    def _reorder(self, wanted: list[R]) -> None:
        if [row.id for row in wanted] == [row.id for row in self._rows]:
            self._take(wanted)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._take(wanted)
        after = [self.index(self._position[row_id], old.column()) for row_id, old in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _announce(self, changed: list[int]) -> None:
        last = len(self.columns) - 1
        for start, stop in runs(changed):
            self.dataChanged.emit(self.index(start, 0), self.index(stop, last))
