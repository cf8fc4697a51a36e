"""What speaks against a booking where it lies in the plan."""

from datetime import tzinfo

from app.dispatch.plan import Plan
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.crews import rows_beside
from domain.scheduling.rules.checks import check
from domain.scheduling.rules.findings import Finding, Placement


def against(booking: BoardBooking, technician: BoardTechnician, plan: Plan, zone: tzinfo | None) -> tuple[Finding, ...]:
    """The findings that a booking of a technician has now."""
    rows = rows_beside(technician)
    others = [each for each in plan.bookings if each.technician_id in rows]
    return check(Placement.of(booking), technician, others, booking.need, plan.terms, zone)
