"""The table of every page: rows by density, its layout remembered, keyboard first, never blank."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.shared.columns import CENTRE, LEFT, RIGHT, Column, HasId
from app.shared.empty import EmptyState
from app.shared.header_memory import HeaderMemory
from app.shared.kit import Kit
from app.shared.row_delegate import RowDelegate
from app.shared.row_model import CHIP_ROLE, ROW_ROLE, SORT_ROLE, RowModel

R = TypeVar("R", bound=HasId)

FADE_STEP_MS = 60
RETELL_MS = 20_000
__all__ = ["CENTRE", "CHIP_ROLE", "LEFT", "RIGHT", "ROW_ROLE", "SORT_ROLE", "Column", "RowModel", "RowTable"]


class RowTable(QTableView, Generic[R]):
    """Shows a `RowModel`; says which row is current and which was opened."""

    row_chosen = Signal(object)
    """The current row, or None."""
    row_opened = Signal(object)
    """The row on which Enter was pressed or that was double-clicked."""
    selection_changed = Signal()
    """Which rows are selected has changed."""

    def __init__(self, columns: Sequence[Column[R]], kit: Kit, name: str, title: str) -> None:
        super().__init__()
        self._kit = kit
        self._model = self.make_model(columns)
        self._empty = EmptyState(kit.theme, self.viewport())
        self._fade = QTimer(self, interval=FADE_STEP_MS)
        self._retell = QTimer(self, interval=RETELL_MS)
        self._faded: list[int] = []
        self._chosen: int | None = None
        self._quiet = False
        self._lets_go = False
        self.setObjectName(f"table_{name}")
        self.setAccessibleName(title)
        self.setModel(self._model)
        self._arrange()
        self._header_memory = HeaderMemory(self.horizontalHeader(), columns, kit.memory, f"tables/{name}")
        self._connect()
        self._restyle()
        self._show_emptiness()

    def make_model(self, columns: Sequence[Column[R]]) -> RowModel[R]:
        """The model that is shown; one of its own where rows belong together."""
        return RowModel(columns, self)

    def rows(self) -> tuple[R, ...]:
        """All rows, in the order shown."""
        return self._model.rows()

    def row_model(self) -> RowModel[R]:
        return self._model

    def set_rows(self, rows: Sequence[R], *, mark: bool = True) -> None:
        """Show `rows`; selection, current row and scroll position stay where their rows are."""
        selected, chosen = {row.id for row in self.selected()}, self._chosen
        self._quiet = self._lets_go
        self._model.set_rows(rows, mark=mark)
        if selected and (self._lets_go or not self.selectionModel().hasSelection()):
            self._select_again(selected)
        if self._lets_go:
            self._keep_current(chosen, selected)
        self._quiet = False
        self._show_emptiness()
        self._tell_chosen()
        if mark and self.isVisible():
            self._fade.start()

    def retitle(self, titles: Mapping[str, str]) -> None:
        """Give columns other titles, by their names."""
        self._model.retitle(titles)

    def let_go(self) -> None:
        """A chosen row that leaves is not followed by its neighbour: nothing is chosen then."""
        self._lets_go = True

    def chosen(self) -> R | None:
        """The current row."""
        index = self.currentIndex()
        return self._model.row_at(index) if index.isValid() else None

    def selected(self) -> list[R]:
        """All selected rows, from top to bottom."""
        indexes = self.selectionModel().selectedRows()
        return [self._model.row_at(index) for index in sorted(indexes, key=QModelIndex.row)]

    def select(self, row_ids: Iterable[int]) -> None:
        """Select these rows and no others, as far as they are there."""
        self.clearSelection()
        self._select_again(set(row_ids))

    def choose(self, row_id: int) -> bool:
        """Make a row current and bring it into view; says whether it is there."""
        index = self._model.index_of(row_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def set_empty(self, title: str, hint: str = "", icon: str = "inbox") -> None:
        """What to say where there are no rows: what would be here, and how to get it."""
        self._empty.tell(title, hint, icon)
        self._show_emptiness()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.row_opened.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current by itself; here nothing is current until somebody chooses."""
        had_none = not self.currentIndex().isValid()
        self._quiet = True
        super().focusInEvent(event)
        if had_none and not self.selectionModel().hasSelection():
            self.selectionModel().clearCurrentIndex()
        self._quiet = False
        self._tell_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.retell()
        self._retell.start()

    def _arrange(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RowDelegate(self._kit.theme, self, self._model))
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)

    def _connect(self) -> None:
        self._kit.theme.changed.connect(self._restyle)
        self._fade.timeout.connect(self._on_fade)
        self._retell.timeout.connect(self._on_retell)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.selectionModel().selectionChanged.connect(self.selection_changed)

    @Slot()
    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._kit.theme.current().row_height)
        self.verticalHeader().setDefaultSectionSize(self._kit.theme.current().row_height)
        self.viewport().update()

    @Slot()
    def _tell_chosen(self) -> None:
        row = self.chosen()
        now = None if row is None else row.id
        if now != self._chosen and not self._quiet:
            self._chosen = now
            self.row_chosen.emit(row)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_opened.emit(self._model.row_at(index))

    @Slot()
    def _on_fade(self) -> None:
        fading = self._model.fading()
        for at in {*fading, *self._faded}:
            self.viewport().update(0, self.rowViewportPosition(at), self.viewport().width(), self.rowHeight(at))
        self._faded = fading
        if not fading:
            self._fade.stop()

    @Slot()
    def _on_retell(self) -> None:
        if self.isVisible():
            self._model.retell()

    def _select_again(self, ids: set[int]) -> None:
        command = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row_id in sorted(ids):
            index = self._model.index_of(row_id)
            if index.isValid():
                self.selectionModel().setCurrentIndex(index, command)

    def _keep_current(self, chosen: int | None, selected: set[int]) -> None:
        """Undo what Qt does when the current row goes: it makes another one current, and selects it."""
        model, nothing = self.selectionModel(), QItemSelectionModel.SelectionFlag.NoUpdate
        if any(row.id not in selected for row in self.selected()):
            self.select(selected)
        index = QModelIndex() if chosen is None else self._model.index_of(chosen)
        if index.isValid():
            model.setCurrentIndex(index, nothing)
        else:
            model.clearCurrentIndex()

    def _show_emptiness(self) -> None:
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(not self._model.rowCount())
