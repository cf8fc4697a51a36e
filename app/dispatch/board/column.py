"""The strip at the left of the board: groups, and technicians with their skills and how full their day is."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.board.calendar import Day, days
from app.dispatch.board.glyphs import paint_level
from app.dispatch.board.load import Load, load
from app.dispatch.board.rows import Row, heading_words
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import Track, touching
from app.dispatch.board.typeface import Faces
from app.shared.theme import Theme
from domain.language import figure, tr, trn
from domain.scheduling.board_rows import BoardTechnician
from domain.workforce.model import Bookable

COLUMN_WIDTH = 208
ICON = 14
INDENT = 32
GAUGE = 62
TWO_LINES = 40
ICONS = {
    Bookable.PERSON: "user",
    Bookable.EQUIPMENT: "wrench",
    Bookable.FACILITY: "building-2",
    Bookable.CREW: "users",
}


class ColumnStrip(QWidget):
    """The heading of the group in view stays at the top."""

    def __init__(self, scene: Scene, faces: Faces, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scene = scene
        self._faces = faces
        self._theme = theme
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
        day = self._told = self.shown_day()
        for row in self._exposed(event):
            if row.technician is None or row.track is None:
                self._heading(painter, row, scene.y(row))
            else:
                self._technician(painter, row, row.technician, load(row.track, day), idle(row.track, day))
        if (sticky := scene.rows.heading(scene.top)) is not None:
            self._heading(painter, sticky[0], round(sticky[1]) - scene.top)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), scene.colours.day_line)

    def _exposed(self, event: QPaintEvent) -> list[Row]:
        """The rows to be painted, each once; what lies between two exposed rectangles is not."""
        found: dict[int, Row] = {}
        for rect in cast(Iterable[QRect], event.region()):  # iterable, though its stub does not say so
            top = rect.top() + self._scene.top
            found |= {row.top: row for row in self._scene.rows.between(top, top + rect.height())}
        return list(found.values())

    def _heading(self, painter: QPainter, row: Row, top: int) -> None:
        colours, face = self._scene.colours, self._faces.label
        name = heading_words(row, self._scene.look.grouping)
        text = tr("{team} · {people}", team=name, people=trn("{count} person", "{count} people", row.people))
        painter.fillRect(QRect(0, top, self.width(), row.height), colours.raised)
        painter.fillRect(QRect(0, top + row.height - 1, self.width(), 1), colours.grid)
        painter.setPen(colours.muted)
        face.write(painter, 12, top + row.height / 2 + 4, face.cut(text, self.width() - 20))

    def _technician(self, painter: QPainter, row: Row, who: BoardTechnician, full: Load, idle: str) -> None:
        colours, faces, top = self._scene.colours, self._faces, self._scene.y(row)
        proposal = self._scene.proposal
        if proposal is not None and proposal.technician.id == who.id:
            painter.fillRect(QRect(0, top, self.width(), row.height), colours.selection)
        middle = top + (14 if row.height >= TWO_LINES else row.height // 2)
        if who.id in self._scene.tints:
            paint_level(painter, QPointF(12, middle - 5), self._scene.tints[who.id], colours)
        else:
            self._theme.icon(ICONS[who.kind]).paint(painter, QRect(10, middle - ICON // 2, ICON, ICON))
        painter.setPen(colours.text if who.active else colours.muted)
        name = faces.strong.cut(who.name, self.width() - GAUGE - INDENT - 12)
        faces.strong.write(painter, INDENT, middle + 5, name)
        if row.height >= TWO_LINES:
            painter.setPen(colours.muted)
            skills = ", ".join(sorted(who.skills)) or tr("no skills")
            faces.small.write(painter, INDENT, middle + 22, faces.small.cut(skills, self.width() - INDENT - 12))
        self._gauge(painter, QRectF(self.width() - GAUGE - 12, middle - 6, GAUGE, 14), full, idle)
        painter.fillRect(QRect(0, top + row.height - 1, self.width(), 1), colours.grid)

    def _gauge(self, painter: QPainter, box: QRectF, full: Load, idle: str) -> None:
        colours, face = self._scene.colours, self._faces.small
        if not full.working and not full.booked:
            text, share, colour = idle, 0.0, colours.muted
        else:
            text = tr("{booked}/{working} h", booked=_hours(full.booked), working=_hours(full.working))
            share, colour = min(full.share, 1.0), colours.refuse.fill if full.share > 1 else colours.accent
        painter.setPen(colours.refuse.text if full.share > 1 else colours.muted)
        face.write(painter, box.right() - face.width(text), box.bottom() - 5, text)
        track = QRectF(box.left() + 14, box.bottom() - 1, box.width() - 14, 2)
        painter.fillRect(track, colours.grid)
        painter.fillRect(QRectF(track.left(), track.top(), track.width() * share, 2), colour)


def idle(track: Track, day: Day) -> str:
    """What is said of whoever has nothing to do that day and no hours."""
    return tr("on call") if any(touching(track.on_call, day.start, day.finish)) else tr("off")


def _hours(seconds: float) -> str:
    return figure(seconds / 3600, 1)
