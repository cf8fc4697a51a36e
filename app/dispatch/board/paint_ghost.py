"""Paints what is in the hand: the ghost with its times, and beside it what speaks against this place."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from app.dispatch.board.calendar import clock_time
from app.dispatch.board.colours import faint
from app.dispatch.board.drag import Proposal
from app.dispatch.board.geometry import HOUR
from app.dispatch.board.glyphs import paint_level
from app.dispatch.board.paint_bars import fitting
from app.dispatch.board.paint_travel import THICKNESS
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import MINUTE
from app.dispatch.board.typeface import Faces
from domain.language import tr, trn
from domain.scheduling.rules.findings import Level

LINE = 18
MOST_LINES = 6


class GhostPainter:
    """Paints a proposal above everything else."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces

    def ghost(self, proposal: Proposal) -> QRectF | None:
        """Where the ghost lies in the viewport; None if its row is not on the board."""
        row = self._scene.rows.of(proposal.technician.id)
        if row is None:
            return None
        return self._scene.span(proposal.start, proposal.finish, row)

    def bubble(self, proposal: Proposal, area: QRectF) -> QRectF:
        """Where the words lie: below the ghost, above it where there is no room, always inside the area."""
        ghost = self.ghost(proposal)
        if ghost is None:
            return QRectF()
        lines = [words for _, words in self._lines(proposal)]
        width = 34 + max(self._faces.strong.width(lines[0]), *(self._faces.plain.width(x) for x in lines))
        height = 12 + LINE * len(lines)
        top = ghost.bottom() + 8
        if top + height > area.bottom() - 4:
            top = ghost.top() - 8 - height
        left = min(max(ghost.left(), area.left() + 4), area.right() - width - 4)
        return QRectF(left, top, width, height)

    def reach(self, proposal: Proposal, area: QRectF) -> list[QRectF]:
        """What must be painted anew when the proposal comes or goes: the ghost and the words."""
        ghost = self.ghost(proposal)
        if ghost is None:
            return []
        ghosts = [(each, found) for each in proposal.all if (found := self.ghost(each)) is not None]
        ways = [way for each, found in ghosts if (way := self._way(each, found)) is not None]
        every = [*(found for _, found in ghosts), *ways, self.bubble(proposal, area)]
        return [rect.adjusted(-3, -3, 3, 3) for rect in every]

    def paint(self, painter: QPainter, proposal: Proposal, area: QRectF) -> None:
        for each in reversed(proposal.all):
            self._one(painter, each)
        if proposal.held:
            self._words(painter, proposal, area)

    def _one(self, painter: QPainter, proposal: Proposal) -> None:
        ghost = self.ghost(proposal)
        if ghost is None:
            return
        colours = self._scene.colours
        meaning = colours.level(proposal.level)
        if (way := self._way(proposal, ghost)) is not None:
            painter.fillRect(way, QBrush(meaning.fill, Qt.BrushStyle.BDiagPattern))
        painter.setBrush(faint(meaning.soft, 0.94 if proposal.held else 0.7))
        painter.setPen(QPen(meaning.fill, 1.6, Qt.PenStyle.SolidLine if proposal.held else Qt.PenStyle.DashLine))
        painter.drawRoundedRect(ghost, 4, 4)
        painter.setPen(colours.text)
        inner = ghost.adjusted(8, 0, -6, 0)
        times = self._times(proposal)
        number = f"+ {proposal.cargo.number}" if proposal.copied else proposal.cargo.number
        text = f"{number}  {times}"
        if self._faces.strong.width(text) > inner.width():
            text = fitting(number, self._faces.strong, inner.width())
        shown = self._faces.strong.cut(text, inner.width())
        self._faces.strong.write(painter, inner.left(), ghost.center().y() + 4, shown)

    def _way(self, proposal: Proposal, ghost: QRectF) -> QRectF | None:
        """Where the way to it lies: before its arrival."""
        if not proposal.travel or not self._scene.look.travel:
            return None
        length = proposal.travel * MINUTE * self._scene.scale.per_hour / HOUR
        return QRectF(ghost.left() - length, ghost.center().y() - THICKNESS / 2, length, THICKNESS)

    def _words(self, painter: QPainter, proposal: Proposal, area: QRectF) -> None:
        colours, bubble = self._scene.colours, self.bubble(proposal, area)
        painter.setBrush(colours.surface)
        painter.setPen(QPen(colours.level(proposal.level).fill, 1.2))
        painter.drawRoundedRect(bubble, 6, 6)
        base = bubble.top() + 19
        for index, (level, line) in enumerate(self._lines(proposal)):
            paint_level(painter, QPointF(bubble.left() + 10, base - 9), level, colours)
            painter.setPen(colours.text)
            (self._faces.plain if index else self._faces.strong).write(painter, bubble.left() + 26, base, line)
            base += LINE

    def _lines(self, proposal: Proposal) -> list[tuple[Level | None, str]]:
        """Who and when, and what speaks against it; of those that go with it, whose it is."""
        first = tr("{name}, {times}", name=proposal.technician.name, times=self._times(proposal))
        found: list[tuple[Level | None, str]] = [(each.level, each.sentence) for each in proposal.findings]
        for mate in proposal.mates:
            number = mate.cargo.number
            found += [(each.level, tr("{what}: {value}", what=number, value=each.sentence)) for each in mate.findings]
        if len(found) > MOST_LINES:
            more = len(found) - MOST_LINES
            found[MOST_LINES:] = [(None, trn("and {count} more", "and {count} more", more))]
        if proposal.copied:
            copied = tr("A copy: {number} is then planned for longer than it takes.", number=proposal.cargo.number)
            found.insert(0, (None, copied))
        return [(proposal.level, first), *found]

    def _times(self, proposal: Proposal) -> str:
        zone = self._scene.zone
        return f"{clock_time(proposal.start, zone)}–{clock_time(proposal.finish, zone)}"
