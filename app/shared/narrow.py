"""Columns that give way where a table is narrow; what they say stands in the detail, too."""

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject

from app.shared.table import RowTable


class NarrowColumns(QObject):
    """Hides each column named in `least` while the table has fewer pixels than that."""

    def __init__(self, table: RowTable[Any], least: Mapping[str, int]) -> None:
        super().__init__(table)
        self._table = table
        names = [column.name for column in table.row_model().columns]
        self._names = names
        self._left_out: set[int] = set()
        self._least = {names.index(name): pixels for name, pixels in least.items()}
        table.installEventFilter(self)
        self._fit()

    def leave_out(self, names: Collection[str]) -> None:
        """Hide these at any width, and no others."""
        before, self._left_out = self._left_out, {self._names.index(name) for name in names}
        for at in before - self._left_out:
            self._table.setColumnHidden(at, False)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        for at, least in self._least.items():
            self._table.setColumnHidden(at, self._table.width() < least)
        for at in self._left_out:
            self._table.setColumnHidden(at, True)
