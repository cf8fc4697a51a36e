"""The rows of a sheet, an empty one at the end, and what was typed and is not kept yet."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.shared.columns import HasId
from app.shared.sheet_column import Input, SheetColumn

R = TypeVar("R", bound=HasId)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NEW = 0
"""The id of the empty row at the end, whose record is not made yet."""


class SheetModel(QAbstractTableModel, Generic[R]):
    """Says what is typed; whoever hears it keeps it, and gives the rows anew or the sentence why not."""

    entered = Signal(int, str, object)
    """The row's id (or `NEW`), the field, and the value."""

    def __init__(
        self, columns: Sequence[SheetColumn[R]], may_edit: Callable[[R, str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._may_edit = may_edit
        self._rows: tuple[R, ...] = ()
        self._open = False
        self._crossed_out: Callable[[R], bool] | None = None
        self._pending: dict[tuple[int, str], str] = {}
        self._wrongs: dict[tuple[int, str], str] = {}

    def rows(self) -> tuple[R, ...]:
        """The rows that are records."""
        return self._rows

    def row_at(self, index: Index) -> R | None:
        """The row of a cell; None for the empty one."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def cross_out(self, crossed_out: Callable[[R], bool]) -> None:
        """Rows that do not count are shown crossed out."""
        self._crossed_out = crossed_out

    def is_crossed_out(self, row: R | None) -> bool:
        return row is not None and self._crossed_out is not None and self._crossed_out(row)

    def id_at(self, index: Index) -> int:
        row = self.row_at(index)
        return NEW if row is None else row.id

    def set_rows(self, rows: Sequence[R], *, takes_new: bool) -> None:
        """Show `rows`; `takes_new` shows an empty one below them. What is wrong stays until it is typed anew."""
        if [row.id for row in rows] == [row.id for row in self._rows] and takes_new == self._open:
            self._rows = tuple(rows)
            self._announce()
            return
        self._remove([at for at, row in enumerate(self._rows) if row.id not in {each.id for each in rows}])
        self._set_open(takes_new)
        if [row.id for row in self._rows] == [row.id for row in rows if row.id in {each.id for each in self._rows}]:
            self._insert(rows)
        else:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
        ids = {NEW, *(row.id for row in rows)}
        self._pending = {cell: text for cell, text in self._pending.items() if cell[0] in ids}
        self._wrongs = {cell: text for cell, text in self._wrongs.items() if cell[0] in ids}
        self._announce()

    def _remove(self, gone: Sequence[int]) -> None:
        for at in reversed(gone):
            self.beginRemoveRows(QModelIndex(), at, at)
            self._rows = self._rows[:at] + self._rows[at + 1 :]
            self.endRemoveRows()

    def _insert(self, rows: Sequence[R]) -> None:
        """An editor that is open in another row stays so."""
        for at, row in enumerate(rows):
            if at < len(self._rows) and self._rows[at].id == row.id:
                continue
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows = (*self._rows[:at], row, *self._rows[at:])
            self.endInsertRows()
        self._rows = tuple(rows)

    def _set_open(self, takes_new: bool) -> None:
        end = len(self._rows)
        if takes_new and not self._open:
            self.beginInsertRows(QModelIndex(), end, end)
            self._open = True
            self.endInsertRows()
        elif self._open and not takes_new:
            self.beginRemoveRows(QModelIndex(), end, end)
            self._open = False
            self.endRemoveRows()

    def index_of(self, row_id: int, name: str) -> QModelIndex:
        """The cell of a field; invalid where it is not shown."""
        names = [column.name for column in self.columns]
        ids = [row.id for row in self._rows] + ([NEW] if self._open else [])
        if row_id not in ids or name not in names:
            return QModelIndex()
        return self.index(ids.index(row_id), names.index(name))

    def refuse(self, row_id: int, name: str, sentence: str) -> None:
        """What was typed there is wrong, and why."""
        self._wrongs[row_id, name] = sentence
        self._announce()

    def forgive(self, row_id: int, name: str | None = None) -> None:
        """Forget what was typed in a row, or in one cell of it, and what was wrong with it."""
        for kept in (self._pending, self._wrongs):
            for cell in [cell for cell in kept if cell[0] == row_id and name in {None, cell[1]}]:
                del kept[cell]
        self._announce()

    def wrong(self, index: Index) -> str:
        """Why what stands in this cell was not kept."""
        return self._wrongs.get((self.id_at(index), self.columns[index.column()].name), "") if index.isValid() else ""

    def wrong_cells(self) -> list[tuple[int, str]]:
        """Every cell with something wrong in it."""
        return list(self._wrongs)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + int(self._open)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        return {Qt.ItemDataRole.DisplayRole: column.title, Qt.ItemDataRole.TextAlignmentRole: column.align}.get(
            Qt.ItemDataRole(role)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.row_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.EditRole:
            return column.begins(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.wrong(index) or (column.tip(row) if column.tip and row is not None else None)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.is_editable(index):
            return False
        column, row_id = self.columns[index.column()], self.id_at(index)
        if value == column.begins(self.row_at(index)) and not self.wrong(index):
            return True
        self._wrongs.pop((row_id, column.name), None)
        if column.input in {Input.TEXT, Input.NUMBER}:
            self._pending[row_id, column.name] = str(value)
        self._announce()
        self.entered.emit(row_id, column.name, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else flags

    def is_editable(self, index: Index) -> bool:
        """Whether somebody may type here."""
        if not index.isValid():
            return False
        column, row = self.columns[index.column()], self.row_at(index)
        if column.input is Input.NONE:
            return False
        return column.new if row is None else self._may_edit(row, column.name)

    def is_hint(self, index: Index) -> bool:
        """Whether the cell shows only what could stand there."""
        return self.row_at(index) is None and (NEW, self.columns[index.column()].name) not in self._pending

    def _text(self, index: Index) -> str:
        column, row = self.columns[index.column()], self.row_at(index)
        typed = self._pending.get((NEW if row is None else row.id, column.name))
        if typed is not None:
            return typed
        return column.hint if row is None else column.text(row)

    def _announce(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
