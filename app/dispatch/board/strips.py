"""The two strips that stay when the board scrolls: days and hours on top, technicians at the left."""

from PySide6.QtCore import QDate, QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.board.calendar import Day, days, hours, local, tick_minutes
from app.dispatch.board.colours import BoardColours
from app.dispatch.board.load import Load, load
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces
from domain.language import figure, tr, trn

HEADER_HEIGHT = 46
COLUMN_WIDTH = 208
WEEKEND = 6
DAY_WIDTH = 22.0  # narrower days are numbered by the week
DAY_NAMED = 44  # narrower days are numbers alone


class HeaderStrip(QWidget):
    """Days over hours; the name of the first day sticks to the left edge."""

    def __init__(self, scene: Scene, faces: Faces, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scene = scene
        self._faces = faces
        self._locale = QLocale()

    def sizeHint(self) -> QSize:
        return QSize(0, HEADER_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, colours = self._scene, self._scene.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), colours.raised)
        shown = list(days(scene.seconds(-200), scene.seconds(self.width() + 40), scene.zone))
        step = tick_minutes(scene.scale.per_hour)
        if step is None:
            self._far(painter, shown)
        else:
            self._near(painter, shown, step)
        painter.fillRect(QRect(0, HEADER_HEIGHT - 1, self.width(), 1), colours.day_line)
        self._now(painter)

    def _near(self, painter: QPainter, shown: list[Day], step: int) -> None:
        scene, faces = self._scene, self._faces
        painter.setPen(scene.colours.muted)
        for day in shown:
            for seconds, text in hours(day, step, scene.zone):
                left = scene.x(seconds) - faces.small.width(text) / 2
                if left > 1 and left + faces.small.width(text) < self.width():
                    faces.small.write(painter, left, 38, text)
        today = next(days(scene.now, scene.now + 1, scene.zone))
        for day in shown:
            x, end = scene.x(day.start), scene.x(day.finish)
            painter.fillRect(QRectF(round(x), 0, 1, HEADER_HEIGHT), scene.colours.day_line)
            text = self._day_name(day, end - x - 16)
            left = min(max(x + 8, 8), end - faces.strong.width(text) - 8)
            painter.setPen(scene.colours.accent_text if day.date == today.date else self._day_colour(day))
            faces.strong.write(painter, left, 18, text)

    def _day_name(self, day: Day, room: float) -> str:
        qdate = QDate(day.date.year, day.date.month, day.date.day)
        for pattern in (tr("dddd d MMMM"), tr("ddd d MMM")):
            text = self._locale.toString(qdate, pattern)
            if self._faces.strong.width(text) <= room:
                return text
        return self._locale.toString(qdate, "d")

    def _far(self, painter: QPainter, shown: list[Day]) -> None:
        scene, faces = self._scene, self._faces
        width = 24 * scene.scale.per_hour
        every = 1 if width >= DAY_WIDTH else 7
        for day in shown:
            x = scene.x(day.start)
            if day.date.day == 1 or day is shown[0]:
                painter.setPen(scene.colours.text)
                text = self._locale.toString(QDate(day.date.year, day.date.month, day.date.day), "MMMM yyyy")
                left, needed = max(x + 4, 8), faces.strong.width(text)
                room = self._room_before_month(day, width) > needed + 24
                if (day.date.day == 1 or room) and left + needed < self.width():
                    faces.strong.write(painter, left, 18, text)
            if every == 1 or day.date.weekday() == 0:
                self._far_day(painter, day, QRectF(x, 24, max(width, DAY_WIDTH), 18))

    def _far_day(self, painter: QPainter, day: Day, box: QRectF) -> None:
        today = local(self._scene.now, self._scene.zone).date()
        pattern = "ddd d" if box.width() >= DAY_NAMED else "d"
        text = self._locale.toString(QDate(day.date.year, day.date.month, day.date.day), pattern)
        painter.setFont(self._faces.small.font)
        painter.setPen(self._scene.colours.accent_text if day.date == today else self._day_colour(day))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _room_before_month(self, day: Day, width: float) -> float:
        left = QDate(day.date.year, day.date.month, day.date.day).daysInMonth() - day.date.day + 1
        return self._scene.x(day.start) + left * width

    def _day_colour(self, day: Day) -> QColor:
        weekend = day.date.isoweekday() >= WEEKEND
        return self._scene.colours.muted if weekend else self._scene.colours.text

    def _now(self, painter: QPainter) -> None:
        x = self._scene.x(self._scene.now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._scene.colours.refuse.fill)
        painter.drawEllipse(QPointF(x, HEADER_HEIGHT - 4), 3.5, 3.5)


