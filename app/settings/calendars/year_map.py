"""A year at a glance: a row for each month, a cell for each day, closed ones marked with why."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.settings.calendars.names import MONTHS, months
from app.shared.days import short_day
from app.shared.fonts import text_font
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.calendars.closing import DayKind, DayRow
from domain.language import tr

HEAD = 40
CELL = 19
DAYS = 31


class YearMap(QWidget):
    """Paints which days are worked; the tooltip of a cell names the day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._year = 2000
        self._open_weekdays: frozenset[int] = frozenset()
        self._days: Mapping[date, DayRow] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The days of the year"))
        theme.changed.connect(self.update)

    def show_year(self, year: int, open_weekdays: frozenset[int], rows: tuple[DayRow, ...]) -> None:
        self._year, self._open_weekdays = year, open_weekdays
        self._days = {row.day: row for row in sorted(rows, key=_least_telling)}
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """How many days are worked."""
        return tr("{count} working days in {year}", count=self.working_days(), year=self._year)

    def working_days(self) -> int:
        return sum(self._is_worked(day) for month in MONTHS for day in _days_of(self._year, month))

    def sizeHint(self) -> QSize:
        return QSize(HEAD + DAYS * CELL, len(MONTHS) * CELL + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(HEAD + DAYS * 9, len(MONTHS) * CELL + 2)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.current()
        painter.setFont(text_font(tokens.sizes.small))
        for at, name in enumerate(months(short=True)):
            painter.setPen(QColor(tokens.text_muted))
            painter.drawText(QRectF(0, at * CELL, HEAD - 6, CELL), Qt.AlignmentFlag.AlignVCenter, name)
            for day in _days_of(self._year, at + 1):
                self._paint_day(painter, day, tokens)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, tokens: Tokens) -> None:
        wide = self._cell_width()
        cell = QRectF(HEAD + (day.day - 1) * wide, (day.month - 1) * CELL, wide, CELL).adjusted(0.5, 0.5, -1, -1)
        row = self._days.get(day)
        ground, ink, letter = tokens.accent_soft, tokens.text_muted, str(day.day)
        if row is not None and not row.open:
            tone = tokens.tone("major" if row.kind is DayKind.HOLIDAY else "info")
            ground, ink, letter = tone.fill, tone.on_fill, tr("H") if row.kind is DayKind.HOLIDAY else tr("C")
        elif day.weekday() not in self._open_weekdays:
            ground, ink = tokens.sunken, tokens.text_faint
        elif row is not None:
            letter = tr("O")
        painter.fillRect(cell, QColor(ground))
        painter.setPen(QColor(ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, letter)

    def _cell_width(self) -> float:
        return min(float(CELL + 6), (self.width() - HEAD) / DAYS)

    def _is_worked(self, day: date) -> bool:
        row = self._days.get(day)
        return day.weekday() in self._open_weekdays and (row is None or row.open)

    def _words_at(self, x: int, y: int) -> str:
        month, number = y // CELL + 1, int((x - HEAD) // self._cell_width()) + 1
        if month not in MONTHS or not 1 <= number <= monthrange(self._year, month)[1]:
            return ""
        day = date(self._year, month, number)
        state = tr("worked") if self._is_worked(day) else tr("closed")
        row = self._days.get(day)
        name = f" · {row.name}" if row else ""
        return f"{short_day(day)}{name} · {state}"


def _least_telling(row: DayRow) -> tuple[bool, bool]:
    return not row.open, row.kind is DayKind.HOLIDAY


def _days_of(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
