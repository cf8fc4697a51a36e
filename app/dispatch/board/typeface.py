"""The fonts of the board with their metrics, and a cache of elided texts: eliding is what painting spends most on."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText

from app.shared.fonts import text_font

CACHED = 20_000
OTHER_SHAPES = ("tnum", "calt", "case")
BUCKET = 6  # pixels; widths within one bucket share their elided text


class Face:
    """One font and the texts cut to fit in it."""

    def __init__(self, pixels: int, *, strong: bool = False) -> None:
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        self.font = text_font(pixels, weight, tabular=True)
        self.metrics = QFontMetrics(self.font)
        self._ascent = self.metrics.ascent()
        self._cut: dict[tuple[str, int], str] = {}
        self._widths: dict[str, int] = {}
        self._laid: dict[str, QStaticText] = {}

    def width(self, text: str) -> int:
        if text not in self._widths:
            if len(self._widths) > CACHED:
                self._widths.clear()
            self._widths[text] = self.metrics.horizontalAdvance(text)
        return self._widths[text]

    def write(self, painter: QPainter, left: float, base: float, text: str) -> None:
        """Write on a base line; the text is laid out once and for all."""
        laid = self._laid.get(text)
        if laid is None:
            if len(self._laid) > CACHED:
                self._laid.clear()
            laid = self._laid[text] = QStaticText(text)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.prepare(font=self.font)
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(left, base - self._ascent), laid)

    def cut(self, text: str, width: float) -> str:
        """The text, elided to fit."""
        if self.width(text) <= width:
            return text
        bucket = int(width) // BUCKET
        found = self._cut.get((text, bucket))
        if found is None:
            if len(self._cut) > CACHED:
                self._cut.clear()
            found = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, bucket * BUCKET)
            self._cut[(text, bucket)] = found if len(found) > 1 else ""
        return self._cut[(text, bucket)]


class Faces:
    """The faces that the painters of the board share."""

    def __init__(self) -> None:
        self.strong = Face(12, strong=True)
        self.plain = Face(12)
        self.small = Face(11)
        self.label = Face(10, strong=True)

    def prepare_for_paper(self) -> None:
        """Before anything is written: no shapes of signs that a PDF has no letters for, so that one can find them."""
        for face in (self.strong, self.plain, self.small, self.label):
            for feature in OTHER_SHAPES:
                face.font.setFeature(QFont.Tag(feature), 0)
