"""What of the board is printed: the rows, the span and the look that it has at present."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.dispatch.board.fitting import FittingChart
from app.dispatch.board.look import BoardLook
from domain.scheduling.board_rows import BoardBooking, BoardTechnician


@dataclass(frozen=True, slots=True)
class Shown:
    """All rows of a span, whether they are in view or not."""

    technicians: Sequence[BoardTechnician]
    bookings: Sequence[BoardBooking]
    look: BoardLook
    since: datetime
    until: datetime


def on_board(board: FittingChart) -> Shown:
    """As the board shows it now."""
    rows = board.scene.rows
    return Shown(rows.technicians, tuple(rows.bookings.values()), board.wanted_look, *board.visible())
