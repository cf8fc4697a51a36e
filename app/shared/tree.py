"""The tree of a page: like `RowTable`, over rows that name their parent."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from app.shared.columns import Column
from app.shared.empty import EmptyState
from app.shared.header_memory import HeaderMemory
from app.shared.kit import Kit
from app.shared.row_delegate import RowDelegate
from app.shared.tree_model import HasParent, TreeModel

R = TypeVar("R", bound=HasParent)


class RowTree(QTreeView, Generic[R]):
    """Shows a `TreeModel`; what is expanded and current stays through every reload."""

    row_chosen = Signal(object)
    """The current row, or None."""
    row_opened = Signal(object)
    """The row that was activated."""

    def __init__(self, columns: Sequence[Column[R]], kit: Kit, name: str, title: str) -> None:
        super().__init__()
        self._kit = kit
        self._model: TreeModel[R] = TreeModel(columns, self)
        self._empty = EmptyState(kit.theme, self.viewport())
        self.setObjectName(f"tree_{name}")
        self.setAccessibleName(title)
        self.setModel(self._model)
        self._arrange()
        self._header_memory = HeaderMemory(self.header(), columns, kit.memory, f"trees/{name}")
        kit.theme.changed.connect(self._restyle)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    def rows(self) -> tuple[R, ...]:
        return self._model.rows()

    def set_rows(self, rows: Sequence[R]) -> None:
        open_ids = {row.id for row in self._model.rows() if self.isExpanded(self._model.index_of(row.id))}
        current = self.chosen()
        self._model.set_rows(rows)
        for row_id in open_ids:
            self.setExpanded(self._model.index_of(row_id), True)
        if current is not None and not self.currentIndex().isValid():
            self.choose(current.id)
        self._empty.setVisible(not rows)

    def chosen(self) -> R | None:
        """The current row."""
        index = self.currentIndex()
        return self._model.row_at(index) if index.isValid() else None

    def choose(self, row_id: int) -> bool:
        """Make a row current, its parents open; says whether it is there."""
        index = self._model.index_of(row_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def set_empty(self, title: str, hint: str = "", icon: str = "inbox") -> None:
        """What to say where there are no rows."""
        self._empty.tell(title, hint, icon)
        self._empty.setVisible(not self._model.rows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    def _arrange(self) -> None:
        self.setItemDelegate(RowDelegate(self._kit.theme, self, self._model))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMouseTracking(True)
        self.setIndentation(18)
        self.setExpandsOnDoubleClick(True)

    @Slot()
    def _restyle(self) -> None:
        self.doItemsLayout()

    @Slot()
    def _on_current_changed(self) -> None:
        self.row_chosen.emit(self.chosen())

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.row_opened.emit(self._model.row_at(index))
