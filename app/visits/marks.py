"""How a visit that was made is marked."""

from app.shared.chips import Chip
from domain.visits.made_queries import MadeRow
from domain.visits.model import VisitStatus

TONES = {VisitStatus.ORDERED: "info", VisitStatus.DONE: "good", VisitStatus.CANCELLED: "neutral"}


def status_chip(row: MadeRow) -> Chip:
    """Where a visit stands."""
    return Chip(row.status.label, TONES[row.status], soft=True)
