"""How the cells of a sheet look, and what one types into them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.shared.fonts import text_font
from app.shared.sheet_column import Input, SheetColumn
from app.shared.sheet_model import SheetModel
from app.shared.theme import Theme
from app.shared.type_ahead import Found, TypeAhead

SIDE, EDGE = 8, 16
Index = QModelIndex | QPersistentModelIndex
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetDelegate(QStyledItemDelegate):
    """Paints text with what is wrong framed in red; gives each kind of input its editor."""

    searched = Signal(str, str)
    """Field and words of a cell that searches while one types."""
    moved = Signal(int)
    """An editor was left forwards (1) or backwards (-1)."""

    def __init__(self, theme: Theme, model: SheetModel[Any], nothing: str, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._nothing = nothing
        self._choices: dict[str, tuple[tuple[Any, str], ...]] = {}
        self._searching: TypeAhead | None = None

    def offer_choices(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """What can be chosen in a column, each with its word."""
        self._choices[name] = tuple(choices)

    def offer_found(self, words: str, found: Sequence[Found]) -> None:
        """What was found for the words typed last."""
        if self._searching is not None:
            self._searching.offer(words, found)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, rect = self._theme.current(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(tokens.selection if selected else tokens.surface))
        painter.setPen(QColor(tokens.line_soft))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        self._paint_words(painter, rect.adjusted(SIDE if index.column() else EDGE, 0, -SIDE, 0), index)
        if self._model.wrong(index):
            painter.setPen(QPen(QColor(tokens.tone("critical").fill), 1.5))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._column(index)
        if column.input is Input.CHOICE:
            editor: QWidget = self._combo(parent, column.name)
        elif column.input is Input.SEARCH:
            editor = self._type_ahead(parent, column.name)
        else:
            editor = QLineEdit(parent)
        editor.setObjectName(f"editor_{column.name}")
        editor.setProperty("role", "cell")
        editor.setAccessibleName(column.title)
        editor.setFont(text_font(self._theme.current().sizes.font, tabular=True))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("begun"):  # Qt fills an editor again when rows change; what is typed stays
            return
        editor.setProperty("begun", True)
        value = self._column(index).begins(self._model.row_at(index))
        if isinstance(editor, QComboBox):
            values = [each for each, _ in self._choices.get(self._column(index).name, ())]
            editor.setCurrentIndex(values.index(value) if value in values else -1)
        elif isinstance(editor, QLineEdit):
            words = index.data() if self._model.wrong(index) else value
            editor.setText("" if words is None else str(words))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            if editor.currentIndex() >= 0:
                model.setData(_plain(index), self._choices[self._column(index).name][editor.currentIndex()][0])
        elif isinstance(editor, QLineEdit) and not isinstance(editor, TypeAhead):
            model.setData(_plain(index), editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab keep what was typed and go on to the next cell; Esc leaves it as it was."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            forwards = event.key() == Qt.Key.Key_Tab or event.key() in ENTER
            if isinstance(watched, TypeAhead) and event.key() in ENTER and watched.text().strip():
                return False
            if isinstance(watched, TypeAhead) and event.key() == Qt.Key.Key_Tab and watched.text().strip():
                watched.take_current()
                return True
            if forwards or event.key() == Qt.Key.Key_Backtab:
                self._leave(watched, 1 if forwards else -1)
                return True
        return super().eventFilter(watched, event)

    def _leave(self, editor: QWidget, step: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        view = self.parent()
        if isinstance(view, QTableView) and not self._model.wrong(view.currentIndex()):
            self.moved.emit(step)

    def _combo(self, parent: QWidget, name: str) -> QComboBox:
        combo = QComboBox(parent)
        combo.addItems([word for _, word in self._choices.get(name, ())])
        return combo

    def _type_ahead(self, parent: QWidget, name: str) -> TypeAhead:
        line = TypeAhead(self._nothing, parent)
        self._searching = line
        line.searched.connect(_Search(self, name, line).on_searched)
        line.taken.connect(self._on_taken)
        line.destroyed.connect(self._on_gone)
        return line

    @Slot(object)
    def _on_taken(self, found: Found) -> None:
        line = self._searching
        view = self.parent()
        if line is not None and isinstance(view, QTableView):
            index = view.currentIndex()
            self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)
            is_new = self._model.row_at(index) is None
            self._model.setData(index, found.value)
            if not is_new:  # a new row is gone to when it is made
                self.moved.emit(1)

    @Slot()
    def _on_gone(self) -> None:
        if self._searching is not None and self.sender() is self._searching:
            self._searching = None

    def _paint_words(self, painter: QPainter, inner: QRect, index: Index) -> None:
        tokens, column, row = self._theme.current(), self._column(index), self._model.row_at(index)
        quiet = self._model.is_hint(index) or column.muted or (row is not None and not self._model.is_editable(index))
        font = text_font(tokens.sizes.font, tabular=True)
        font.setStrikeOut(self._model.is_crossed_out(row))
        painter.setFont(font)
        painter.setPen(QColor(tokens.text_muted if quiet else tokens.text))
        words = QFontMetrics(font).elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, column.align, words)

    def _column(self, index: Index) -> SheetColumn[Any]:
        return self._model.columns[index.column()]


class _Search(QObject):
    """Says of which column the words are that an editor searches."""

    def __init__(self, delegate: SheetDelegate, name: str, line: TypeAhead) -> None:
        super().__init__(line)
        self._delegate = delegate
        self._name = name

    @Slot(str)
    def on_searched(self, words: str) -> None:
        self._delegate.searched.emit(self._name, words)


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())
