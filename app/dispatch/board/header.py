"""The strip on top of the board: the three levels of time that fit the zoom, from months down to hours."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QDate, QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.board.calendar import Day, days, hours, local, months, tick_minutes, weeks
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Face, Faces
from domain.language import tr

HEADER_HEIGHT = 58
LINES = ((0, 14), (19, 34), (39, 52))
"""Where each level begins, and where its words stand."""
WEEKEND = 6
DAY_WIDTH = 22.0  # narrower days are not named
GAP = 6.0


class HeaderStrip(QWidget):
    """What lies across the left edge keeps its name in view."""

    def __init__(self, scene: Scene, faces: Faces, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scene = scene
        self._faces = faces
        self._locale = QLocale()

    def sizeHint(self) -> QSize:
        return QSize(0, HEADER_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._scene
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), scene.colours.raised)
        since, until = scene.seconds(-1), scene.seconds(self.width() + 1)
        shown = list(days(since, until, scene.zone))
        step = tick_minutes(scene.scale.per_hour)
        if step is not None:
            self._level(painter, 0, weeks(since, until, scene.zone), self._faces.small)
            self._level(painter, 1, shown, self._faces.strong)
            self._hours(painter, shown, step)
        else:
            self._level(painter, 0, months(since, until, scene.zone), self._faces.strong)
            self._level(painter, 1, weeks(since, until, scene.zone), self._faces.small)
            self._narrow_days(painter, shown)
        painter.fillRect(QRect(0, HEADER_HEIGHT - 1, self.width(), 1), scene.colours.day_line)
        self._now(painter)

    def _level(self, painter: QPainter, level: int, spans: Iterable[Day], face: Face) -> None:
        """Name each span as fully as there is room, near its beginning and always in view."""
        scene, (top, base) = self._scene, LINES[level]
        bottom = HEADER_HEIGHT if level else LINES[1][0]
        today = local(scene.now, scene.zone).date()
        for span in spans:
            x, end = scene.x(span.start), scene.x(span.finish)
            painter.fillRect(QRectF(round(x), top, 1, bottom - top), scene.colours.day_line)
            room = min(end, self.width()) - max(x, 0) - 2 * GAP
            is_day = span.finish - span.start < 2 * 86_400
            text = next((each for each in self._names(span) if face.width(each) <= room), "")
            painter.setPen(self._day_colour(span, today) if is_day else scene.colours.muted)
            face.write(painter, max(x, 0) + GAP, base, text)

    def _names(self, span: Day) -> Sequence[str]:
        """What a day, week or month is called, the fullest name first."""
        length = span.finish - span.start
        if length < 2 * 86_400:
            return tuple(self._date(span, each) for each in (tr("dddd d MMMM"), tr("ddd d MMM"), "ddd d", "d"))
        if length < 8 * 86_400:
            week = str(span.date.isocalendar().week)
            named = tr("Week {week}", week=week)
            return f"{named} · {self._date(span, 'MMMM yyyy')}", named, week
        return tuple(self._date(span, each) for each in ("MMMM yyyy", "MMM yyyy", "MMM"))

    def _hours(self, painter: QPainter, shown: Iterable[Day], step: int) -> None:
        scene, face = self._scene, self._faces.small
        painter.setPen(scene.colours.muted)
        for day in shown:
            for seconds, text in hours(day, step, scene.zone):
                left = scene.x(seconds) - face.width(text) / 2
                if left > 1 and left + face.width(text) < self.width():
                    face.write(painter, left, LINES[2][1], text)

    def _narrow_days(self, painter: QPainter, shown: Sequence[Day]) -> None:
        """The days alone, all in one way, or where they are too narrow for that, the Mondays."""
        scene, face = self._scene, self._faces.small
        width = 24 * scene.scale.per_hour
        named = [day for day in shown if width >= DAY_WIDTH or not day.date.weekday()]
        for pattern in ("ddd d", "d") if width >= DAY_WIDTH else (tr("d MMM"), "d"):
            words = [self._date(day, pattern) for day in named]
            room = width if width >= DAY_WIDTH else 7 * width
            if all(face.width(each) <= room - GAP for each in words):
                break
        today = local(scene.now, scene.zone).date()
        for day, text in zip(named, words, strict=True):
            left = scene.x(day.start) + ((width - face.width(text)) / 2 if width >= DAY_WIDTH else GAP)
            painter.setPen(self._day_colour(day, today))
            face.write(painter, left, LINES[2][1], text)

    def _date(self, day: Day, pattern: str) -> str:
        return self._locale.toString(QDate(day.date.year, day.date.month, day.date.day), pattern)

    def _day_colour(self, day: Day, today: object) -> QColor:
        if day.date == today:
            return self._scene.colours.accent_text
        weekend = day.date.isoweekday() >= WEEKEND
        return self._scene.colours.muted if weekend else self._scene.colours.text

    def _now(self, painter: QPainter) -> None:
        x = self._scene.x(self._scene.now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._scene.colours.refuse.fill)
        painter.drawEllipse(QPointF(x, HEADER_HEIGHT - 4), 3.5, 3.5)
