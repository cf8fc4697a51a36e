"""Keeps together what belongs together when a paper goes on over pages: headings with what follows, small tables."""

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

SMALL = 0.3
"""A table that takes no more of a page is never cut in two."""
BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


def keep_together(document: QTextDocument) -> None:
    """Begin a new page before each small table that would be cut, and each heading that would stand alone."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable) and _is_cut(document, frame):
            _begin_page(document, frame)
    block = document.begin()
    while block.isValid():
        if _stands_alone(document, block):
            _break_before(block)
        block = block.next()


def _is_cut(document: QTextDocument, table: QTextTable) -> bool:
    place, height = document.documentLayout().frameBoundingRect(table), document.pageSize().height()
    return place.height() < SMALL * height and place.top() // height < (place.bottom() - 1) // height


def _begin_page(document: QTextDocument, table: QTextTable) -> None:
    """Before the table, or before the heading that it has."""
    above = document.findBlock(table.firstPosition() - 1)
    if _is_heading(above):
        _break_before(above)
        return
    broken = table.format()
    broken.setPageBreakPolicy(BREAK)
    table.setFormat(broken)


def _stands_alone(document: QTextDocument, block: QTextBlock) -> bool:
    below = block.next()
    if not (_is_heading(block) and below.isValid()):
        return False
    layout, height = document.documentLayout(), document.pageSize().height()
    return layout.blockBoundingRect(block).top() // height < layout.blockBoundingRect(below).top() // height


def _is_heading(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().headingLevel() > 0 and not QTextCursor(block).currentTable()


def _break_before(block: QTextBlock) -> None:
    broken = QTextBlockFormat()
    broken.setPageBreakPolicy(BREAK)
    QTextCursor(block).mergeBlockFormat(broken)
