"""Shows the pages of a paper one below the other, at any size."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.shared.papers.leaves import DPI, HEIGHT, WIDTH, Leaves
from app.shared.theme import Theme
from domain.language import tr

GAP = 16
SMALLEST, LARGEST = 0.25, 4.0
STEP = 1.2
SCREEN_DPI = 96
STRIDE = 60
"""Pixels of one step of the scroll bar."""


class PageView(QAbstractScrollArea):
    """Pages are white in every theme, as they will be printed; what is around them is dressed."""

    zoomed = Signal()
    moved = Signal()
    """Another page is in the middle."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._theme = theme
        self._leaves: Leaves | None = None
        self._fits = True
        self._zoom = 1.0
        self.setAccessibleName(tr("Preview"))
        self.verticalScrollBar().setSingleStep(STRIDE)
        self.horizontalScrollBar().setSingleStep(STRIDE)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_dressed)

    def show_leaves(self, leaves: Leaves) -> None:
        """Show other pages; where one looked at stays in sight as far as it is still there."""
        self._leaves = leaves
        self.setAccessibleDescription(leaves.text)
        self._measure()
        self.moved.emit()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._leaves.count if self._leaves else 0

    @property
    def page(self) -> int:
        """The page in the middle, counted from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max(1, min(self.count, int(middle / (self._page_size().height() + GAP)) + 1))

    @property
    def zoom(self) -> float:
        """1 is as large as on paper."""
        return self._zoom

    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / STEP)

    def set_zoom(self, zoom: float) -> None:
        """Show at `zoom`, what is in the middle staying there."""
        self._fits = False
        self._apply(zoom)

    def fit(self) -> None:
        """As wide as there is room, also after the window changes."""
        self._fits = True
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(720, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens.sunken))
        if self._leaves is None:
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for at in range(self._leaves.count):
            place = self._place(at)
            if place.intersects(QRectF(event.rect())):
                self._paint_page(painter, self._leaves, at, place)

    def _paint_page(self, painter: QPainter, leaves: Leaves, at: int, place: QRectF) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(self._theme.current().line_strong), 1))
        painter.drawRect(place)
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(place.width() / leaves.size.width(), place.height() / leaves.size.height())
        leaves.paint(painter, at)
        painter.restore()

    def _place(self, at: int) -> QRectF:
        size = self._page_size()
        across = max(GAP, (self.viewport().width() - size.width()) / 2) - self.horizontalScrollBar().value()
        down = GAP + at * (size.height() + GAP) - self.verticalScrollBar().value()
        return QRectF(QPointF(round(across), round(down)), size)

    def _page_size(self) -> QSize:
        scale = self._zoom * SCREEN_DPI / DPI
        return (self._paper() * scale).toSize()

    def _measure(self) -> None:
        room = self.viewport().width() - 2 * GAP
        self._apply(min(room / self._paper().width() * DPI / SCREEN_DPI, 1.5) if self._fits else self._zoom)

    def _paper(self) -> QSizeF:
        """The size of a page, upright as long as there is none."""
        return self._leaves.size if self._leaves else QSizeF(WIDTH, HEIGHT)

    def _apply(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        begun = bar.value() > 0
        middle = (bar.value() + self.viewport().height() / 2) / max(1, bar.maximum() + self.viewport().height())
        self._zoom = max(SMALLEST, min(LARGEST, zoom))
        size, room = self._page_size(), self.viewport().size()
        whole = GAP + self.count * (size.height() + GAP)
        bar.setPageStep(room.height())
        bar.setRange(0, max(0, whole - room.height()))
        bar.setValue(round(middle * whole - room.height() / 2) if begun else 0)
        self.horizontalScrollBar().setPageStep(room.width())
        self.horizontalScrollBar().setRange(0, max(0, size.width() + 2 * GAP - room.width()))
        self.viewport().update()
        self.zoomed.emit()

    def _on_scrolled(self, _value: int) -> None:
        self.moved.emit()

    def _on_dressed(self, _tokens: object) -> None:
        self.viewport().update()
