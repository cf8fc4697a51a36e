"""Titles of columns that have not enough room: dots where they are cut, the whole of them under the pointer."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QToolTip

Position = QStyleOptionHeader.SectionPosition


class HeaderTitles(QObject):
    """Follows one header; nothing is told of titles that fit."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent) or event.type() is not QEvent.Type.ToolTip:
            return False
        at = self._header.logicalIndexAt(event.pos())
        if at < 0 or not self.is_cut(at):
            return False
        QToolTip.showText(event.globalPos(), self._title(at), self._header.viewport())
        return True

    def is_cut(self, at: int) -> bool:
        """Whether the title of this column has not enough room."""
        header, option = self._header, QStyleOptionHeader()
        option.initFrom(header)
        option.rect = QRect(0, 0, header.sectionSize(at), header.height())
        option.section = at
        option.orientation = header.orientation()
        option.text = self._title(at)
        option.position = self._position(at)
        room = header.style().subElementRect(QStyle.SubElement.SE_HeaderLabel, option, header).width()
        return option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room) != option.text

    def _title(self, at: int) -> str:
        return str(self._header.model().headerData(at, self._header.orientation()) or "")

    def _position(self, at: int) -> Position:
        """The first one that is seen has another edge."""
        seen = range(self._header.visualIndex(at))
        first = all(self._header.isSectionHidden(self._header.logicalIndex(each)) for each in seen)
        return Position.Beginning if first else Position.Middle
