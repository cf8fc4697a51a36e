"""The comparison as a model: one column for each scenario, one row for each figure."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.dispatch.whatif.figure_rows import Cell, FigureRow, base_of, rows
from app.dispatch.whatif.values import Compared
from app.shared.times import Times
from domain.language import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
#: Under which a delegate gets the `Cell`.
CELL_ROLE = Qt.ItemDataRole.UserRole + 1


class CompareModel(QAbstractTableModel):
    """Holds the columns; tells each cell in words too, for those who do not see it."""

    def __init__(self, times: Times, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._times = times
        self.columns: tuple[Compared, ...] = ()
        self.figures: tuple[FigureRow, ...] = ()

    def set_columns(self, columns: Sequence[Compared]) -> None:
        """Compare these from now on."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.figures = rows(self.columns, self._times) if columns else ()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.figures[index.row()], self.columns[index.column()]
        cell = row.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return "  ".join(filter(None, (cell.words, cell.change)))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(row, column, cell)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self.figures[section].title if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(dict.fromkeys((column.name, column.supposed)))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _told(self, row: FigureRow, column: Compared, cell: Cell) -> str:
        base = base_of(self.columns)
        told = [tr("{title}, {name}: {value}", title=row.title, name=column.name, value=cell.words or tr("none"))]
        if cell.change and base is not None:
            told.append(tr("{change} against {name}", change=cell.change, name=base.name))
        if cell.best:
            told.append(tr("The best of the row"))
        if cell.note:
            told.append(cell.note)
        return "\n".join(told)
