"""A kept proposal as the screen shows it."""

from sqlalchemy.orm import Session

from app.dispatch.optimising.values import CostLine, Line, Proposed, Spot
from app.dispatch.optimising.words import cause
from domain.language import tr
from domain.parameters.placement_rules import Kind
from domain.planning import queries
from domain.planning.changes import Place
from domain.planning.model import ChangeKind, Decision, ProposalStatus
from domain.planning.queries import ChangeRow, ProposalRow

CAUSES = ("travel", "overtime", "waiting", "unfair", "late", "left_out", "people", "moved")


def read_profiles(session: Session) -> tuple[tuple[int, str], ...]:
    """The goals to choose from, by id and name, the default first."""
    return tuple((row.id, row.name) for row in queries.profiles(session, only_active=True))


def read_proposal(session: Session, proposal_id: int) -> Proposed | None:
    """What is not decided yet, or was overtaken; None once the proposal is gone."""
    head = queries.proposal(session, proposal_id)
    if head is None:
        return None
    rows = (row for row in queries.changes(session, proposal_id) if _concerns(row))
    is_open = head.status is ProposalStatus.READY or head.decided[Decision.OPEN] > 0
    settled = head.status in (ProposalStatus.ACCEPTED, ProposalStatus.DISCARDED)
    return Proposed(head.id, tuple(map(_line, rows)), tuple(_costs(head)), head.failure, is_open, settled)


def _concerns(row: ChangeRow) -> bool:
    """What is left out, and what can be decided on; a booking that is left as it is, is no change."""
    if row.kind is ChangeKind.LEFT_OUT:
        return row.booking_id is None
    return row.decision in (Decision.OPEN, Decision.OVERTAKEN)


def _line(row: ChangeRow) -> Line:
    before, after = _spot(row.before, row.before_name), _spot(row.after, row.after_name)
    why = row.why if row.decision is Decision.OVERTAKEN else ""
    reason = row.reasons or _told(row)
    about = (row.order_id, row.number, row.title)
    return Line(row.id, row.kind, *about, before, after, row.booking_id, row.cost, reason, why)


def _told(row: ChangeRow) -> str:
    """What is known where no reason was kept."""
    if row.kind is ChangeKind.LEFT_OUT:
        return tr("As far as was searched, nobody has a gap for it that costs less than leaving it out.")
    return ", ".join(Kind(each).label for each in row.warnings)


def _spot(place: Place | None, name: str) -> Spot | None:
    return None if place is None else Spot(place.technician_id, name, place.start, place.finish)


def _costs(head: ProposalRow) -> list[CostLine]:
    before, after = head.cost_before, head.cost_after
    prices = {"travel": head.goals.travel, "overtime": head.goals.overtime, "waiting": head.goals.waiting}
    found = []
    for name in CAUSES:
        costs = before.get(name, 0.0), after.get(name, 0.0)
        price = prices.get(name, 0.0)
        minutes = (round(costs[0] / price), round(costs[1] / price)) if price else None
        found.append(CostLine(cause(name), *costs, minutes))
    return found
