"""How the cost of the best plan falls while the optimiser runs."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.dispatch.optimising.values import Progress
from app.shared.fonts import text_font
from app.shared.kit import Kit
from domain.language import tr

LEFT, RIGHT, TOP, BOTTOM = 64, 14, 12, 22
LEAST_HEIGHT = 90
ROOM = 0.08
POINT = 3.0


class CostCurve(QWidget):
    """A falling staircase over the seconds of the run; its two costs stand at the left, the seconds below."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._progress = Progress(0, 1)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Cost of the best plan over time"))
        kit.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(360, 140)

    def show_progress(self, progress: Progress) -> None:
        """Draw the costs found so far."""
        self._progress = progress
        self.update()

    def points(self) -> list[QPointF]:
        """The corners of the staircase in the widget, up to this second."""
        progress, area = self._progress, self._area()
        if not progress.costs:
            return []
        values = [cost for _, cost in progress.costs]
        low, high = min(values), max(values)
        room = (high - low or abs(high) or 1.0) * ROOM
        span = high - low + 2 * room
        found: list[QPointF] = []
        for seconds, cost in (*progress.costs, (max(progress.seconds, progress.costs[-1][0]), values[-1])):
            x = area.left() + area.width() * min(1.0, seconds / max(progress.limit, 1))
            y = area.bottom() - area.height() * (cost - low + room) / span
            if found:
                found.append(QPointF(x, found[-1].y()))
            found.append(QPointF(x, y))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, area, points = self._kit.theme.current(), self._area(), self.points()
        painter.setFont(text_font(tokens.sizes.small, tabular=True))
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(tokens.text_muted))
        self._seconds(painter, area)
        if points:
            self._costs(painter, points)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 1.8))
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(points[-1], POINT, POINT)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def _seconds(self, painter: QPainter, area: QRectF) -> None:
        below = QRectF(area.left(), area.bottom() + 3, area.width(), BOTTOM - 3)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._kit.times.number(0))
        limit = tr("{count} s", count=self._progress.limit)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, limit)

    def _costs(self, painter: QPainter, points: list[QPointF]) -> None:
        """The first and the last cost, unless they would cover each other."""
        values, high = self._progress.costs, self.fontMetrics().height()
        ends = [(points[-1].y(), values[-1][1])]
        if abs(points[0].y() - points[-1].y()) > high:
            ends.append((points[0].y(), values[0][1]))
        for y, cost in ends:
            beside = QRectF(0, y - high / 2, LEFT - 8, high)
            aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(beside, aligned, self._kit.times.number(cost))
