"""Edits of bookings as a dispatcher asks for them, and what comes of them."""

from datetime import UTC, datetime, timedelta

from domain.parameters import service as parameters
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.scheduling.placing.edits import Done, Edit, rearrange
from domain.scheduling.placing.service import place
from domain.scheduling.queries import bookings
from domain.store.store import Store
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)
YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def booked(store: Store, workshop: Workshop, technician: int, start: datetime, hours: float = 1) -> Edit:
    """An order on the board; returns the edit that leaves it where it is."""
    order_id = store.run("kim", order, workshop)
    finish = start + hours * HOUR
    key = store.run("kim", place, order_id, technician, start, finish, override=True)
    return Edit(key, order_id, technician, start, finish)


def together(store: Store, *edits: Edit, reason: str = "because") -> tuple[Done, ...]:
    return store.run("kim", rearrange, edits, override=True, reason=reason)


def spans(store: Store) -> dict[int, tuple[int, datetime, datetime]]:
    with store.read() as session:
        return {row.id: (row.technician_id, row.start, row.finish) for row in bookings(session, *YEAR)}


def soften(store: Store, kind: Kind) -> None:
    """Let breaking one rule be a warning."""
    store.run("admin", parameters.change, "placement_rules", {**PLACEMENT_RULES, kind: Strictness.WARNING})
