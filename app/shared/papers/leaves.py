"""Lays out a paper on A4 pages and paints them, the same on screen, in a PDF and on a printer."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)

from app.shared.fonts import FAMILY
from app.shared.papers.keeping import keep_together
from domain.documents.sheets import Sheet
from domain.language import tr

DPI = 300
MILLIMETRE = DPI / 25.4
WIDTH, HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
SIDE, TOP, BOTTOM = 18 * MILLIMETRE, 14 * MILLIMETRE, 24 * MILLIMETRE
FOOT_GAP = 5 * MILLIMETRE
FOOT_SIZE = 7.5
TEXT_SIZE = 9.5
INK, FAINT = "#1c2024", "#59626b"


class Leaves:
    """The pages of one paper; lives and dies on one thread."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        # Sizes in points come out right only beside a device that says how fine it is.
        self._device = QImage(1, 1, QImage.Format.Format_RGB32)
        self._device.setDotsPerMeterX(round(DPI / 0.0254))
        self._device.setDotsPerMeterY(round(DPI / 0.0254))
        self.size = QSizeF(HEIGHT, WIDTH) if sheet.landscape else QSizeF(WIDTH, HEIGHT)
        """That of a page."""
        self._body = QSizeF(self.size.width() - 2 * SIDE, self.size.height() - TOP - BOTTOM)
        self._document = _document(sheet, self._device, self._body)

    @property
    def count(self) -> int:
        """How many pages."""
        return self._document.pageCount()

    @property
    def text(self) -> str:
        """Everything that stands on them, for screen readers."""
        return self._document.toPlainText()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint page number `page`, counted from 0; one unit is 1/300 inch."""
        height = self._body.height()
        painter.save()
        painter.translate(SIDE, TOP - page * height)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, page * height, self._body.width(), height)
        context.palette.setColor(QPalette.ColorRole.Text, QColor(INK))
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        self._paint_foot(painter, page)

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        top = self.size.height() - BOTTOM + FOOT_GAP
        room = QRectF(SIDE, top, self._body.width(), self.size.height() - top - 7 * MILLIMETRE)
        painter.save()
        painter.setPen(QPen(QColor("#b4bcc3"), 2))
        painter.drawLine(room.topLeft(), room.topRight())
        painter.setPen(QColor(FAINT))
        painter.setFont(_foot_font())
        room.setTop(top + 1.5 * MILLIMETRE)
        number = tr("{title}  ·  Page {page} of {count}", title=self._sheet.title, page=page + 1, count=self.count)
        right = QTextOption(Qt.AlignmentFlag.AlignRight)
        painter.drawText(room.adjusted(room.width() * 0.55, 0, 0, 0), number, right)
        painter.drawText(room.adjusted(0, 0, -room.width() * 0.47, 0), self._sheet.foot, QTextOption())
        painter.restore()


class _Document(QTextDocument):
    """Knows the pictures of its paper and reads no other file, whatever a template names."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._pictures = pictures

    def loadResource(self, _kind: int, name: QUrl | str) -> Any:
        content = self._pictures.get(name.toString() if isinstance(name, QUrl) else name)
        return QImage() if content is None else QImage.fromData(content)


def _document(sheet: Sheet, device: QImage, body: QSizeF) -> QTextDocument:
    document = _Document(sheet.pictures)
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(TEXT_SIZE))
    document.setHtml(sheet.html)
    document.setPageSize(body)
    keep_together(document)
    return document


def _foot_font() -> QFont:
    """In pixels: unlike the document, what is painted by itself takes its points from whatever it is painted on."""
    font = _font(FOOT_SIZE)
    font.setPixelSize(round(FOOT_SIZE * DPI / 72))
    return font


def _font(points: float) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("calt", "case"):  # other shapes of a sign have no letter in a PDF that one could find or copy
        font.setFeature(QFont.Tag(feature), 0)
    return font
