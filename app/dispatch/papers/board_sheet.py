"""The board as it goes on paper or into a picture: all rows of a span, in light colours, page by page."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from app.dispatch.board.chart import BoardChart
from app.dispatch.board.colours import board_colours
from app.dispatch.board.column import COLUMN_WIDTH
from app.dispatch.board.header import HEADER_HEIGHT
from app.dispatch.board.look import Grouping
from app.dispatch.board.measures import GROUP_HEIGHT
from app.dispatch.board.rows import Row
from app.dispatch.board.typeface import OTHER_SHAPES
from app.dispatch.papers.shown import Shown
from app.shared.fonts import text_font
from app.shared.kit import Kit
from app.shared.theme import Look
from domain.language import tr

WIDTH, WIDE = 1400, 2100
"""Pixels of the board on a page: about a day, and more than that."""
ABOUT_A_DAY = timedelta(hours=36)
HEAD, FOOT = 44, 34
INK, FAINT = "#1a1b1f", "#52545e"


class BoardSheet:
    """Knows its pages and paints them; lives and dies on the thread of the window."""

    def __init__(self, kit: Kit, shown: Shown, height: int | None = None) -> None:
        """`height` is that of a page in pixels of the board; without one, all rows are on a single page."""
        self._times = kit.times
        self._title, self._small = _font(17), _font(12)
        self._shown = shown
        self._board = board = BoardChart(kit.theme, kit.times.now(), kit.times.zone)
        board.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        board.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        board.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        board.scene.colours = board_colours(kit.theme.of(Look.LIGHT))
        board.scene.on_paper = True
        board.faces.prepare_for_paper()
        board.set_look(shown.look)
        board.set_plan(shown.technicians, shown.bookings, fade=False)
        self.width = self.width_of(shown)
        board.resize(self.width, HEADER_HEIGHT + 400)
        board.show()
        board.fit_span(shown.since, shown.until)
        self._room = None if height is None else height - HEAD - FOOT - HEADER_HEIGHT
        self.pages = self._divided()

    @staticmethod
    def width_of(shown: Shown) -> int:
        """How wide a page is in pixels of the board."""
        return WIDTH if shown.until - shown.since <= ABOUT_A_DAY else WIDE

    @property
    def height(self) -> int:
        """That of the tallest page."""
        return max(HEAD + HEADER_HEIGHT + finish - start + FOOT for start, finish in self.pages)

    @property
    def rows(self) -> Sequence[Row]:
        """Those of the board, from the top down."""
        return self._board.scene.rows.rows

    def close(self) -> None:
        """Nothing more is painted."""
        self._board.close()
        self._board.deleteLater()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page, counted from 0, at the origin."""
        start, finish = self.pages[page]
        board = self._board
        board.resize(self.width, HEADER_HEIGHT + finish - start)
        board.verticalScrollBar().setValue(start)
        self._head(painter, page)
        board.render(painter, QPoint(0, HEAD), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.fillRect(QRectF(0, HEAD, COLUMN_WIDTH, HEADER_HEIGHT), board.scene.colours.raised)
        self._legend(painter, HEAD + HEADER_HEIGHT + finish - start)

    def _divided(self) -> list[tuple[int, int]]:
        """From where to where in the rows each page goes; a heading that sticks has its room on each."""
        rows = self.rows
        whole = self._board.scene.rows.height
        if self._room is None or whole <= self._room or not rows:
            return [(0, whole)]
        sticks = 0 if self._shown.look.grouping is Grouping.NONE else GROUP_HEIGHT
        found, start = [], 0
        for row in rows:
            bottom = row.top + row.height
            if bottom - start > self._room and row.top > start + sticks:
                found.append((start, row.top))
                start = row.top if row.technician is None else row.top - sticks
        return [*found, (start, whole)]

    def _head(self, painter: QPainter, page: int) -> None:
        times, shown = self._times, self._shown
        last = shown.until - timedelta(seconds=1)
        span = times.day(shown.since)
        if times.local(shown.since).date() != times.local(last).date():
            span = tr("{first} to {last}", first=span, last=times.day(last))
        painter.setPen(QColor(INK))
        painter.setFont(self._title)
        painter.drawText(QRectF(0, 0, self.width / 2, HEAD - 8), Qt.AlignmentFlag.AlignVCenter, span)
        painter.setPen(QColor(FAINT))
        painter.setFont(self._small)
        made = tr("{when} · Page {page} of {count}", when=times.full(times.now()), page=page + 1, count=len(self.pages))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(self.width / 2, 0, self.width / 2, HEAD - 8), right, made)

    def _legend(self, painter: QPainter, top: float) -> None:
        painter.setFont(self._small)
        left = 0.0
        for colour, words in self._board.legend():
            width = painter.fontMetrics().horizontalAdvance(words)
            if left + 18 + width > self.width:
                break
            painter.fillRect(QRectF(left, top + 13, 12, 12), colour)
            painter.setPen(QColor(FAINT))
            painter.drawText(QRectF(left + 18, top + 8, width + 4, 22), Qt.AlignmentFlag.AlignVCenter, words)
            left += 18 + width + 20


def _font(pixels: int) -> QFont:
    font = text_font(pixels)
    for feature in OTHER_SHAPES:
        font.setFeature(QFont.Tag(feature), 0)
    return font
