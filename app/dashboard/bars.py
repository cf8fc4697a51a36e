"""Horizontal bars: the open orders of each stage by lateness, and the fleet in one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.shared.fonts import text_font
from app.shared.theme import Theme
from app.shared.tokens import Tokens

ROW = 30
BAR = 12
GAP = 10
WIDEST_LABEL = 130
SIDE = 8
DOT = 8
SEAM = 1.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    value: int
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its parts from the left, the words at its end, and all of it in the tooltip."""

    name: str
    segments: tuple[Segment, ...]
    note: str = ""
    tip: str = ""

    @property
    def total(self) -> int:
        """How long it is."""
        return sum(segment.value for segment in self.segments)


def paint_segments(painter: QPainter, area: QRectF, segments: Sequence[Segment], tokens: Tokens) -> None:
    """Fill `area` with the segments, in proportion, with round ends and a fine seam between them."""
    total = sum(segment.value for segment in segments)
    if not total:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(area, 3, 3)
    painter.setClipPath(outline)
    left = area.left()
    for segment in segments:
        width = area.width() * segment.value / total
        part = QRectF(left, area.top(), max(width - SEAM, 1.0) if width else 0.0, area.height())
        painter.fillRect(part, _colour(segment.tone, tokens))
        left += width
    painter.restore()


def _colour(tone: str, tokens: Tokens) -> QColor:
    """Solid for what has a meaning; quiet for the rest."""
    return QColor(tokens.line_strong) if tone == "quiet" else QColor(tokens.tone(tone).fill)


class Bars(QWidget):
    """Bars under each other on one scale; `legend` says what the tones mean, as (tone, words)."""

    def __init__(self, theme: Theme, title: str, legend: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._legend = tuple(legend)
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(bar.tip or f"{bar.name} {bar.total}" for bar in bars))
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def bar_area(self, at: int) -> QRectF:
        """Where the bar at that place is drawn, at its full possible length."""
        label, note = self._label_width(), self._note_width()
        width = max(20.0, float(self.width() - label - note - 2 * GAP - 2 * SIDE))
        return QRectF(SIDE + label + GAP, at * ROW + (ROW - BAR) / 2, width, BAR)

    def sizeHint(self) -> QSize:
        return QSize(260, (max(1, len(self._bars)) + bool(self._legend)) * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            bar = self._bar_at(event.pos())
            QToolTip.showText(event.globalPos(), bar.tip if bar else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        longest = max((bar.total for bar in self._bars), default=0)
        for at, bar in enumerate(self._bars):
            self._paint(painter, at, bar, longest)
        if self._bars:
            self._paint_legend(painter)
        painter.end()

    def _paint(self, painter: QPainter, at: int, bar: Bar, longest: int) -> None:
        tokens = self._theme.current()
        label = QRect(SIDE, at * ROW, self._label_width(), ROW)
        font = text_font(tokens.sizes.font)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        name = QFontMetrics(font).elidedText(bar.name, Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        area = self.bar_area(at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(area, 3, 3)
        if longest:
            filled = QRectF(area.left(), area.top(), area.width() * bar.total / longest, area.height())
            paint_segments(painter, filled, bar.segments, tokens)
        painter.setFont(self._note_font())
        painter.setPen(QColor(tokens.text if bar.total else tokens.text_faint))
        note = QRect(self.width() - SIDE - self._note_width(), at * ROW, self._note_width(), ROW)
        painter.drawText(note, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.note)

    def _paint_legend(self, painter: QPainter) -> None:
        tokens = self._theme.current()
        font = text_font(tokens.sizes.small)
        painter.setFont(font)
        left = SIDE
        for tone, words in self._legend:
            middle = len(self._bars) * ROW + ROW / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour(tone, tokens))
            painter.drawRoundedRect(QRectF(left, middle - DOT / 2, DOT, DOT), 2, 2)
            left += DOT + GAP // 2
            width = QFontMetrics(font).horizontalAdvance(words) + 1
            painter.setPen(QColor(tokens.text_muted))
            painter.drawText(QRectF(left, middle - ROW / 2, width, ROW), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 2 * GAP

    def _label_width(self) -> int:
        metrics = QFontMetrics(text_font(self._theme.current().sizes.font))
        return min(WIDEST_LABEL, max((metrics.horizontalAdvance(bar.name) + 1 for bar in self._bars), default=0))

    def _note_width(self) -> int:
        metrics = QFontMetrics(self._note_font())
        return max((metrics.horizontalAdvance(bar.note) + 1 for bar in self._bars), default=0)

    def _note_font(self) -> QFont:
        return text_font(self._theme.current().sizes.font, QFont.Weight.Medium, tabular=True)

    def _bar_at(self, point: QPoint) -> Bar | None:
        at = point.y() // ROW
        return self._bars[at] if 0 <= at < len(self._bars) else None


class Strip(QWidget):
    """One bar over the whole width, its parts adding up to everything."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: tuple[Segment, ...] = ()
        self.setAccessibleName(title)
        self.setFixedHeight(BAR)
        theme.changed.connect(self.update)

    def show_segments(self, segments: Sequence[Segment], tip: str = "") -> None:
        self._segments = tuple(segments)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.update()

    def segments(self) -> tuple[Segment, ...]:
        return self._segments

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.current().sunken))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        paint_segments(painter, QRectF(self.rect()), self._segments, self._theme.current())
        painter.end()
