"""Paints what other dispatchers have in their hands: outlines with their names."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.dispatch.board.colours import faint
from app.dispatch.board.guest import Guest
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces
from domain.language import tr

EDGE = 3.0


class GuestPainter:
    """Paints guests above the bars and below what is in the own hand."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces

    def reach(self, guest: Guest) -> list[QRectF]:
        """What must be painted anew when the guest comes or goes."""
        return [rect.adjusted(-EDGE, -EDGE, EDGE, EDGE) for rect in self._rects(guest)]

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        for guest in self._scene.guests:
            for rect in self._rects(guest):
                if rect.intersects(exposed):
                    self._one(painter, guest, rect)

    def _rects(self, guest: Guest) -> list[QRectF]:
        scene = self._scene
        start, finish = guest.start.timestamp(), guest.finish.timestamp()
        return [scene.span(start, finish, row) for row in scene.rows.all_of(guest.technician_id)]

    def _one(self, painter: QPainter, guest: Guest, rect: QRectF) -> None:
        colours, face = self._scene.colours, self._faces.strong
        meaning = colours.tones["violet"]
        painter.setBrush(faint(meaning.soft, 0.94))
        painter.setPen(QPen(meaning.fill, 1.6, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, 4, 4)
        words = tr("{name}: {number}", name=guest.name, number=guest.number)
        painter.setPen(meaning.text)
        face.write(painter, rect.left() + 8, rect.center().y() + 4, face.cut(words, rect.width() - 14))
