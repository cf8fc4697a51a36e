"""The mouse on the board: moves, resizes, copies, and carries orders in from the lists of those that wait."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractScrollArea

from app.dispatch.board.creep import BORDER, Creep
from app.dispatch.board.drag import Cargo, Grip, Proposal, of_booking, together
from app.dispatch.board.judging import Grounds
from app.dispatch.board.placing import propose
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from domain.scheduling.board_rows import BoardBooking

DISTANCE = 5
EDGE = 6.0
GRIPPED = 26.0  # narrower bars cannot be taken by an edge


class Hand(QObject):
    """Holds at most one cargo and says through `show` where it would go."""

    def __init__(
        self,
        scene: Scene,
        area: QAbstractScrollArea,
        show: Callable[[Proposal | None], None],
        grounds: Callable[[], Grounds],
    ) -> None:
        super().__init__(area)
        self._scene = scene
        self._area = area
        self._show = show
        self._grounds = grounds
        self._pressed: tuple[QPoint, Cargo] | None = None
        self._cargo: Cargo | None = None
        self._last = QPoint()
        self._free = False
        self._copied = False
        self._over: int | None = None
        self._creep = Creep(area, self.again)

    @property
    def busy(self) -> bool:
        return self._cargo is not None

    @property
    def bookings(self) -> tuple[BoardBooking, ...]:
        """What is in the hand and stands on the board."""
        every = (self._cargo, *self._cargo.mates) if self._cargo is not None else ()
        return tuple(each.booking for each in every if each.booking is not None)

    @property
    def last(self) -> QPoint:
        """Where the pointer was last, in the viewport."""
        return self._last

    def grip_at(self, at: QPointF) -> tuple[int, Grip] | None:
        """Which booking lies there, and by what one would take it."""
        found = self._scene.bar_at(at.x(), at.y())
        if found is None:
            return None
        rect = self._scene.rect(*found)
        grip = Grip.BODY
        if rect.width() >= GRIPPED and at.x() - rect.left() < EDGE:
            grip = Grip.START
        elif rect.width() >= GRIPPED and rect.right() - at.x() < EDGE:
            grip = Grip.FINISH
        return found[1].booking.id, grip

    def press(self, at: QPointF, chosen: Collection[int]) -> None:
        """Get ready to take what lies there, and with it all that are chosen."""
        found = self.grip_at(at)
        if found is None:
            return
        booking_id, grip = found
        held, bookings = self._scene.seconds(at.x()), self._scene.rows.bookings
        cargo: Cargo | None = of_booking(bookings[booking_id], grip, held)
        if grip is Grip.BODY and booking_id in chosen:
            cargo = together((bookings[each] for each in chosen if each in bookings), booking_id, held)
        if cargo is not None:
            self._pressed = (at.toPoint(), cargo)

    def take(self, cargo: Cargo) -> None:
        """Take what comes from elsewhere."""
        self._cargo = cargo
        self._creep.enter()

    def move(self, at: QPoint, *, free: bool, copied: bool = False) -> None:
        """Carry to a place in the viewport; `free` leaves the quarter hours."""
        self._last, self._free, self._copied = at, free, copied
        if self._pressed is not None and self._cargo is None:
            if (at - self._pressed[0]).manhattanLength() < DISTANCE:
                return
            self._cargo = self._pressed[1]
        if self._cargo is None:
            return
        self._propose()
        self._creep.follow(at)

    @property
    def displaced(self) -> bool:
        """Whether the row that lay under the hand lies elsewhere now, or nowhere."""
        if self._cargo is None or self._over is None:
            return False
        row = self._row()
        return row is None or row.technician is None or row.technician.id != self._over

    def again(self) -> None:
        """What lies under the hand is something else now: look anew at what would come of it."""
        if self._cargo is not None:
            self._propose()

    def let_go(self) -> None:
        """Hold nothing any more."""
        self._pressed = self._cargo = self._over = None
        self._creep.stop()

    def cancel(self) -> bool:
        """Put the cargo back; says whether there was one."""
        had = self._cargo is not None
        self.let_go()
        if had:
            self._show(None)
        return had

    def _propose(self) -> None:
        assert self._cargo is not None
        cargo, row = self._cargo, self._row()
        self._over = row.technician.id if row is not None and row.technician is not None else None
        if row is None:
            self._show(None)
            return
        at = self._scene.seconds(self._last.x())
        copied = self._copied and cargo.grip is Grip.BODY and cargo.booking is not None
        self._show(propose(cargo, self._scene.rows, row, at, self._grounds(), free=self._free, copied=copied))

    def _row(self) -> Row | None:
        """Where it would go: the row under the pointer, or its own one for what is held by an edge."""
        cargo = self._cargo
        if cargo is not None and cargo.grip is not Grip.BODY and cargo.booking is not None:
            return self._scene.rows.of(cargo.booking.technician_id)
        inside = self._area.viewport().rect().adjusted(-BORDER, -BORDER, BORDER, BORDER).contains(self._last)
        return self._scene.row_at(self._last.y()) if inside else None


def cursor_for(grip: Grip | None) -> Qt.CursorShape:
    """What the pointer looks like over a bar."""
    if grip is None:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.OpenHandCursor if grip is Grip.BODY else Qt.CursorShape.SizeHorCursor
