"""Where everything is on the calendar of a week: days beside each other, hours downwards, lanes in each day."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from app.settings.hours.week import DAY, DAYS, STEP, Block, Lane

HEAD = 34
GUTTER = 46
EDGE = 5
"""So many pixels at the ends of a block are for resizing it."""
NARROW_SHARE = 0.24
GAP = 2


@dataclass(frozen=True)
class Frame:
    """The size of the calendar, and which lanes it has beside that of the shifts."""

    width: float
    height: float
    lanes: frozenset[Lane] = frozenset({Lane.SHIFT})

    @property
    def day_width(self) -> float:
        """Pixels of a day."""
        return (self.width - GUTTER) / DAYS

    @property
    def body(self) -> float:
        """Pixels of 24 hours."""
        return self.height - HEAD - 1

    def y(self, minute: int) -> float:
        """Where a minute of a day is."""
        return HEAD + minute / DAY * self.body

    def column(self, place: int) -> QRectF:
        """A day from midnight to midnight."""
        return QRectF(GUTTER + place * self.day_width, HEAD, self.day_width, self.body)

    def minute_at(self, point: QPointF) -> int:
        """The minute of the week under a point, on the grid; the nearest one for a point outside."""
        place = min(max(int((point.x() - GUTTER) // self.day_width), 0), DAYS - 1)
        minute = round((point.y() - HEAD) / self.body * DAY / STEP) * STEP
        return place * DAY + min(max(minute, 0), DAY)

    def lane(self, lane: Lane) -> tuple[float, float]:
        """From where to where a lane goes, within a day from 0 to 1."""
        narrow = [each for each in (Lane.ABSENCE, Lane.DUTY) if each in self.lanes]
        wide = 1 - NARROW_SHARE * len(narrow)
        if lane is Lane.SHIFT:
            return 0, wide
        start = wide + NARROW_SHARE * narrow.index(lane)
        return start, start + NARROW_SHARE

    def areas(self, lane: Lane, start: int, finish: int) -> Iterator[QRectF]:
        """The pieces of a stretch of time, one for each day that it touches."""
        left, right = self.lane(lane)
        for place in range(max(start // DAY, 0), min((finish - 1) // DAY, DAYS - 1) + 1):
            begin, end = max(start - place * DAY, 0), min(finish - place * DAY, DAY)
            x = GUTTER + (place + left) * self.day_width + GAP
            width = (right - left) * self.day_width - 2 * GAP
            yield QRectF(x, self.y(begin), width, max(self.y(end) - self.y(begin) - 1, GAP))

    def hit(self, blocks: tuple[Block, ...], point: QPointF) -> Block | None:
        """The block under a point."""
        for block in reversed(blocks):
            if any(area.contains(point) for area in self.areas(block.lane, block.start, block.finish)):
                return block
        return None

    def edge(self, block: Block, point: QPointF) -> str:
        """Which end of a block is under a point: "start", "finish" or none."""
        areas = list(self.areas(block.lane, block.start, block.finish))
        if not areas:
            return ""
        reach = min(EDGE, areas[0].height() / 3)
        if block.start >= 0 and areas[0].contains(point) and point.y() < areas[0].top() + reach:
            return "start"
        if block.finish <= DAYS * DAY and areas[-1].contains(point) and point.y() > areas[-1].bottom() - reach:
            return "finish"
        return ""
