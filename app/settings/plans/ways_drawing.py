"""Cards of steps below each other, and beside them lines that show where steps lead to."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.settings.plans.step_card import StepCard
from app.shared.layout import column, label
from app.shared.theme import Theme
from domain.language import tr
from domain.monitoring.plans.editing import Way, lanes, ways
from domain.monitoring.plans.plan import Steps

LANE = 9
EDGE = 6
ARROW = 4
TOP = 20
APART = 8


class WaysDrawing(QWidget):
    """Solid lines lead to what comes after a step is done, dashed ones to what comes where it is not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lanes: dict[Way, int] = {}
        self._cards: Sequence[StepCard] = ()
        self._end = label(tr("The plan ends here."), "hint")
        self._end.setIndent(APART)
        self.places = column(self, spacing=6)
        self.places.addWidget(self._end)
        self._end.hide()

    def show_ways(self, steps: Steps, cards: Sequence[StepCard]) -> None:
        """Draw where these steps lead to."""
        self._cards = cards
        self._lanes = lanes(ways(steps))
        self._end.setVisible(bool(cards))
        wide = EDGE + LANE * (1 + max(self._lanes.values(), default=-1)) + (APART if self._lanes else 0)
        self.places.setContentsMargins(wide, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.current()
        for way, lane in self._lanes.items():
            self._draw(painter, way, lane, QColor(tokens.accent_text if way.then else tokens.text_muted))

    def _draw(self, painter: QPainter, way: Way, lane: int, colour: QColor) -> None:
        right = self.places.contentsMargins().left() - 2
        left = right - APART - lane * LANE
        begin, end = self._height(way.start) + (0 if way.then else APART), self._height(way.to) - APART / 2
        pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine if way.then else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([QPointF(right, begin), QPointF(left, begin), QPointF(left, end), QPointF(right, end)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        tip = [QPointF(right, end), QPointF(right - ARROW, end - ARROW), QPointF(right - ARROW, end + ARROW)]
        painter.drawPolygon(QPolygonF(tip))

    def _height(self, place: int) -> float:
        """Where the card of a step, or the end, begins."""
        if place < len(self._cards):
            return self._cards[place].geometry().top() + TOP
        return float(self._end.geometry().center().y() + APART / 2)
