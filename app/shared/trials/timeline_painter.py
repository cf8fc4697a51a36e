"""Paints the time line: names at the left, the axis above, all lanes that are in sight."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.shared.fonts import text_font
from app.shared.kit import Kit
from app.shared.laid_out import laid_out, put_down
from app.shared.local_ticks import step_for, ticks
from app.shared.time_axis import tick_text
from app.shared.tokens import Tokens
from app.shared.trials.marks import SIZE, paint_chosen, paint_mark, paint_stretch
from app.shared.trials.scale import Moments, Scale
from app.shared.trials.tracks import Track, Tracks, merged
from app.shared.trials.values import Found, Happening

NAMES = 168
AXIS = 24
LANE = 34
EDGE = 10
TICK_ROOM = 96
GAP = SIZE - 2


@dataclass(frozen=True, slots=True)
class TimelinePainter:
    """`left` is how far the time is scrolled, `versions` how many share a lane."""

    kit: Kit
    scale: Scale
    left: int
    versions: int

    def middle(self, version: int | None) -> float:
        """The height of a version, or of troubles, within its lane."""
        if version is None or self.versions == 1:
            return LANE / 2
        return LANE * (0.28 + 0.44 * version)

    def paint(
        self, on: QWidget, found: Found, tracks: Tracks, top: int, chosen: Happening | None, focused: bool
    ) -> None:
        """All that is in sight."""
        painter, tokens = QPainter(on), self.kit.theme.current()
        painter.fillRect(on.rect(), QColor(tokens.surface))
        self._paint_axis(painter, tokens, on)
        painter.setClipRect(0, AXIS, on.width(), on.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lanes = range(top // LANE, min(tracks.count, (top + on.height() - AXIS) // LANE + 1))
        for lane in lanes:
            for track in sorted(tracks.of(lane), key=_rank):
                self._paint_track(painter, tokens, track, AXIS + lane * LANE - top, on.width())
        if chosen is not None:
            row = AXIS + chosen.lane * LANE - top
            centre = QPointF(self._x(chosen.at), row + self.middle(chosen.version))
            paint_mark(painter, tokens, chosen.verdict, centre)
            paint_chosen(painter, tokens, centre, focused=focused)
        self._paint_names(painter, tokens, found, lanes, top)
        painter.end()

    def _paint_axis(self, painter: QPainter, tokens: Tokens, on: QWidget) -> None:
        since, until = (self.scale.moment(self.left + x) / 1000 for x in (0, on.width() - NAMES))
        step = step_for(until - since, max(1, (on.width() - NAMES) // TICK_ROOM))
        painter.setFont(text_font(tokens.sizes.small, tabular=True))
        for tick in ticks(since, until, step, self.kit.times.zone):
            x = round(self._x(tick * 1000))
            painter.fillRect(x, AXIS, 1, on.height(), QColor(tokens.line_soft))
            painter.setPen(QColor(tokens.text_muted))
            words = laid_out(tick_text(self.kit.times, tick, step.seconds), tokens.sizes.small, TICK_ROOM, tabular=True)
            put_down(painter, QRect(x + 3, 0, TICK_ROOM, AXIS), words)

    def _paint_track(self, painter: QPainter, tokens: Tokens, track: Track, row: int, width: int) -> None:
        starts, ends = self._x(track.starts), self._x(track.ends)
        sight = (ends >= NAMES - SIZE) & (starts <= width + SIZE)
        middle = row + self.middle(track.version)
        for begin, last, end in zip(*(each.tolist() for each in merged(starts[sight], ends[sight], GAP)), strict=True):
            if track.version is None:
                painter.fillRect(QRectF(begin - 0.5, row + 2, 1, LANE - 4), QColor(tokens.text_faint))
            else:
                paint_stretch(painter, tokens, track.verdict, begin, last, end, middle)
            paint_mark(painter, tokens, track.verdict, QPointF(begin, middle))

    def _paint_names(self, painter: QPainter, tokens: Tokens, found: Found, lanes: range, top: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(0, AXIS, NAMES - int(SIZE), painter.device().height(), QColor(tokens.surface))
        painter.setFont(text_font(tokens.sizes.font))
        for lane in lanes:
            row = AXIS + lane * LANE - top
            painter.fillRect(0, row + LANE - 1, painter.device().width(), 1, QColor(tokens.line_soft))
            painter.setPen(QColor(tokens.text))
            words = laid_out(found.assets[lane].title, tokens.sizes.font, NAMES - 2 * EDGE)
            put_down(painter, QRect(EDGE, row, NAMES - 2 * EDGE, LANE), words)

    def _x(self, at: Moments) -> Moments:
        """A moment, or an array of them."""
        return NAMES - self.left + self.scale.x(at)


def _rank(track: Track) -> bool:
    """Troubles lie below alerts."""
    return track.version is not None
