"""Twelve months at a glance: a line for each month, a cell for each day, marked with what that day brings."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.shared.days import month_words, short_day
from app.shared.fonts import text_font
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.language import tr

HEAD = 108
TOP = 18
CELL = 20
DAYS = 31
MONTHS = 12
LEAST_CELL = 13
CORNER = 5
ROOMY = 19
"""Narrower cells leave room for the number of every fifth day alone."""
FEW = 5
SATURDAY = 5
LATEST = date(date.max.year - 1, 1, 1)


@dataclass(frozen=True, slots=True)
class DayMark:
    """What stands in the cell of a day: a short text on the ground of a tone; `flag` puts a corner on it."""

    text: str
    tone: str = ""
    flag: bool = False


class YearCalendar(QWidget):
    """Shows marks; a day or a month can be picked with mouse and keys."""

    picked = Signal(object, object)
    """First and last day of what was picked; None and None when nothing is."""

    def __init__(self, theme: Theme, words: Callable[[date], str]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._first = date(2000, 1, 1)
        self._marks: Mapping[date, DayMark] = {}
        self._picked: tuple[date, date] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("The days of twelve months"))
        theme.changed.connect(self._repaint)

    @property
    def first(self) -> date:
        """The first day that is shown."""
        return self._first

    @property
    def last(self) -> date:
        """The last day that is shown."""
        return month_after(self._first, MONTHS) - timedelta(days=1)

    def show_months(self, first: date) -> None:
        """Show twelve months, beginning with that of a day."""
        self._first = min(first.replace(day=1), LATEST)
        self.update()

    def show_marks(self, marks: Mapping[date, DayMark]) -> None:
        """Show what the days bring."""
        self._marks = marks
        self.update()

    def pick(self, first: date | None, last: date | None) -> None:
        """Pick days, or nothing, without a signal."""
        self._picked = None if first is None or last is None else (first, last)
        words = "" if first is None else self._words(first)
        self.setAccessibleDescription(words)
        self.update()

    def picked_day(self) -> date | None:
        """The day that is picked, if it is one."""
        return self._picked[0] if self._picked and self._picked[0] == self._picked[1] else None

    def area_of(self, day: date) -> QRectF:
        """Where the cell of a day is."""
        wide = self._cell_width()
        line = (day.year - self._first.year) * MONTHS + day.month - self._first.month
        return QRectF(HEAD + (day.day - 1) * wide, TOP + line * CELL, wide, CELL)

    def sizeHint(self) -> QSize:
        return QSize(HEAD + DAYS * (CELL + CORNER), TOP + MONTHS * CELL + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(HEAD + DAYS * LEAST_CELL, TOP + MONTHS * CELL + 2)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), "" if day is None else self._words(day), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        day = self._day_at(at.x(), at.y())
        if day is not None:
            self._tell(day, day)
        elif at.x() < HEAD and 0 <= (line := int((at.y() - TOP) // CELL)) < MONTHS:
            month = month_after(self._first, line)
            self._tell(month, month_after(month, 1) - timedelta(days=1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        months = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(self._from() + timedelta(days=steps[key]) if self._picked else self._first)
        elif key in months:
            self._step(_same_day(self._from(), months[key]) if self._picked else self._first)
        elif key is Qt.Key.Key_Space and self._picked:
            month = self._from().replace(day=1)
            self._tell(month, month_after(month, 1) - timedelta(days=1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.current()
        painter.setFont(text_font(tokens.sizes.small, tabular=True))
        painter.setPen(QColor(tokens.text_faint))
        wide = self._cell_width()
        for day in range(1, DAYS + 1):
            if wide >= ROOMY or day == 1 or day % FEW == 0:
                area = QRectF(HEAD + (day - 1) * wide - wide / 2, 0, 2 * wide, TOP)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(day))
        for line in range(MONTHS):
            self._paint_month(painter, month_after(self._first, line), tokens)
        self._paint_picked(painter, tokens)
        painter.end()

    def _paint_month(self, painter: QPainter, month: date, tokens: Tokens) -> None:
        painter.setPen(QColor(tokens.text_muted))
        top = self.area_of(month).top()
        painter.drawText(QRectF(4, top, HEAD - 8, CELL), Qt.AlignmentFlag.AlignVCenter, month_words(month))
        weekday, length = monthrange(month.year, month.month)
        for at in range(length):
            day = month.replace(day=at + 1)
            cell = self.area_of(day).adjusted(0.5, 0.5, -1, -1)
            rest = (weekday + at) % 7 >= SATURDAY
            self._paint_day(painter, cell, self._marks.get(day), tokens.sunken if rest else tokens.surface, tokens)

    @staticmethod
    def _paint_day(painter: QPainter, cell: QRectF, mark: DayMark | None, ground: str, tokens: Tokens) -> None:
        if mark is None:
            painter.fillRect(cell, QColor(ground))
            painter.setPen(QColor(tokens.line_soft))
            painter.drawLine(cell.bottomLeft(), cell.bottomRight())
            return
        tone = tokens.tone(mark.tone) if mark.tone else None
        painter.fillRect(cell, QColor(tone.soft if tone else ground))
        painter.setPen(QColor(tone.text if tone else tokens.text_muted))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, mark.text)
        if mark.flag and tone:
            corner = QPolygonF(
                [cell.topLeft(), cell.topLeft() + QPointF(CORNER + 2, 0), cell.topLeft() + QPointF(0, CORNER + 2)]
            )
            painter.setBrush(QColor(tone.fill))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(corner)

    def _paint_picked(self, painter: QPainter, tokens: Tokens) -> None:
        if self._picked is None or not self._first <= self._picked[0] <= self.last:
            return
        first, last = self._picked
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.focus if self.hasFocus() else tokens.accent), 2))
        painter.drawRect(self.area_of(first).united(self.area_of(last)).adjusted(1, 1, -1, -1))

    def _tell(self, first: date, last: date) -> None:
        """Pick it; what is picked already is let go."""
        again = self._picked == (first, last)
        self.pick(None if again else first, None if again else last)
        self.picked.emit(*(self._picked or (None, None)))

    def _step(self, day: date) -> None:
        day = min(max(day, self._first), self.last)
        if self._picked != (day, day):
            self._tell(day, day)

    def _from(self) -> date:
        return self._picked[0] if self._picked else self._first

    def _cell_width(self) -> float:
        return (self.width() - HEAD - 1) / DAYS

    def _day_at(self, x: float, y: float) -> date | None:
        line, at = int((y - TOP) // CELL), int((x - HEAD) // self._cell_width())
        if not 0 <= line < MONTHS or x < HEAD:
            return None
        month = month_after(self._first, line)
        return month.replace(day=at + 1) if at < monthrange(month.year, month.month)[1] else None

    @Slot()
    def _repaint(self) -> None:
        self.update()


def month_after(month: date, count: int) -> date:
    """The first day of the month that is `count` after that of a day, or before it."""
    whole = month.year * MONTHS + month.month - 1 + count
    return date(whole // MONTHS, whole % MONTHS + 1, 1)


def day_words(day: date, *parts: str) -> str:
    """A day and what it brings, in one line."""
    return " · ".join((short_day(day), *(part for part in parts if part)))


def _same_day(day: date, months: int) -> date:
    month = month_after(day, months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))
