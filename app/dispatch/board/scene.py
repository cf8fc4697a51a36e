"""What the board shows at this moment: the one state that its painters read and its hands change."""

from dataclasses import dataclass, field
from datetime import tzinfo

from PySide6.QtCore import QRectF

from app.dispatch.board.change import Change
from app.dispatch.board.colours import BoardColours
from app.dispatch.board.drag import Proposal
from app.dispatch.board.geometry import FAR, TimeScale
from app.dispatch.board.guest import Guest
from app.dispatch.board.look import BoardLook
from app.dispatch.board.measures import HEAT_HEIGHT, PADDING
from app.dispatch.board.rows import Row, Rows
from app.dispatch.board.tracks import Bar
from domain.scheduling.rules.checks import Level

NEAR = 12.0  # pixels per hour; from further away the marks of due times would cover each other
REACH = 6.0
#: Seconds beside a bar in which the mark of its due time is known to belong to it.
BESIDE = 8 * 3600.0


@dataclass(slots=True)
class Scene:
    """Rows, look, scale, scroll position, and what is selected, hovered, proposed and fresh."""

    colours: BoardColours
    scale: TimeScale
    zone: tzinfo | None
    rows: Rows = field(default_factory=Rows)
    look: BoardLook = field(default_factory=BoardLook)
    left: int = 0
    top: int = 0
    now: float = 0.0
    selected: int | None = None
    chosen: frozenset[int] = frozenset()
    """All that are selected, the selected one among them."""
    hovered: int | None = None
    focused: bool = False
    proposal: Proposal | None = None
    fresh: dict[int, float] = field(default_factory=dict)
    guests: tuple[Guest, ...] = ()
    changes: tuple[Change, ...] = ()
    """A proposed plan; while there is one, the bars of the plan in force are greyed."""
    change_chosen: int | None = None
    tints: dict[int, Level | None] = field(default_factory=dict)
    """What would be said against each technician for what is in the hand; None: nothing."""
    band: QRectF | None = None
    """The rubber band, in the coordinates of the content."""
    on_paper: bool = False
    """Whether it is painted for a printer, so that nothing may be kept as a picture."""
    moving: bool = False
    """Whether the zoom is changing just now, so that small things need not be painted."""

    @property
    def floating(self) -> bool:
        """Whether something is painted that does not scroll with the content."""
        return self.proposal is not None or self.band is not None

    @property
    def heat(self) -> int:
        """How tall the strip is, at the bottom of a row, that tells how full its days are."""
        return HEAT_HEIGHT if self.look.heat else 0

    def x(self, seconds: float) -> float:
        """Where a moment lies in the viewport."""
        return self.scale.x(seconds) - self.left

    def seconds(self, x: float) -> float:
        """The moment at a place in the viewport."""
        return self.scale.seconds(x + self.left)

    def y(self, row: Row) -> int:
        """Where a row begins in the viewport."""
        return row.top - self.top

    def row_at(self, y: float) -> Row | None:
        return self.rows.at(y + self.top)

    def span(self, start: float, finish: float, row: Row, lane: int = 0) -> QRectF:
        """The rectangle of a span in a row's lane, in the viewport, on whole pixels."""
        x, end = round(self.scale.x(start)), round(self.scale.x(finish))
        y = self.y(row) + PADDING + lane * row.lane_height
        return QRectF(x - self.left + 1, y + 1, max(3, end - x - 2), row.lane_height - 2)

    def rect(self, row: Row, bar: Bar) -> QRectF:
        return self.span(bar.start, bar.finish, row, bar.lane)

    def bar_at(self, x: float, y: float) -> tuple[Row, Bar] | None:
        """The bar under a place in the viewport; of those that touch, the one on top."""
        row = self.row_at(y)
        if row is None or row.technician is None or self.scale.per_hour < FAR:
            return None
        reach = 4 * 3600 / self.scale.per_hour
        at = self.seconds(x)
        hits = [bar for bar in row.between(at - reach, at + reach) if self.rect(row, bar).contains(x, y)]
        return (row, hits[-1]) if hits else None

    def dues(self, row: Row, since: float, until: float) -> list[tuple[float, Bar]]:
        """When bookings are due between two moments; those whose bar is of another day say it at their bar alone."""
        found = []
        for bar in row.between(since - BESIDE, until + BESIDE):
            if bar.booking.need.due is not None and bar.counts:
                due = bar.booking.need.due.timestamp()
                if since <= due <= until and bar.start - BESIDE < due < bar.finish + BESIDE:
                    found.append((due, bar))
        return sorted(found)

    def due_at(self, x: float, y: float) -> int | None:
        """The booking whose due time is marked at a place in the viewport."""
        row = self.row_at(y)
        if row is None or self.scale.per_hour < NEAR:
            return None
        marks = self.dues(row, self.seconds(x - REACH), self.seconds(x + REACH))
        lane = (y - self.y(row) - PADDING) // row.lane_height
        return next((bar.id for _, bar in marks if bar.lane == lane), None)

    def bookings_in(self, content: QRectF) -> frozenset[int]:
        """The bookings that a rectangle of the content touches."""
        if self.scale.per_hour < FAR:
            return frozenset()
        seen = content.translated(-self.left, -self.top)
        since, until = self.seconds(seen.left()), self.seconds(seen.right())
        return frozenset(
            bar.id
            for row in self.rows.between(content.top(), content.bottom())
            for bar in row.between(since, until)
            if self.rect(row, bar).intersects(seen)
        )
