"""Two bookings that change places: each begins where the other began, and keeps its own length."""

from app.dispatch.board.drag import Proposal, of_booking
from app.dispatch.board.judging import Grounds, judged
from app.dispatch.board.rows import Rows
from domain.scheduling.board_rows import BoardBooking


def swapped(one: BoardBooking, other: BoardBooking, rows: Rows, grounds: Grounds) -> Proposal | None:
    """Both in each other's place, judged together; None where a technician is not in the rows."""
    first, second = _instead(one, other, rows), _instead(other, one, rows)
    if first is None or second is None:
        return None
    return judged(first.with_mates((second,)), grounds)


def _instead(booking: BoardBooking, of: BoardBooking, rows: Rows) -> Proposal | None:
    row, cargo = rows.of(of.technician_id), of_booking(booking)
    if row is None or row.technician is None:
        return None
    start = of.start.timestamp()
    return Proposal(cargo, row.technician, start, start + cargo.finish - cargo.start)
