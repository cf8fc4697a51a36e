"""The rows of the board: technicians under their teams, each with its bars in lanes, ready for slicing by time."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.dispatch.board.geometry import lanes
from domain.scheduling.board_rows import BoardBooking, BoardTechnician

GROUP_HEIGHT = 26
LANE_HEIGHT = 40
CROWDED_LANE_HEIGHT = 28
PADDING = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One booking with its place in the row."""

    booking: BoardBooking
    start: float
    finish: float
    lane: int


@dataclass(slots=True)
class Row:
    """One line of the board: a technician, or the heading of a team where `technician` is None."""

    team: str
    technician: BoardTechnician | None = None
    top: int = 0
    height: int = GROUP_HEIGHT
    lane_height: int = LANE_HEIGHT
    bars: list[Bar] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    longest: float = 0.0
    working: list[tuple[float, float]] = field(default_factory=list)

    def fill(self, bookings: Iterable[BoardBooking]) -> None:
        """Lay the bookings out anew, lane by lane, and grow as far as they need."""
        spans = sorted(
            ((b.start.timestamp(), b.finish.timestamp(), b) for b in bookings),
            key=lambda span: (span[0], span[1], span[2].id),
        )
        placed = lanes([(start, finish) for start, finish, _ in spans])
        self.bars = [Bar(b, s, f, lane) for (s, f, b), lane in zip(spans, placed, strict=True)]
        self.starts = [bar.start for bar in self.bars]
        self.longest = max((bar.finish - bar.start for bar in self.bars), default=0.0)
        count = max(placed, default=0) + 1
        self.lane_height = LANE_HEIGHT if count == 1 else CROWDED_LANE_HEIGHT
        self.height = count * self.lane_height + 2 * PADDING

    def between(self, since: float, until: float) -> Iterator[Bar]:
        """The bars that show between two moments."""
        first = bisect_left(self.starts, since - self.longest)
        last = bisect_right(self.starts, until)
        return (bar for bar in self.bars[first:last] if bar.finish > since)

    def working_between(self, since: float, until: float) -> Iterator[tuple[float, float]]:
        """The working hours that show between two moments."""
        first = max(0, bisect_left(self.working, (since, since)) - 1)
        for start, finish in self.working[first:]:
            if start >= until:
                return
            if finish > since:
                yield start, finish


class Rows:
    """All rows of the board with their vertical places; changes are taken in row by row."""

    def __init__(self, technicians: Sequence[BoardTechnician] = (), bookings: Sequence[BoardBooking] = ()) -> None:
        self._bookings = {booking.id: booking for booking in bookings}
        self.rows: list[Row] = []
        self._of_technician: dict[int, Row] = {}
        for technician in sorted(technicians, key=lambda one: (one.team, one.name, one.id)):
            if not self.rows or self.rows[-1].team != technician.team:
                self.rows.append(Row(technician.team))
            row = Row(technician.team, technician)
            row.working = merged((s.timestamp(), f.timestamp()) for s, f in technician.working)
            self.rows.append(row)
            self._of_technician[technician.id] = row
        self._fill(self._of_technician)
        self._stack()

    @property
    def height(self) -> int:
        return self.rows[-1].top + self.rows[-1].height if self.rows else 0

    @property
    def technicians(self) -> list[BoardTechnician]:
        return [row.technician for row in self.rows if row.technician is not None]

    @property
    def bookings(self) -> dict[int, BoardBooking]:
        return self._bookings

    def at(self, y: float) -> Row | None:
        """The row at a height of the content."""
        index = bisect_right(self._tops, y) - 1
        if index < 0 or y >= self.height:
            return None
        return self.rows[index]

    def between(self, top: float, bottom: float) -> list[Row]:
        """The rows that show between two heights of the content."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return self.rows[first : bisect_left(self._tops, bottom)]

    def of(self, technician_id: int) -> Row | None:
        return self._of_technician.get(technician_id)

    def bar(self, booking_id: int) -> tuple[Row, Bar] | None:
        """The bar of a booking and the row it is in."""
        booking = self._bookings.get(booking_id)
        row = self._of_technician.get(booking.technician_id) if booking else None
        if row is None:
            return None
        return next(((row, bar) for bar in row.bars if bar.booking.id == booking_id), None)

    def neighbour(self, row: Row, step: int) -> Row | None:
        """The next technician's row downwards (step 1) or upwards (step -1)."""
        index = self.rows.index(row) + step
        while 0 <= index < len(self.rows):
            if self.rows[index].technician is not None:
                return self.rows[index]
            index += step
        return None

    def replace(self, bookings: Sequence[BoardBooking]) -> tuple[set[int], set[int]]:
        """Take in what changed; returns the technicians whose rows differ now and the bookings that are new."""
        incoming = {booking.id: booking for booking in bookings}
        before = self._bookings
        # Identity first: most bookings are the very same, and comparing their fields is dear.
        changed = {k for k, booking in incoming.items() if before.get(k) is not booking and before.get(k) != booking}
        gone = before.keys() - incoming.keys()
        touched = {before[key].technician_id for key in (changed & before.keys()) | gone}
        touched |= {incoming[key].technician_id for key in changed}
        self._bookings = incoming
        heights = [row.height for row in self.rows]
        self._fill(touched)
        if heights != [row.height for row in self.rows]:
            self._stack()
        return touched, changed

    def _fill(self, technician_ids: Iterable[int]) -> None:
        wanted = set(technician_ids)
        by_technician: dict[int, list[BoardBooking]] = defaultdict(list)
        for booking in self._bookings.values():
            if booking.technician_id in wanted:
                by_technician[booking.technician_id].append(booking)
        for technician_id in wanted:
            if row := self._of_technician.get(technician_id):
                row.fill(by_technician[technician_id])

    def _stack(self) -> None:
        top = 0
        self._tops: list[int] = []
        for row in self.rows:
            row.top = top
            self._tops.append(top)
            top += row.height


def merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans sorted, those that touch or overlap made one."""
    found: list[tuple[float, float]] = []
    for start, finish in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], finish))
        else:
            found.append((start, finish))
    return found
