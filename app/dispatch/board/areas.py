"""What differs between two states of the board, so that no more than that is painted."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from app.dispatch.board.drag import Proposal
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.rules.checks import Level


def by_id(technician: BoardTechnician) -> int:
    """What orders technicians for a comparison."""
    return technician.id


def region(rects: Iterable[QRectF], within: QRect) -> QRegion:
    """The rectangles as one region."""
    found = QRegion()
    for rect in rects:
        found = found.united(rect.toAlignedRect().intersected(within))
    return found


def row_tint(proposal: Proposal | None) -> tuple[int, Level | None] | None:
    """Which row is tinted how."""
    return (proposal.technician.id, proposal.level) if proposal is not None else None


def held(proposal: Proposal | None) -> frozenset[int]:
    """Which bookings are in the hand, and not where they were any more."""
    if proposal is None or proposal.copied:
        return frozenset()
    return frozenset(each.cargo.booking.id for each in proposal.all if each.cargo.booking is not None)
