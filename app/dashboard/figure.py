"""A big number with its word, and a smaller one in a line; both lead to the page that they count."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.shared.chips import MARK, Chip, Shape, paint_mark
from app.shared.fonts import text_font
from app.shared.theme import Theme

BIG = 28
PAD = 8
MARK_GAP = 8
DOT = 8
LINE_HEIGHT = 28
FIGURE_HEIGHT = 66
NARROWEST = 84


class Counted(QAbstractButton):
    """What both have in common: a number, words, a tone that shows while the number is not zero."""

    def __init__(self, theme: Theme, words: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.tone = tone
        self.count = 0
        self.shown = "0"
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tell(0, "0")
        theme.changed.connect(self.update)

    def tell(self, count: int, shown: str, tip: str = "") -> None:
        """Show `count`, written as `shown`."""
        self.count, self.shown = count, shown
        self.setAccessibleName(f"{self.text()}: {shown}")
        self.setToolTip(tip)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paint_ground(self, painter: QPainter) -> None:
        tokens = self.theme.current()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, tokens.sizes.radius, tokens.sizes.radius)

    def colour(self) -> QColor:
        """Faint for nothing, the tone for something that a person must look at."""
        tokens = self.theme.current()
        if not self.count:
            return QColor(tokens.text_faint)
        return QColor(tokens.tone(self.tone).text if self.tone else tokens.text)


class Figure(Counted):
    """A big number above its word; `mark` stands before the number."""

    def __init__(
        self, theme: Theme, words: str, *, tone: str = "", mark: Chip | None = None, parent: QWidget | None = None
    ) -> None:
        self._mark = mark
        super().__init__(theme, words, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(text_font(self.theme.current().sizes.font)).horizontalAdvance(self.text())
        mark = MARK + MARK_GAP if self._mark else 0
        number = QFontMetrics(_big()).horizontalAdvance(self.shown) + mark
        return QSize(max(NARROWEST, words + 2 * PAD, number + 2 * PAD), FIGURE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def tell(self, count: int, shown: str, tip: str = "") -> None:
        super().tell(count, shown, tip)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        tokens = self.theme.current()
        left = PAD
        if self._mark is not None:
            painter.setOpacity(1.0 if self.count else 0.35)
            paint_mark(painter, QRectF(left, 15, MARK, MARK), self._mark, tokens)
            painter.setOpacity(1.0)
            left += MARK + MARK_GAP
        painter.setPen(self.colour())
        painter.setFont(_big())
        painter.drawText(QRect(left, 4, self.width() - left, 38), _LEFT, self.shown)
        painter.setPen(QColor(tokens.text_muted))
        painter.setFont(text_font(tokens.sizes.font))
        painter.drawText(QRect(PAD, 40, self.width() - PAD, 22), _LEFT, self.text())
        painter.end()


class CountLine(Counted):
    """A number and its words in one line, behind a dot in the tone."""

    def __init__(self, theme: Theme, words: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(text_font(self.theme.current().sizes.font)).horizontalAdvance(self.text())
        return QSize(words + 110, LINE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        tokens = self.theme.current()
        middle = self.height() / 2
        painter.setOpacity(1.0 if self.count else 0.35)
        dot = QRectF(PAD, middle - DOT / 2, DOT, DOT)
        paint_mark(painter, dot, Chip("", self.tone, Shape.DOT), tokens)
        painter.setOpacity(1.0)
        left = PAD + DOT + MARK_GAP
        painter.setFont(text_font(tokens.sizes.font))
        painter.setPen(QColor(tokens.text if self.count else tokens.text_muted))
        inner = QRect(left, 0, self.width() - left - PAD, self.height())
        painter.drawText(inner, _LEFT, self.text())
        painter.setFont(text_font(tokens.sizes.font, QFont.Weight.DemiBold, tabular=True))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.shown)
        painter.end()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _big() -> QFont:
    return text_font(BIG, QFont.Weight.DemiBold, tabular=True)
