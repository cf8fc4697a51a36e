"""Cut, copied and pasted bookings: what lies on the clipboard of the board."""

from collections.abc import Iterable

from app.dispatch.board.cursor import Spot
from app.dispatch.board.drag import Cargo, Proposal, together
from app.dispatch.board.judging import Grounds
from app.dispatch.board.placing import proposed
from app.dispatch.board.scene import Scene
from domain.scheduling.board_rows import BoardBooking


class Clips:
    """What was cut is gone after it was pasted; what was copied can be pasted again and again."""

    def __init__(self) -> None:
        self._cargo: Cargo | None = None
        self._copied = False

    @property
    def full(self) -> bool:
        return self._cargo is not None

    def take(self, bookings: Iterable[BoardBooking], *, copied: bool) -> bool:
        """Keep these, held by the earliest; says whether there was anything."""
        cargo = together(bookings)
        if cargo is not None:
            self._cargo, self._copied = cargo, copied
        return cargo is not None

    def proposal(self, scene: Scene, spot: Spot, grounds: Grounds) -> Proposal | None:
        """Where they would go with their earliest at the spot."""
        row, cargo = scene.rows.of(spot.technician_id), self._cargo
        if cargo is None or row is None:
            return None
        span = spot.at, spot.at + cargo.finish - cargo.start
        return proposed(cargo, scene.rows, row, span, grounds, copied=self._copied)

    def pasted(self) -> None:
        """They are where they should be."""
        if not self._copied:
            self._cargo = None
