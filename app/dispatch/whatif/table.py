"""The table in which scenarios stand side by side; one column of it can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.dispatch.whatif.cells import CompareDelegate, FigureHeader
from app.dispatch.whatif.table_model import CompareModel
from app.dispatch.whatif.values import Compared
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from domain.language import tr

LEAST_WIDTH, MOST_WIDTH = 170, 280
ROOM = 28


class CompareTable(QTableView):
    """A column is chosen by a click on it or its name, or with the arrow keys; it stays chosen through changes."""

    column_chosen = Signal(object)
    """The `Compared` that is chosen, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._model = CompareModel(kit.times, self)
        self._empty = EmptyState(kit.theme, self.viewport())
        self._chosen: str | None = None
        self.setObjectName("table_whatif")
        self.setAccessibleName(tr("Scenarios side by side"))
        self.setModel(self._model)
        self._arrange()
        self._restyle()
        kit.theme.changed.connect(self._restyle)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    @property
    def columns(self) -> tuple[Compared, ...]:
        """What is compared, from left to right."""
        return self._model.columns

    def set_columns(self, columns: Sequence[Compared]) -> None:
        """Compare these; the one that was chosen stays so while it is there."""
        if tuple(columns) != self.columns:
            kept, row = self._chosen, self.currentIndex().row()
            self._model.set_columns(columns)
            self._fit()
            if kept is None or not self.choose(kept, row):
                self._chosen = None
        self._empty.setVisible(not columns)
        self.column_chosen.emit(self.chosen())

    def set_empty(self, title: str, hint: str, icon: str = "layers") -> None:
        """What to say while nothing is compared."""
        self._empty.tell(title, hint, icon)

    def chosen(self) -> Compared | None:
        """The chosen column."""
        return next((each for each in self.columns if each.key == self._chosen), None)

    def choose(self, key: str, row: int = 0) -> bool:
        """Choose a column by its key, in this row; says whether it is there."""
        at = next((at for at, each in enumerate(self.columns) if each.key == key), None)
        if at is None:
            return False
        command = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Columns
        self.selectionModel().setCurrentIndex(
            self._model.index(min(max(0, row), self._model.rowCount() - 1), at), command
        )
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    def _arrange(self) -> None:
        self.setItemDelegate(CompareDelegate(self._kit.theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(FigureHeader(self._kit.theme, self._model, self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def _fit(self) -> None:
        metrics = QFontMetrics(self.horizontalHeader().font())
        for at, each in enumerate(self.columns):
            wide = metrics.horizontalAdvance(each.name) + ROOM
            self.setColumnWidth(at, min(MOST_WIDTH, max(LEAST_WIDTH, wide)))

    @Slot()
    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._kit.theme.current().row_height)
        self.verticalHeader().setDefaultSectionSize(self._kit.theme.current().row_height)
        self.viewport().update()

    @Slot(QItemSelection, QItemSelection)
    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        columns = self.selectionModel().selectedColumns()
        now = self.columns[columns[0].column()].key if columns else None
        if now != self._chosen:
            self._chosen = now
            self.column_chosen.emit(self.chosen())
