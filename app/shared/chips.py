"""Small marks with a meaning: shape, letter and colour, never colour alone."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shared.fonts import text_font
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.words import Priority, Severity

MARK = 16
GAP = 6
PAD = 7


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
PRIORITY_TONES = {
    Priority.CRITICAL: "critical",
    Priority.HIGH: "major",
    Priority.NORMAL: "info",
    Priority.LOW: "neutral",
}


def severity_chip(severity: Severity) -> Chip:
    return Chip(severity.label, severity.value, SEVERITY_SHAPES[severity], severity.letter)


def priority_chip(priority: Priority) -> Chip:
    return Chip(priority.label, PRIORITY_TONES[priority], Shape.SQUARE, priority.letter)


def stage_chip(label: str, tone: str = "neutral") -> Chip:
    """The stage of an order, as the administrator named it."""
    return Chip(label, tone, Shape.DOT, soft=True)


def paint_chip(painter: QPainter, area: QRectF, chip: Chip, tokens: Tokens, font: QFont, ink: str = "") -> None:
    """Draw `chip` at the left of `area`, in the middle of its height, its word cut to fit."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = tokens.tone(chip.tone)
    if chip.soft:
        area = _paint_ground(painter, area, chip, QColor(tone.soft), font)
    left = area.left()
    if chip.shape is not Shape.NONE:
        side = 7.0 if chip.shape is Shape.DOT else float(MARK)
        mark = QRectF(left, area.center().y() - side / 2, side, side)
        paint_mark(painter, mark, chip, tokens)
        left += side + GAP
    painter.setFont(font)
    painter.setPen(QColor(tone.text if chip.soft else ink or tokens.text))
    space = QRectF(left, area.top(), max(0.0, area.right() - left), area.height())
    metrics = QFontMetrics(font)
    text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, int(space.width()) + 1)
    painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


def paint_mark(painter: QPainter, area: QRectF, chip: Chip, tokens: Tokens) -> None:
    """Draw the mark alone, its letter in the middle."""
    tone = tokens.tone(chip.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.fill))
    if chip.shape in (Shape.CIRCLE, Shape.DOT):
        painter.drawEllipse(area)
    elif chip.shape is Shape.SQUARE:
        painter.drawRoundedRect(area, 3, 3)
    else:
        painter.drawPolygon(_outline(chip.shape, area))
    if chip.letter and chip.shape is not Shape.DOT:
        painter.setFont(text_font(max(8, int(area.height() * 0.66)), QFont.Weight.DemiBold))
        painter.setPen(QColor(tone.on_fill))
        lower = area.height() * (0.12 if chip.shape is Shape.TRIANGLE else 0.0)
        painter.drawText(area.translated(0, lower), Qt.AlignmentFlag.AlignCenter, chip.letter)


def chip_width(chip: Chip, font: QFont) -> int:
    """How wide the whole chip is."""
    mark = {Shape.NONE: 0, Shape.DOT: 7 + GAP}.get(chip.shape, MARK + GAP)
    return mark + QFontMetrics(font).horizontalAdvance(chip.text) + (2 * PAD if chip.soft else 0) + 1


def _paint_ground(painter: QPainter, area: QRectF, chip: Chip, colour: QColor, font: QFont) -> QRectF:
    height = min(20.0, area.height())
    width = min(area.width(), float(chip_width(chip, font)))
    ground = QRectF(area.left(), area.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(ground, height / 2, height / 2)
    return ground.adjusted(PAD, 0, -PAD, 0)


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