class ColumnStrip(QWidget):
    """Teams and technicians with their skills and how full the first day in view is."""

    def __init__(self, scene: Scene, faces: Faces, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scene = scene
        self._faces = faces
        self._told: Day | None = None

    def sizeHint(self) -> QSize:
        return QSize(COLUMN_WIDTH, 0)

    def day_scrolled(self) -> None:
        """The board scrolled in time: the loads told may be those of another day now."""
        if self.shown_day() != self._told:
            self.update()

    def update_row(self, row: Row) -> None:
        """Paint one row anew."""
        self.update(QRect(0, self._scene.y(row), self.width(), row.height))

    def shown_day(self) -> Day:
        """The day whose load is told: the one that has the most of the left part of the board."""
        middle = self._scene.seconds(min(120.0, 12 * self._scene.scale.per_hour))
        return next(days(middle, middle + 1, self._scene.zone))

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._scene
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), scene.colours.raised)
        top, bottom = event.rect().top() + scene.top, event.rect().bottom() + 1 + scene.top
        day = self._told = self.shown_day()
        for row in scene.rows.between(top, bottom):
            if row.technician is None:
                self._team(painter, row)
            else:
                self._technician(painter, row, load(row, day))
            line = QRect(0, scene.y(row) + row.height - 1, self.width(), 1)
            painter.fillRect(line, scene.colours.grid)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), scene.colours.day_line)

    def _team(self, painter: QPainter, row: Row) -> None:
        colours, face = self._scene.colours, self._faces.label
        count = sum(1 for other in self._scene.rows.rows if other.technician and other.team == row.team)
        text = tr("{team} · {people}", team=row.team, people=trn("{count} person", "{count} people", count))
        painter.setPen(colours.muted)
        base = self._scene.y(row) + row.height / 2 + 4
        face.write(painter, 12, base, face.cut(text, self.width() - 20))

    def _technician(self, painter: QPainter, row: Row, full: Load) -> None:
        assert row.technician is not None
        colours, faces, top = self._scene.colours, self._faces, self._scene.y(row)
        proposal = self._scene.proposal
        if proposal is not None and proposal.technician.id == row.technician.id:
            painter.fillRect(QRect(0, top, self.width(), row.height), colours.selection)
        gauge = 62
        painter.setPen(colours.text)
        name = faces.strong.cut(row.technician.name, self.width() - gauge - 24)
        faces.strong.write(painter, 12, top + 19, name)
        painter.setPen(colours.muted)
        skills = ", ".join(sorted(row.technician.skills)) or tr("no skills")
        faces.small.write(painter, 12, top + 36, faces.small.cut(skills, self.width() - 24))
        self._gauge(painter, QRectF(self.width() - gauge - 12, top + 8, gauge, 14), full, colours)

    def _gauge(self, painter: QPainter, box: QRectF, full: Load, colours: BoardColours) -> None:
        if not full.working and not full.booked:
            text, share, colour = tr("off"), 0.0, colours.muted
        else:
            text = tr("{booked}/{working} h", booked=_hours(full.booked), working=_hours(full.working))
            share, colour = min(full.share, 1.0), colours.refuse.fill if full.share > 1 else colours.accent
        painter.setFont(self._faces.small.font)
        painter.setPen(colours.refuse.text if full.share > 1 else colours.muted)
        painter.drawText(
            box.adjusted(-10, -2, 0, -2), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
        )
        track = QRectF(box.left() + 14, box.bottom() - 1, box.width() - 14, 3)
        painter.fillRect(track, colours.grid)
        painter.fillRect(QRectF(track.left(), track.top(), track.width() * share, 3), colour)


def _hours(seconds: float) -> str:
    return figure(seconds / 3600, 1)
