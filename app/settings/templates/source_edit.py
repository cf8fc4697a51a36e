"""The source of a template: letters of one width, lines with numbers, the line with the fault marked."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.shared.theme import Theme

TAB_STOP = 2


class SourceEdit(QPlainTextEdit):
    """A text editor for templates."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wrong_line = 0
        self._numbers = _Numbers(self)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.setStyleSheet(f"font-family: '{font.family()}'; font-size: 12px;")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._on_update)
        theme.changed.connect(self._restyle)
        self._fit()

    def mark_line(self, number: int) -> None:
        """Mark the line that is wrong; 0 marks none."""
        self._wrong_line = number
        self._restyle()

    def wrong_line(self) -> int:
        return self._wrong_line

    def go_to(self, number: int) -> None:
        """Put the cursor at the beginning of a line."""
        block = self.document().findBlockByNumber(number - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def numbers_width(self) -> int:
        digits = len(str(max(1, self.blockCount())))
        return 14 + digits * self.fontMetrics().horizontalAdvance("9")

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in sight."""
        tokens = self._theme.current()
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), QColor(tokens.sunken))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > event.rect().bottom():
                break
            wrong = block.blockNumber() + 1 == self._wrong_line
            painter.setPen(QColor(tokens.tone("critical").text if wrong else tokens.text_faint))
            place = QRect(0, round(area.top()), self._numbers.width() - 7, round(area.height()))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        inner = self.contentsRect()
        self._numbers.setGeometry(inner.left(), inner.top(), self.numbers_width(), inner.height())

    @Slot(QRect, int)
    def _on_update(self, _area: QRect, _by: int) -> None:
        self._numbers.update()

    @Slot()
    def _restyle(self) -> None:
        self.setExtraSelections([self._mark()] if self._wrong_line else [])
        self._numbers.update()

    def _mark(self) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        block = self.document().findBlockByNumber(self._wrong_line - 1)
        mark.cursor = QTextCursor(block)
        mark.format.setBackground(QColor(self._theme.current().tone("critical").soft))
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return mark


class _Numbers(QWidget):
    """The strip at the left of the editor."""

    def __init__(self, editor: SourceEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event)
