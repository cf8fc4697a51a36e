"""What the marks of the map mean, below it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.dispatch.board.typeface import Face
from app.dispatch.map.colours import map_colours
from app.dispatch.map.marks import JobState
from app.dispatch.map.paint_marks import HALF, MarkPainter
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.language import tr

HEIGHT = 28
SHRUNK = 0.62
GAP = 14


class MapLegend(QWidget):
    """One line: the shape and colour of each state; what finds no room is left out, from the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colours = map_colours(theme.current())
        self._painter = MarkPainter(self._colours)
        self._face = Face(11)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Legend"))
        theme.changed.connect(self._on_theme)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = 2 * HALF * SHRUNK
        left, middle = 8.0, self.height() / 2
        for state in JobState:
            width = size + 2 + self._face.width(state.label)
            if left + width > self.width():
                break
            picture = self._painter.stamp(state, "", self.devicePixelRatioF())
            painter.drawPixmap(QRectF(left, middle - size / 2, size, size), picture, QRectF(picture.rect()))
            painter.setPen(self._colours.muted)
            self._face.write(painter, left + size + 2, QPointF(0, middle).y() + 4, state.label)
            left += width + GAP
        painter.end()

    def _on_theme(self, tokens: Tokens) -> None:
        self._colours = map_colours(tokens)
        self._painter.dress(self._colours)
        self.update()
