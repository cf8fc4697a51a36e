"""A table that one types into like a sheet: Enter and Tab go on, what is refused stays with the reason beside it."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView

from app.shared.columns import HasId
from app.shared.header_memory import HeaderMemory
from app.shared.kit import Kit
from app.shared.layout import label
from app.shared.sheet_column import Input, SheetColumn
from app.shared.sheet_delegate import SheetDelegate
from app.shared.sheet_model import NEW, SheetModel
from app.shared.type_ahead import Found
from domain.language import tr

R = TypeVar("R", bound=HasId)
MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QTableView, Generic[R]):
    """Shows a `SheetModel`; says what was typed, what is searched, and which row is to be crossed out."""

    entered = Signal(int, str, object)
    searched = Signal(str, str)
    struck = Signal(int)
    """Del was pressed on the row with this id."""
    cell_changed = Signal()
    """The cursor is in another cell."""
    left = Signal()
    """Esc was pressed, and nothing is wrong."""

    def __init__(
        self, columns: Sequence[SheetColumn[R]], may_edit: Callable[[R, str], bool], kit: Kit, name: str, title: str
    ) -> None:
        super().__init__()
        self._kit = kit
        self._model: SheetModel[R] = SheetModel(columns, may_edit, self)
        self._delegate = SheetDelegate(kit.theme, self._model, tr("Nothing is called like that."), self)
        self._bubble: QLabel = label("", "bubble", wrap=True)
        self.setObjectName(f"sheet_{name}")
        self.setAccessibleName(title)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._arrange()
        self._memory = HeaderMemory(self.horizontalHeader(), columns, kit.memory, f"sheets/{name}")
        self._connect()
        self._restyle()

    def sheet_model(self) -> SheetModel[R]:
        return self._model

    def set_rows(self, rows: Sequence[R], *, takes_new: bool) -> None:
        """Show `rows` and perhaps an empty one below; the current cell stays where its row is."""
        here = self.currentIndex()
        place = (self._model.id_at(here), self._model.columns[here.column()].name) if here.isValid() else None
        if self.state() is QAbstractItemView.State.EditingState and place is not None and self._model.rows() == rows:
            return
        self._model.set_rows(rows, takes_new=takes_new)
        if place is not None and not self.currentIndex().isValid():
            self.go_to(*place)
        self._show_bubble()

    def offer_choices(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self._delegate.offer_choices(name, choices)

    def offer_found(self, words: str, found: Sequence[Found]) -> None:
        self._delegate.offer_found(words, found)

    def refuse(self, row_id: int, name: str, sentence: str) -> None:
        """Say beside the cell why what was typed there is not kept, and go there."""
        self._model.refuse(row_id, name, sentence)
        if self.state() is not QAbstractItemView.State.EditingState or self.currentIndex() == self._model.index_of(
            row_id, name
        ):
            self.go_to(row_id, name)
        self._show_bubble()

    def go_to(self, row_id: int, name: str) -> bool:
        """Make a cell current; says whether it is there."""
        index = self._model.index_of(row_id, name)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def begin_new(self, name: str) -> None:
        """Go to the empty row and begin to type."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.go_to(NEW, name):
            self.edit(self.currentIndex())

    def refusal(self) -> str:
        """The sentence that is shown."""
        return "" if self._bubble.isHidden() else self._bubble.text()

    def event(self, event: QEvent) -> bool:
        """Letters that are typed into a cell are no shortcuts of the page."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, plain = self.currentIndex(), not event.modifiers() & MODIFIERS
        if event.key() in (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain:
            if not self.step(-1 if event.key() == Qt.Key.Key_Backtab else 1):
                self.focusNextPrevChild(event.key() != Qt.Key.Key_Backtab)
        elif event.key() == Qt.Key.Key_Space and plain and self._is_check(index):
            self._model.setData(index, not self._model.data(index, Qt.ItemDataRole.EditRole))
        elif event.key() == Qt.Key.Key_Delete and plain and self._model.id_at(index) != NEW:
            self.struck.emit(self._model.id_at(index))
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back(index)
        elif plain and self._is_check(index) and event.text().strip():
            return
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def step(self, by: int) -> bool:
        """Go to the next cell, or the one before, that takes something; says whether there is one."""
        here = self.currentIndex()
        if not here.isValid():
            return False
        columns = [at for at in self._visual() if not self.isColumnHidden(at) or at == here.column()]
        row, at = here.row(), columns.index(here.column()) + by
        while 0 <= row < self._model.rowCount():
            while 0 <= at < len(columns):
                index = self._model.index(row, columns[at])
                if self._model.is_editable(index):
                    self.setCurrentIndex(index)
                    return True
                at += by
            row += by
            at = 0 if by > 0 else len(columns) - 1
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_bubble()

    def _step_back(self, index: QModelIndex) -> None:
        """What is wrong is forgotten first; then the keyboard goes back to the page."""
        if self._model.wrong(index):
            self._model.forgive(self._model.id_at(index), self._model.columns[index.column()].name)
            self._show_bubble()
        else:
            self.left.emit()

    def _visual(self) -> list[int]:
        header = self.horizontalHeader()
        return [header.logicalIndex(at) for at in range(header.count())]

    def _is_typing(self, event: QKeyEvent) -> bool:
        if event.modifiers() & MODIFIERS:
            return False
        if event.key() in (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Delete, Qt.Key.Key_Escape):
            return True
        return bool(event.text().strip() or event.key() == Qt.Key.Key_Space) and self._model.is_editable(
            self.currentIndex()
        )

    def _is_check(self, index: QModelIndex) -> bool:
        return (
            index.isValid()
            and self._model.columns[index.column()].input is Input.CHECK
            and self._model.is_editable(index)
        )

    def _arrange(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._bubble.setParent(self.viewport())
        self._bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bubble.hide()

    def _connect(self) -> None:
        self._kit.theme.changed.connect(self._restyle)
        self._model.entered.connect(self.entered)
        self._delegate.searched.connect(self.searched)
        self._delegate.moved.connect(self.step)
        self.selectionModel().currentChanged.connect(self._show_bubble)
        self.selectionModel().currentChanged.connect(self._on_cell)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._show_bubble)

    @Slot()
    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._kit.theme.current().row_height)
        self.verticalHeader().setDefaultSectionSize(self._kit.theme.current().row_height)
        self.viewport().update()

    @Slot()
    def _on_cell(self) -> None:
        self.cell_changed.emit()

    @Slot()
    def _show_bubble(self) -> None:
        """The reason hangs below the current cell if that is wrong, else below the first one that is."""
        cells = [self._model.index_of(*cell) for cell in self._model.wrong_cells()]
        here = self.currentIndex()
        index = here if self._model.wrong(here) else next((each for each in cells if each.isValid()), QModelIndex())
        sentence = self._model.wrong(index)
        self._bubble.setVisible(bool(sentence))
        if not sentence:
            return
        self._bubble.setText(sentence)
        self._bubble.setFixedWidth(min(300, max(160, self.viewport().width() - 16)))
        self._bubble.adjustSize()
        cell, area = self.visualRect(index), self.viewport().rect()
        left = max(0, min(cell.left(), area.width() - self._bubble.width() - 4))
        below = cell.bottom() + 3
        fits = below + self._bubble.height() <= area.height()
        self._bubble.move(left, below if fits else max(0, cell.top() - self._bubble.height() - 3))
        self._bubble.raise_()
