"""A field to sign in, with mouse, finger or pen."""

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from app.shared.theme import Theme
from domain.language import tr

HEIGHT = 140
INK = 2.2
PICTURE_SCALE = 2
EDGE = 16


class SignaturePad(QWidget):
    """Keeps strokes; gives them as a picture, dark on white whatever the theme."""

    signed = Signal()
    """A stroke was drawn, or all were taken away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setFixedHeight(HEIGHT)
        self.setObjectName("signature_pad")
        self.setAccessibleName(tr("Signature"))
        self.setToolTip(tr("Sign here with mouse or pen"))
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._strokes

    def clear(self) -> None:
        """Take every stroke away."""
        self._strokes = []
        self.update()
        self.signed.emit()

    def picture(self) -> bytes:
        """What is drawn, as PNG."""
        size = self.size() * PICTURE_SCALE
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(PICTURE_SCALE, PICTURE_SCALE)
        self._paint_strokes(painter, QColor("#1c2024"))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kinds = {
            QEvent.Type.TabletPress: self._begin,
            QEvent.Type.TabletMove: self._go_on,
        }
        draw = kinds.get(event.type())
        if draw is not None:
            draw(event.position())
        else:
            self._end()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        base = round(self.height() * 0.72)
        painter.drawLine(EDGE, base, self.width() - EDGE, base)
        if self.is_empty:
            painter.setPen(QColor(tokens.text_faint))
            painter.drawText(self.rect().adjusted(0, 0, 0, -EDGE), Qt.AlignmentFlag.AlignCenter, tr("Sign here"))
        self._paint_strokes(painter, QColor(tokens.text))
        painter.end()

    def _begin(self, at: QPointF) -> None:
        self._drawing = True
        self._strokes.append([at])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._drawing:
            self._strokes[-1].append(at)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.signed.emit()

    def _paint_strokes(self, painter: QPainter, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, INK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for stroke in self._strokes:
            path = QPainterPath(stroke[0])
            for point in stroke[1:] or [stroke[0] + QPointF(0.1, 0.1)]:
                path.lineTo(point)
            painter.drawPath(path)
