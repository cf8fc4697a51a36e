"""The rows of the board: technicians under the headings of their groups; changes are taken in row by row."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.dispatch.board.look import BoardLook, Grouping
from app.dispatch.board.measures import GROUP_HEIGHT, Measures, measures
from app.dispatch.board.tracks import Bar, Track
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus


@dataclass(slots=True, eq=False)
class Row:
    """One line of the board: a technician in a group, or the heading of the group where `track` is None.

    The row of a technician who stands in several groups is known by `key`.
    """

    group: str
    track: Track | None = None
    people: int = 0
    """How many stand under the heading."""
    top: int = 0
    height: int = GROUP_HEIGHT
    lane_height: int = GROUP_HEIGHT

    @property
    def key(self) -> tuple[str, int]:
        return self.group, self.technician.id if self.technician is not None else 0

    @property
    def technician(self) -> BoardTechnician | None:
        return self.track.technician if self.track is not None else None

    @property
    def bars(self) -> Sequence[Bar]:
        return self.track.bars if self.track is not None else ()

    def between(self, since: float, until: float) -> Iterator[Bar]:
        """The bars that show between two moments."""
        return self.track.between(since, until) if self.track is not None else iter(())

    def working_between(self, since: float, until: float) -> Iterator[tuple[float, float]]:
        """The working hours that show between two moments."""
        return self.track.working_between(since, until) if self.track is not None else iter(())

    def measure(self, by: Measures) -> None:
        """Be as tall as the lanes need."""
        if self.track is not None:
            self.lane_height = by.lane_height(self.track.lanes)
            self.height = by.row_height(self.track.lanes)


class Rows:
    """All rows of the board with their vertical places."""

    def __init__(
        self,
        technicians: Sequence[BoardTechnician] = (),
        bookings: Sequence[BoardBooking] = (),
        look: BoardLook | None = None,
    ) -> None:
        self._look = look or BoardLook()
        self._measures = measures(self._look.density, heat=self._look.heat)
        self._bookings: dict[int, BoardBooking] = {}
        self._tracks = {technician.id: Track(technician) for technician in technicians}
        self.rows: list[Row] = []
        self._of_technician: dict[int, list[Row]] = defaultdict(list)
        self._arrange()
        self.change((), bookings)
        self._stack()

    def look_anew(self, look: BoardLook) -> None:
        """Stand in other groups and heights; what is booked lies as it lay, unless other bookings show now."""
        before, self._look = self._look, look
        self._measures = measures(look.density, heat=look.heat)
        bookings: Iterable[BoardBooking] = ()
        if look.cancelled != before.cancelled:
            bookings, self._bookings = self._bookings.values(), {}
            self._tracks = {each.id: Track(each) for each in self.technicians}
        self.rows = []
        self._of_technician.clear()
        self._arrange()
        self.change((), bookings)
        self._stack()

    @property
    def height(self) -> int:
        return self.rows[-1].top + self.rows[-1].height if self.rows else 0

    @property
    def technicians(self) -> list[BoardTechnician]:
        """Each of them once."""
        return [track.technician for track in self._tracks.values()]

    @property
    def tracks(self) -> Iterable[Track]:
        return self._tracks.values()

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

    def heading(self, y: float) -> tuple[Row, float] | None:
        """The heading that stays at the top when the content is scrolled to `y`, and where the next one pushes it."""
        index = bisect_right(self._headings, y, key=_top) - 1
        if index < 0:
            return None
        row = self._headings[index]
        following = self._headings[index + 1].top if index + 1 < len(self._headings) else self.height
        return row, min(y, following - row.height)

    def of(self, technician_id: int) -> Row | None:
        """The first row of a technician."""
        return next(iter(self.all_of(technician_id)), None)

    def all_of(self, technician_id: int) -> Sequence[Row]:
        """All rows of a technician, one in each of his groups."""
        return self._of_technician.get(technician_id, ())

    def bar(self, booking_id: int) -> tuple[Row, Bar] | None:
        """The bar of a booking and the first row it is in."""
        return next(iter(self.bars(booking_id)), None)

    def bars(self, booking_id: int) -> list[tuple[Row, Bar]]:
        """The bar of a booking in each of its rows."""
        booking = self._bookings.get(booking_id)
        rows = self.all_of(booking.technician_id) if booking is not None else ()
        bar = next((bar for row in rows[:1] for bar in row.bars if bar.id == booking_id), None)
        return [(row, bar) for row in rows] if bar is not None else []

    def neighbour(self, row: Row, step: int) -> Row | None:
        """The next technician's row downwards (step 1) or upwards (step -1)."""
        index = self.rows.index(row) + step
        while 0 <= index < len(self.rows):
            if self.rows[index].technician is not None:
                return self.rows[index]
            index += step
        return None

    def change(self, gone: Iterable[BoardBooking], come: Iterable[BoardBooking]) -> set[int]:
        """Take bookings out and others in; returns the technicians whose rows differ now."""
        leaving: dict[int, list[BoardBooking]] = defaultdict(list)
        coming: dict[int, list[BoardBooking]] = defaultdict(list)
        for booking in gone:
            del self._bookings[booking.id]
            leaving[booking.technician_id].append(booking)
        for booking in come:
            self._bookings[booking.id] = booking
            if self._look.cancelled or booking.status is not BookingStatus.CANCELLED:
                coming[booking.technician_id].append(booking)
        touched = leaving.keys() | coming.keys()
        for technician_id in touched:
            if (track := self._tracks.get(technician_id)) is not None:
                track.change(leaving.get(technician_id, ()), coming.get(technician_id, ()))
        return touched

    def fit(self, technician_ids: Iterable[int] | None = None) -> None:
        """Let the rows be as tall as their lanes need: those of some technicians, or all."""
        touched = self._tracks if technician_ids is None else technician_ids
        rows = (row for each in touched for row in self.all_of(each))
        if any(row.track is not None and row.height != self._measures.row_height(row.track.lanes) for row in rows):
            self._stack()

    def _arrange(self) -> None:
        groups: dict[str, list[Track]] = defaultdict(list)
        for track in self._tracks.values():
            for name in groups_of(track.technician, self._look.grouping):
                groups[name].append(track)
        for name in sorted(groups, key=_group_order):
            if self._look.grouping is not Grouping.NONE:
                self.rows.append(Row(name, people=len(groups[name])))
            for track in sorted(groups[name], key=_name_order):
                row = Row(name, track)
                self.rows.append(row)
                self._of_technician[track.technician.id].append(row)

    def _stack(self) -> None:
        top = 0
        self._tops: list[int] = []
        for row in self.rows:
            row.measure(self._measures)
            row.top = top
            self._tops.append(top)
            top += row.height
        self._headings = [row for row in self.rows if row.track is None]


def groups_of(technician: BoardTechnician, grouping: Grouping) -> Iterable[str]:
    """Under which headings a technician stands; the empty one is for those who belong nowhere."""
    if grouping is Grouping.TEAM:
        return (technician.team,)
    if grouping is Grouping.NONE:
        return ("",)
    return (technician.skills if grouping is Grouping.SKILL else technician.territories) or ("",)


def heading_words(row: Row, grouping: Grouping) -> str:
    """What the heading of a group says."""
    return row.group or (tr("Without skills") if grouping is Grouping.SKILL else tr("Without a territory"))


def _group_order(name: str) -> tuple[bool, str]:
    return not name, name


def _name_order(track: Track) -> tuple[str, int]:
    return track.technician.name, track.technician.id


def _top(row: Row) -> int:
    return row.top
