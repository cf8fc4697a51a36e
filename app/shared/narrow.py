"""Columns that give way where a table is narrow; what they say stands in the detail, too."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject

from app.shared.table import RowTable


class NarrowColumns(QObject):
    """Hides each column named in `least` while the table has fewer pixels than that."""

    def __init__(self, table: RowTable[Any], least: Mapping[str, int]) -> None:
        super().__init__(table)
        self._table = table
        names = [column.name for column in table.row_model().columns]
        self._least = {names.index(name): pixels for name, pixels in least.items()}
        table.installEventFilter(self)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        for at, least in self._least.items():
            self._table.setColumnHidden(at, self._table.width() < least)
