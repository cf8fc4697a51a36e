"""Paints a proposed plan over the plan in force: where what is moved comes from, where everything would go."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from app.dispatch.board.change import Change, Place
from app.dispatch.board.colours import Meaning, faint
from app.dispatch.board.geometry import FAR
from app.dispatch.board.paint_bars import fitting
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces
from domain.planning.model import ChangeKind

EDGE = 4.0
ROUND = 4
SIDE = 6.0
DOT = 3.0
NARROW = 26.0
STRONG, WEAK = 0.94, 0.55
MEANINGS = {
    ChangeKind.ASSIGN: "good",
    ChangeKind.MOVE: "info",
    ChangeKind.TAKE_OFF: "major",
    ChangeKind.LEFT_OUT: "critical",
}
HINDERED, HINDERED_SIGN = "critical", "!"
SIGNS = {ChangeKind.ASSIGN: "+", ChangeKind.MOVE: "→", ChangeKind.TAKE_OFF: "−", ChangeKind.LEFT_OUT: "×"}


class ChangePainter:
    """Paints changes above the bars; the chosen one lies on top of all others."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces

    def reach(self, change: Change) -> list[QRectF]:
        """What must be painted anew when the change comes or goes: both its ends and the line between."""
        before, after = self._rects(change.before), self._rects(change.after)
        found = [*before, *after]
        if before and after:
            found.append(QRectF(before[0].center(), after[0].center()).normalized())
        return [rect.adjusted(-EDGE, -EDGE, EDGE, EDGE) for rect in found]

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        if self._scene.scale.per_hour < FAR:
            return
        since, until = (self._scene.seconds(x) for x in (exposed.left() - 2 * EDGE, exposed.right() + 2 * EDGE))
        near = (each for each in self._in_turn() if _meets(each, since, until))
        met = [each for each in near if any(rect.intersects(exposed) for rect in self.reach(each))]
        for change in met:
            self._origin(painter, change)
        for change in met:
            self._ghost(painter, change)

    def at(self, x: float, y: float) -> Change | None:
        """The change whose ghost, or whose bar that is left out, lies at a place in the viewport."""
        if self._scene.scale.per_hour < FAR:
            return None
        return next((each for each in reversed(self._in_turn()) if _holds(self._rects(_shown(each)), x, y)), None)

    def _in_turn(self) -> Sequence[Change]:
        chosen = self._scene.change_chosen
        return sorted(self._scene.changes, key=lambda each: each.id == chosen)

    def _rects(self, place: Place | None) -> list[QRectF]:
        if place is None:
            return []
        scene = self._scene
        return [scene.span(place.start, place.finish, row) for row in scene.rows.all_of(place.technician_id)]

    def _line(self, change: Change) -> tuple[QPointF, QPointF] | None:
        """From the middle of the old place to the middle of the new one, in the first row of each."""
        before, after = self._rects(change.before), self._rects(change.after)
        return (before[0].center(), after[0].center()) if before and after else None

    def _meaning(self, change: Change) -> Meaning:
        return self._scene.colours.tones[HINDERED if change.hindered else MEANINGS[change.kind]]

    def _origin(self, painter: QPainter, change: Change) -> None:
        """The frame around the old place, hatched where nothing takes its stead, and the line away from it."""
        meaning, chosen = self._meaning(change), change.id == self._scene.change_chosen
        pen = QPen(meaning.fill, 2.0 if chosen else 1.2, Qt.PenStyle.DotLine)
        gone = change.after is None
        painter.setPen(pen)
        painter.setBrush(
            QBrush(faint(meaning.fill, WEAK), Qt.BrushStyle.BDiagPattern) if gone else Qt.BrushStyle.NoBrush
        )
        for rect in self._rects(change.before):
            painter.drawRoundedRect(rect, ROUND, ROUND)
        line = self._line(change)
        if line is not None:
            painter.setPen(QPen(faint(meaning.fill, 1.0 if chosen else WEAK), 2.0 if chosen else 1.2))
            painter.drawLine(*line)
            painter.setBrush(meaning.fill)
            painter.drawEllipse(line[0], DOT, DOT)

    def _ghost(self, painter: QPainter, change: Change) -> None:
        meaning, chosen = self._meaning(change), change.id == self._scene.change_chosen
        style = Qt.PenStyle.SolidLine if change.ticked else Qt.PenStyle.DashLine
        for rect in self._rects(change.after):
            painter.setBrush(faint(meaning.soft, STRONG if change.ticked else WEAK))
            painter.setPen(QPen(self._scene.colours.accent if chosen else meaning.fill, 2.4 if chosen else 1.4, style))
            painter.drawRoundedRect(rect, ROUND, ROUND)
            self._words(painter, rect, change, meaning)

    def _words(self, painter: QPainter, rect: QRectF, change: Change, meaning: Meaning) -> None:
        """Its sign and number, the end of the number, the sign alone, or nothing: as there is room."""
        face, sign = self._faces.strong, HINDERED_SIGN if change.hindered else SIGNS[change.kind]
        words, room = f"{sign} {change.number}", rect.width() - 2 * SIDE
        if room < face.width(words):
            words = sign if room < NARROW else fitting(change.number, face, room)
        if face.width(words) <= rect.width() - 2:
            painter.setPen(meaning.text)
            left = rect.left() + min(SIDE, (rect.width() - face.width(words)) / 2)
            face.write(painter, left, rect.center().y() + 4, words)


def _shown(change: Change) -> Place | None:
    return change.after or change.before


def _meets(change: Change, since: float, until: float) -> bool:
    """Whether anything of it, the line between its places too, lies in these seconds."""
    places = [place for place in (change.before, change.after) if place is not None]
    return any(place.start < until for place in places) and any(place.finish > since for place in places)


def _holds(rects: Sequence[QRectF], x: float, y: float) -> bool:
    return any(rect.contains(x, y) for rect in rects)
