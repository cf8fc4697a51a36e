"""Small marks with a meaning: shape, letter and colour, never colour alone."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shared.fonts import text_font
from app.shared.laid_out import laid_out, put_down
from app.shared.theme import Theme
from app.shared.tokens import Tokens, Tone
from domain.words import Priority, Severity

MARK = 16
GAP = 6
PAD = 7
GROUND = 20


class Shape(StrEnum):
    """The outline of a mark."""

    OCTAGON = "octagon"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CIRCLE = "circle"
    SQUARE = "square"
    DOT = "dot"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark and its word; `soft` puts the word on a coloured ground."""

    text: str
    tone: str = "neutral"
    shape: Shape = Shape.NONE
    letter: str = ""
    soft: bool = False


SEVERITY_SHAPES = {
    Severity.CRITICAL: Shape.OCTAGON,
    Severity.MAJOR: Shape.TRIANGLE,
    Severity.MINOR: Shape.DIAMOND,
    Severity.WARNING: Shape.CIRCLE,
}


def severity_chip(severity: Severity) -> Chip:
    return Chip(severity.label, severity.value, SEVERITY_SHAPES[severity], severity.letter)


def priority_chip(priority: Priority) -> Chip:
    return Chip(priority.label, f"priority.{priority.value}", Shape.SQUARE, priority.letter)


def stage_chip(label: str, tone: str = "neutral") -> Chip:
    """The stage of an order, as the administrator named it."""
    return Chip(label, tone, Shape.DOT, soft=True)


def paint_chip(painter: QPainter, area: QRectF, chip: Chip, tokens: Tokens, font: QFont, ink: str = "") -> None:
    """Draw `chip` at the left of `area`, in the middle of its height, its word cut to fit."""
    tone = tokens.tone(chip.tone)
    around = 2 * PAD if chip.soft else 0
    mark = _mark_width(chip)
    words = laid_out(chip.text, font.pixelSize(), max(0, int(area.width()) - mark - around) + 1)
    height = min(GROUND, int(area.height()))
    ground = min(int(area.width()), mark + around + round(words.size().width()) + 1) if chip.soft else mark
    top = area.center().y() - height / 2
    if ground:
        ratio = painter.device().devicePixelRatio()
        picture = _picture(chip.shape, chip.letter, tone, ground, height, ratio, soft=chip.soft)
        painter.drawPixmap(QPointF(area.left(), round(top)), picture)
    painter.setFont(font)
    painter.setPen(QColor(tone.text if chip.soft else ink or tokens.text))
    left = int(area.left()) + mark + around // 2
    put_down(painter, QRect(left, int(area.top()), ground, int(area.height())), words)


@lru_cache(maxsize=512)
def _picture(shape: Shape, letter: str, tone: Tone, width: int, height: int, ratio: float, *, soft: bool) -> QPixmap:
    """All of a chip but its word, drawn once: round edges are the dearest part of a table."""
    picture = QPixmap(ceil(width * ratio), ceil(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if soft:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
    if shape is not Shape.NONE:
        side = 7.0 if shape is Shape.DOT else float(MARK)
        _draw_mark(painter, QRectF(PAD if soft else 0, (height - side) / 2, side, side), shape, letter, tone)
    painter.end()
    return picture


def paint_mark(painter: QPainter, area: QRectF, chip: Chip, tokens: Tokens) -> None:
    """Draw the mark alone, its letter in the middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_mark(painter, area, chip.shape, chip.letter, tokens.tone(chip.tone))


def _draw_mark(painter: QPainter, area: QRectF, shape: Shape, letter: str, tone: Tone) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.fill))
    if shape in (Shape.CIRCLE, Shape.DOT):
        painter.drawEllipse(area)
    elif shape is Shape.SQUARE:
        painter.drawRoundedRect(area, 3, 3)
    else:
        painter.drawPolygon(_outline(shape, area))
    if letter and shape is not Shape.DOT:
        painter.setFont(text_font(max(8, int(area.height() * 0.66)), QFont.Weight.DemiBold))
        painter.setPen(QColor(tone.on_fill))
        lower = area.height() * (0.12 if shape is Shape.TRIANGLE else 0.0)
        painter.drawText(area.translated(0, lower), Qt.AlignmentFlag.AlignCenter, letter)


def chip_width(chip: Chip, font: QFont) -> int:
    """How wide the whole chip is."""
    return _mark_width(chip) + QFontMetrics(font).horizontalAdvance(chip.text) + (2 * PAD if chip.soft else 0) + 1


def _mark_width(chip: Chip) -> int:
    return {Shape.NONE: 0, Shape.DOT: 7 + GAP}.get(chip.shape, MARK + GAP)


def _outline(shape: Shape, area: QRectF) -> QPolygonF:
    corners = {
        Shape.TRIANGLE: ((0.5, 0.02), (1.0, 0.95), (0.0, 0.95)),
        Shape.DIAMOND: ((0.5, -0.04), (1.04, 0.5), (0.5, 1.04), (-0.04, 0.5)),
        Shape.OCTAGON: ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3)),
    }[shape]
    return QPolygonF([QPointF(area.left() + x * area.width(), area.top() + y * area.height()) for x, y in corners])


class ChipLabel(QWidget):
    """A chip as a widget, for headers and details; `quiet` is small and muted."""

    def __init__(self, theme: Theme, chip: Chip | None = None, *, quiet: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._quiet = quiet
        self._chip = chip or Chip("")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_chip(self._chip)
        theme.changed.connect(self.update)

    def set_chip(self, chip: Chip) -> None:
        self._chip = chip
        self.setAccessibleName(chip.text)
        self.setToolTip(chip.text)
        self.updateGeometry()
        self.update()

    def chip(self) -> Chip:
        return self._chip

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._chip, self._font()) + 2, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.current()
        ink = tokens.text_muted if self._quiet else ""
        paint_chip(painter, QRectF(self.rect()), self._chip, tokens, self._font(), ink)
        painter.end()

    def _font(self) -> QFont:
        sizes = self._theme.current().sizes
        return text_font(sizes.small if self._quiet or self._chip.soft else sizes.font)
