"""Papers as PDF."""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.shared.papers.leaves import DPI, Leaves
from app.shared.saving import save_whole
from domain.documents.sheets import Sheet

_SIGNS = re.compile(rb"\nbegincmap\n.*?\nendcmap\n", re.DOTALL)
"""Where a PDF says which letters its shapes stand for."""


def page_layout(sheet: Sheet) -> QPageLayout:
    """A4 without margins, upright or with the long side down."""
    way = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0))


def pdf(sheet: Sheet) -> bytes:
    """The paper as PDF; may be called on any thread."""
    _dispatcher = QEventLoop()  # a document starts timers, and those want one on their thread
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout(sheet))
    writer.setResolution(DPI)
    writer.setTitle(sheet.title)
    writer.setCreator("Callout")
    leaves = Leaves(sheet)
    painter = QPainter(writer)
    for page in range(leaves.count):
        if page:
            writer.newPage()
        leaves.paint(painter, page)
    painter.end()
    return with_spaces(bytes(buffer.data().data()))


def with_spaces(content: bytes) -> bytes:
    """The PDF with spaces as spaces for who copies its text."""
    return _SIGNS.sub(_with_spaces, content)


def _with_spaces(found: re.Match[bytes]) -> bytes:
    """Inter draws a tab as it draws a space, and Qt notes the first of them; who copies text wants the second.

    The first two numbers of a range are shapes, only those in brackets are letters. Nothing changes its length.
    """
    return re.sub(rb"\[[^\]]*\]", _spaced, found[0])


def _spaced(letters: re.Match[bytes]) -> bytes:
    return letters[0].replace(b"<0009>", b"<0020>")


def write_pdf(path: Path, sheet: Sheet) -> None:
    """Save the paper; what was there is replaced only when all is written. Raises Unavailable."""
    save_whole(path, pdf(sheet))
